package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is stored. Texts are kept to the letter. Each method is one transaction: what changes
 * something is durable when it returns, and is written into the history beside it.
 */
final class Memories {
    private static final String COLUMNS =
            "number, id, text, hash, user_id, agent_id, run_id, app_id, role, actor_id, metadata,"
                    + " created_at, updated_at, expires";

    private static final String NEWEST_FIRST = " ORDER BY created_at DESC, number DESC";

    private final Database database;
    private final InstantSource clock;

    Memories(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of an add. */
    record Added(String event, List<StoredMemory> memories) {}

    /** Stores all texts of a draft, or none. */
    Added add(Draft draft) throws SQLException {
        Instant now = now();
        return database.write(
                sql -> {
                    List<StoredMemory> added = new ArrayList<>();
                    for (Draft.Text text : draft.texts()) {
                        StoredMemory memory = insert(sql, draft, text, now);
                        Journal.added(sql, memory, now);
                        added.add(memory);
                    }
                    String event = UUID.randomUUID().toString();
                    Journal.event(sql, event, draft.metadata(), added, now);
                    return new Added(event, added);
                });
    }

    private static StoredMemory insert(Sql sql, Draft draft, Draft.Text text, Instant now)
            throws SQLException {
        StoredMemory memory =
                new StoredMemory(
                        0,
                        UUID.randomUUID().toString(),
                        text.text(),
                        hash(text.text()),
                        draft.scope(),
                        text.role(),
                        text.actor(),
                        draft.metadata(),
                        draft.created() == null ? now : draft.created(),
                        now,
                        draft.expires());
        @Nullable String[] scope = memory.scope().values();
        sql.update(
                "INSERT INTO memory(id, text, hash, user_id, agent_id, run_id, app_id, role,"
                        + " actor_id, metadata, created_at, updated_at, expires)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                memory.id(),
                StoredText.encode(memory.text()),
                memory.hash(),
                StoredText.encodeNullable(scope[0]),
                StoredText.encodeNullable(scope[1]),
                StoredText.encodeNullable(scope[2]),
                StoredText.encodeNullable(scope[3]),
                StoredText.encodeNullable(memory.role()),
                StoredText.encodeNullable(memory.actor()),
                memory.metadata(),
                micros(memory.created()),
                micros(memory.updated()),
                memory.expires());
        index(sql, sql.lastRow(), text.text());
        return memory;
    }

    private static void index(Sql sql, long number, String text) throws SQLException {
        sql.update(
                "INSERT INTO search(rowid, words) VALUES(?, ?)", number, SearchWords.indexed(text));
    }

    private static void unindex(Sql sql, long number) throws SQLException {
        sql.update("DELETE FROM search WHERE rowid = ?", number);
    }

    Optional<StoredMemory> byId(String id) throws SQLException {
        return database.read(sql -> byId(sql, id));
    }

    private static Optional<StoredMemory> byId(Sql sql, String id) throws SQLException {
        return sql.one("SELECT " + COLUMNS + " FROM memory WHERE id = ?", Memories::memory, id);
    }

    /** The memory in that row, if it is still there. */
    Optional<StoredMemory> at(long number) throws SQLException {
        return database.read(
                sql ->
                        sql.one(
                                "SELECT " + COLUMNS + " FROM memory WHERE number = ?",
                                Memories::memory,
                                number));
    }

    /** The rows of some memories, the newest first. */
    List<Long> list(Condition where, int limit, long offset) throws SQLException {
        String query =
                "SELECT number FROM memory WHERE "
                        + where.sql()
                        + NEWEST_FIRST
                        + " LIMIT ? OFFSET ?";
        return database.read(sql -> sql.list(query, ROW, arguments(where, limit, offset)));
    }

    long count(Condition where) throws SQLException {
        String query = "SELECT count(*) FROM memory WHERE " + where.sql();
        return database.read(sql -> sql.number(query, arguments(where)));
    }

    /**
     * Makes all changes, or none.
     *
     * @return the first id that is not there, and nothing was changed; null if all were made
     */
    @Nullable String change(List<Change> changes) throws SQLException {
        Instant now = now();
        return allOrNone(
                sql -> {
                    for (Change change : changes) {
                        StoredMemory before = byId(sql, change.id()).orElse(null);
                        if (before == null) {
                            throw new Absent(change.id());
                        }
                        change(sql, before, change, now);
                    }
                });
    }

    private static void change(Sql sql, StoredMemory before, Change change, Instant now)
            throws SQLException {
        String text = change.text() == null ? before.text() : change.text();
        String metadata = change.metadata() == null ? before.metadata() : change.metadata();
        sql.update(
                "UPDATE memory SET text = ?, hash = ?, metadata = ?, updated_at = ?,"
                        + " expires = coalesce(?, expires) WHERE number = ?",
                StoredText.encode(text),
                hash(text),
                metadata,
                micros(now),
                change.expires(),
                before.number());
        if (!text.equals(before.text())) {
            unindex(sql, before.number());
            index(sql, before.number(), text);
        }
        Journal.changed(sql, before, text, metadata, now);
    }

    /**
     * Deletes all, or none.
     *
     * @return the first id that is not there, and nothing was deleted; null if all were
     */
    @Nullable String delete(List<String> ids) throws SQLException {
        Instant now = now();
        return allOrNone(
                sql -> {
                    for (String id : ids) {
                        StoredMemory before = byId(sql, id).orElse(null);
                        if (before == null) {
                            throw new Absent(id);
                        }
                        delete(sql, before, now);
                    }
                });
    }

    /** Deletes what fits; answers how many that were. */
    int delete(Condition where) throws SQLException {
        Instant now = now();
        return database.write(
                sql -> {
                    List<Long> rows =
                            sql.list(
                                    "SELECT number FROM memory WHERE " + where.sql(),
                                    ROW,
                                    arguments(where));
                    for (long number : rows) {
                        StoredMemory before =
                                sql.one(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM memory WHERE number = ?",
                                                Memories::memory,
                                                number)
                                        .orElseThrow();
                        delete(sql, before, now);
                    }
                    return rows.size();
                });
    }

    private static void delete(Sql sql, StoredMemory before, Instant now) throws SQLException {
        sql.update("DELETE FROM memory WHERE number = ?", before.number());
        unindex(sql, before.number());
        Journal.deleted(sql, before, now);
    }

    private interface Changes {
        void on(Sql sql) throws SQLException, Absent;
    }

    /** Takes a transaction back; never leaves this class. */
    private static final class Absent extends SQLException {
        private static final long serialVersionUID = 1;
        private final String id;

        Absent(String id) {
            this.id = id;
        }
    }

    private @Nullable String allOrNone(Changes changes) throws SQLException {
        try {
            database.write(
                    sql -> {
                        changes.on(sql);
                        return true;
                    });
            return null;
        } catch (Absent absent) {
            return absent.id;
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Database database() {
        return database;
    }

    static final Sql.Row<Long> ROW = row -> row.getLong(1);

    static StoredMemory memory(ResultSet row) throws SQLException {
        return new StoredMemory(
                row.getLong(1),
                row.getString(2),
                StoredText.decode(row.getString(3)),
                row.getString(4),
                new Scope(
                        StoredText.decodeNullable(row.getString(5)),
                        StoredText.decodeNullable(row.getString(6)),
                        StoredText.decodeNullable(row.getString(7)),
                        StoredText.decodeNullable(row.getString(8))),
                StoredText.decodeNullable(row.getString(9)),
                StoredText.decodeNullable(row.getString(10)),
                row.getString(11),
                instant(row.getLong(12)),
                instant(row.getLong(13)),
                row.getString(14));
    }

    static @Nullable Object[] arguments(Condition where, @Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(where.arguments());
        for (Object one : more) {
            all.add(one);
        }
        return all.toArray();
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** As Mem0 makes it: of the UTF-8 text. */
    static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has MD5", impossible);
        }
    }
}
