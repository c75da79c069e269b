package org.mem0queue.mem0.local;

import java.sql.SQLException;

/**
 * The tables, and what a file that is found turns out to be. Times are microseconds since 1970;
 * texts are {@link StoredText}; {@code metadata} is a JSON object in pure ASCII.
 */
final class StoreSchema {
    static final int VERSION = 1;

    /** {@code M0LM}: what {@code file(1)} and we know the file by. */
    private static final int APPLICATION_ID = 0x4d304c4d;

    private static final String[] CREATE = {
        """
        CREATE TABLE memory(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            hash TEXT NOT NULL,
            user_id TEXT,
            agent_id TEXT,
            run_id TEXT,
            app_id TEXT,
            role TEXT,
            actor_id TEXT,
            metadata TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            expires TEXT,
            sent_on TEXT) STRICT
        """,
        "CREATE INDEX memory_user ON memory(user_id, created_at)",
        "CREATE INDEX memory_time ON memory(created_at)",
        """
        CREATE TABLE history(
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            memory_id TEXT NOT NULL,
            event TEXT NOT NULL,
            old_text TEXT,
            new_text TEXT,
            metadata TEXT,
            user_id TEXT,
            role TEXT,
            actor_id TEXT,
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL) STRICT
        """,
        "CREATE INDEX history_memory ON history(memory_id)",
        // memory_ids: a JSON array
        """
        CREATE TABLE event(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            time INTEGER NOT NULL,
            metadata TEXT,
            memory_ids TEXT NOT NULL) STRICT
        """,
        """
        CREATE TABLE feedback(
            memory_id TEXT PRIMARY KEY,
            id TEXT NOT NULL,
            feedback TEXT,
            reason TEXT,
            time INTEGER NOT NULL) STRICT, WITHOUT ROWID
        """,
        // words of ours, divided by spaces; what is found is compared with the text itself
        """
        CREATE VIRTUAL TABLE search USING fts5(
            words, content='', contentless_delete=1, tokenize='unicode61')
        """
    };

    private StoreSchema() {}

    /** What a file is. */
    sealed interface Verdict {
        record Current() implements Verdict {}

        /** Just created. */
        record Empty() implements Verdict {}

        record Newer(long version) implements Verdict {}

        record Damaged(String reason) implements Verdict {}
    }

    /** Looks at the whole file. */
    static Verdict inspect(Sql sql) throws SQLException {
        try {
            long version = sql.number("PRAGMA user_version");
            boolean ours = sql.number("PRAGMA application_id") == APPLICATION_ID;
            if (ours && version > VERSION) {
                return new Verdict.Newer(version);
            }
            if (sql.number("SELECT count(*) FROM sqlite_schema") == 0) {
                return new Verdict.Empty();
            }
            if (!ours || version != VERSION) {
                return new Verdict.Damaged("it is not a database of this program");
            }
            String answer = sql.text("PRAGMA quick_check(1)");
            return answer.equals("ok") ? new Verdict.Current() : new Verdict.Damaged(answer);
        } catch (SQLException e) {
            String damage = StoreProblem.damage(e);
            if (damage != null) {
                return new Verdict.Damaged(damage);
            }
            throw e;
        }
    }

    static void create(Sql sql) throws SQLException {
        String mode = sql.text("PRAGMA journal_mode = WAL");
        if (!mode.equals("wal")) {
            throw new SQLException("the file system cannot share the log (" + mode + ")");
        }
        durable(sql);
        sql.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            for (String table : CREATE) {
                sql.run(table);
            }
            sql.run("PRAGMA application_id = " + APPLICATION_ID);
            sql.run("PRAGMA user_version = " + VERSION);
            sql.run("COMMIT");
            done = true;
        } finally {
            if (!done) {
                rollback(sql);
            }
        }
    }

    /** For every connection that writes: a commit is on the disk when it answers. */
    static void durable(Sql sql) throws SQLException {
        sql.run("PRAGMA synchronous = FULL");
    }

    /** Takes back what was not committed. */
    static void rollback(Sql sql) {
        try {
            sql.run("ROLLBACK");
        } catch (SQLException noTransaction) {
            // The failure that brought us here ended it already.
        }
    }
}
