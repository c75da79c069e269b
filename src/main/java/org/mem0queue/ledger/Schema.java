package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables, and what a file that is found turns out to be.
 *
 * <p>Times are microseconds since 1970, {@code memory.saved_at} is seconds. Texts are {@link
 * AsciiText}. A change that an older version would misread raises {@link #VERSION}; a new word for
 * a kind does not.
 */
final class Schema {
    static final int VERSION = 1;

    /** {@code M0LQ}: what {@code file(1)} and we know the file by. */
    static final int APPLICATION_ID = 0x4d304c51;

    static final int PAGE_BYTES = 4096;

    /** A full check takes a second per few hundred megabytes, so not at every start. */
    private static final long CHECK_AFTER = Times.DAY;

    private static final String TABLES =
            "'meta','memory','entry','journey','act','act_target','sample','baseline',"
                    + "'last_look','transcript','search'";

    private static final int TABLE_COUNT = 11;

    private static final String[] CREATE = {
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        // raw_check: length and CRC-32C of entry.raw, null if only the id is known
        """
        CREATE TABLE memory(
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            id_derived INTEGER NOT NULL,
            project TEXT,
            saved_at INTEGER,
            retries INTEGER NOT NULL,
            sha256 BLOB,
            raw_check INTEGER,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            state TEXT NOT NULL,
            state_at INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            counted INTEGER NOT NULL) STRICT
        """,
        // holds all that counting and comparing with a look ask for, which every look does
        "CREATE INDEX memory_state ON memory(state, counted, id, confirmed, first_seen)",
        // apart from memory, so that counting and touching the small rows stays cheap
        "CREATE TABLE entry(number INTEGER PRIMARY KEY, raw BLOB NOT NULL) STRICT",
        """
        CREATE TABLE journey(
            number INTEGER PRIMARY KEY,
            memory INTEGER NOT NULL,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL,
            UNIQUE(memory, time, kind, detail)) STRICT
        """,
        "CREATE INDEX journey_time ON journey(time)",
        """
        CREATE TABLE act(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL,
            completed INTEGER NOT NULL DEFAULT 0,
            undoes INTEGER,
            undone_by INTEGER) STRICT
        """,
        """
        CREATE TABLE act_target(
            act INTEGER NOT NULL,
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            undo TEXT NOT NULL,
            done INTEGER NOT NULL DEFAULT 0,
            undone_by INTEGER,
            PRIMARY KEY(act, position)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX act_target_id ON act_target(id)",
        """
        CREATE TABLE sample(
            time INTEGER PRIMARY KEY,
            spooled INTEGER NOT NULL,
            pending INTEGER NOT NULL,
            in_flight INTEGER NOT NULL,
            in_doubt INTEGER NOT NULL,
            synced_confirmed INTEGER NOT NULL,
            synced_reported INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            dead_letters INTEGER NOT NULL,
            emergency INTEGER NOT NULL,
            uncertain INTEGER,
            lost INTEGER,
            trash INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE baseline(
            one INTEGER PRIMARY KEY CHECK(one = 1),
            since INTEGER NOT NULL,
            queued INTEGER NOT NULL,
            synced_reported INTEGER NOT NULL,
            here INTEGER NOT NULL) STRICT
        """,
        // last_100: the ids with a line break behind each; logs: size, blank, path, line break
        """
        CREATE TABLE last_look(
            one INTEGER PRIMARY KEY CHECK(one = 1),
            time INTEGER NOT NULL,
            queued INTEGER,
            synced INTEGER,
            last_100 TEXT NOT NULL,
            logs TEXT NOT NULL) STRICT
        """,
        """
        CREATE TABLE transcript(
            path TEXT PRIMARY KEY,
            file_key TEXT NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            offset INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
        // holds folded text's tokens only; what is found is compared with the entry itself
        """
        CREATE VIRTUAL TABLE search USING fts5(
            text, content='', contentless_delete=1, detail=none,
            tokenize='trigram case_sensitive 1')
        """
    };

    private Schema() {}

    /** What a file is. */
    sealed interface Verdict {
        /**
         * Ours and of this version.
         *
         * @param identity made with the file
         * @param checkDue whether it has not been checked in full for a day
         */
        record Current(String identity, boolean checkDue) implements Verdict {}

        /** A database without a single table: just created, or emptied. */
        record Empty() implements Verdict {}

        /** Of a newer version. */
        record Newer(long version) implements Verdict {}

        /** Not a ledger, or not any more. */
        record Damaged(String reason) implements Verdict {}
    }

    /** Looks at the first pages only. */
    static Verdict inspect(LedgerConnection connection, InstantSource clock) throws SQLException {
        try {
            long version = version(connection);
            long application = connection.number("PRAGMA application_id");
            if (application == APPLICATION_ID && version > VERSION) {
                return new Verdict.Newer(version);
            }
            if (connection.number("SELECT count(*) FROM sqlite_schema") == 0) {
                return new Verdict.Empty();
            }
            if (application != APPLICATION_ID || version != VERSION) {
                return new Verdict.Damaged("it is not a ledger of this program");
            }
            long tables =
                    connection.number(
                            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ("
                                    + TABLES
                                    + ")");
            Optional<String> identity =
                    tables == TABLE_COUNT ? meta(connection, "identity") : Optional.empty();
            if (identity.isEmpty()) {
                return new Verdict.Damaged("a table is missing");
            }
            long checked = number(meta(connection, "checked_at").orElse(null));
            long age = Times.micros(clock.instant()) - checked;
            return new Verdict.Current(identity.get(), age < 0 || age >= CHECK_AFTER);
        } catch (SQLException e) {
            if (SqliteProblem.kindOf(e) == LedgerProblem.Kind.DAMAGED) {
                return new Verdict.Damaged(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    static long version(LedgerConnection connection) throws SQLException {
        return connection.number("PRAGMA user_version");
    }

    /** Reads the whole file; null if it is sound, otherwise the first thing that is not. */
    static @Nullable String check(LedgerConnection connection) throws SQLException {
        try {
            String answer = connection.text("PRAGMA quick_check(1)");
            return answer.equals("ok") ? null : answer;
        } catch (SQLException e) {
            if (SqliteProblem.kindOf(e) == LedgerProblem.Kind.DAMAGED) {
                return String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /** Makes an empty file a ledger. */
    static void create(
            LedgerConnection connection, InstantSource clock, @Nullable LedgerLocation location)
            throws SQLException {
        connection.run("PRAGMA page_size = " + PAGE_BYTES);
        connection.run("PRAGMA auto_vacuum = NONE");
        String mode = connection.text("PRAGMA journal_mode = WAL");
        if (!mode.equals("wal")) {
            throw new SQLException("the file system cannot share the log (" + mode + ")");
        }
        connection.run("PRAGMA synchronous = FULL");
        connection.beginWrite();
        try {
            for (String sql : CREATE) {
                connection.run(sql);
            }
            putMeta(connection, "identity", UUID.randomUUID().toString());
            putMeta(connection, "created_at", clock.instant().toString());
            noteChecked(connection, clock);
            if (location != null) {
                putMeta(
                        connection,
                        "directory",
                        AsciiText.encode(location.queueDirectory().toString()));
                putMeta(connection, "machine", AsciiText.encode(location.machineId()));
            }
            connection.run("PRAGMA application_id = " + APPLICATION_ID);
            connection.run("PRAGMA user_version = " + VERSION);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    static void noteChecked(LedgerConnection connection, InstantSource clock) throws SQLException {
        putMeta(connection, "checked_at", Long.toString(Times.micros(clock.instant())));
    }

    static Optional<String> meta(LedgerConnection connection, String key) throws SQLException {
        return connection.one("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key);
    }

    static void putMeta(LedgerConnection connection, String key, String value) throws SQLException {
        connection.update(
                "INSERT INTO meta(key, value) VALUES(?, ?)"
                        + " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                key,
                value);
    }

    /** 0 if there is none or it is none. */
    static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
