package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/** What happened: the history of each memory, the adds as events, and what people said of them. */
final class Journal {
    /** Older events are of no use: whoever asks for one does so at once. */
    private static final int EVENTS_KEPT = 10_000;

    private final Database database;

    Journal(Database database) {
        this.database = database;
    }

    /** One row of a memory's history; what does not apply is null. */
    record Entry(
            String id,
            String memory,
            String event,
            @Nullable String before,
            @Nullable String after,
            @Nullable String metadata,
            @Nullable String user,
            @Nullable String role,
            @Nullable String actor,
            Instant created,
            Instant changed) {}

    /**
     * An add.
     *
     * @param memories a JSON array of ids
     */
    record Event(String id, Instant time, @Nullable String metadata, String memories) {}

    static void added(Sql sql, StoredMemory memory, Instant now) throws SQLException {
        insert(sql, memory, "ADD", null, memory.text(), memory.metadata(), now);
    }

    static void changed(
            Sql sql, StoredMemory before, String text, @Nullable String metadata, Instant now)
            throws SQLException {
        insert(sql, before, "UPDATE", before.text(), text, metadata, now);
    }

    static void deleted(Sql sql, StoredMemory before, Instant now) throws SQLException {
        insert(sql, before, "DELETE", before.text(), null, before.metadata(), now);
    }

    private static void insert(
            Sql sql,
            StoredMemory memory,
            String event,
            @Nullable String before,
            @Nullable String after,
            @Nullable String metadata,
            Instant now)
            throws SQLException {
        sql.update(
                "INSERT INTO history(id, memory_id, event, old_text, new_text, metadata, user_id,"
                        + " role, actor_id, created_at, changed_at)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                memory.id(),
                event,
                StoredText.encodeNullable(before),
                StoredText.encodeNullable(after),
                metadata,
                StoredText.encodeNullable(memory.scope().user()),
                StoredText.encodeNullable(memory.role()),
                StoredText.encodeNullable(memory.actor()),
                Memories.micros(memory.created()),
                Memories.micros(now));
    }

    /** The first first. Empty if there never was such a memory. */
    List<Entry> of(String memory) throws SQLException {
        return database.read(
                sql ->
                        sql.list(
                                "SELECT id, memory_id, event, old_text, new_text, metadata,"
                                        + " user_id, role, actor_id, created_at, changed_at"
                                        + " FROM history WHERE memory_id = ? ORDER BY number",
                                row ->
                                        new Entry(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                StoredText.decodeNullable(row.getString(4)),
                                                StoredText.decodeNullable(row.getString(5)),
                                                row.getString(6),
                                                StoredText.decodeNullable(row.getString(7)),
                                                StoredText.decodeNullable(row.getString(8)),
                                                StoredText.decodeNullable(row.getString(9)),
                                                Memories.instant(row.getLong(10)),
                                                Memories.instant(row.getLong(11))),
                                memory));
    }

    static void event(
            Sql sql, String id, @Nullable String metadata, List<StoredMemory> memories, Instant now)
            throws SQLException {
        StringJoiner ids = new StringJoiner(",", "[", "]");
        memories.forEach(memory -> ids.add(Json.quote(memory.id())));
        sql.update(
                "INSERT INTO event(id, time, metadata, memory_ids) VALUES(?, ?, ?, ?)",
                id,
                Memories.micros(now),
                metadata,
                ids.toString());
        sql.update("DELETE FROM event WHERE number <= ?", sql.lastRow() - EVENTS_KEPT);
    }

    Optional<Event> event(String id) throws SQLException {
        return database.read(sql -> sql.one(EVENT + " WHERE id = ?", Journal::event, id));
    }

    /** The newest first. */
    List<Event> events(int limit, long offset) throws SQLException {
        return database.read(
                sql ->
                        sql.list(
                                EVENT + " ORDER BY number DESC LIMIT ? OFFSET ?",
                                Journal::event,
                                limit,
                                offset));
    }

    long eventCount() throws SQLException {
        return database.read(sql -> sql.number("SELECT count(*) FROM event"));
    }

    private static final String EVENT = "SELECT id, time, metadata, memory_ids FROM event";

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString(1),
                Memories.instant(row.getLong(2)),
                row.getString(3),
                row.getString(4));
    }

    /**
     * Keeps what somebody thinks of a memory; the last word counts.
     *
     * @return the feedback's id; empty if there is no such memory
     */
    Optional<String> feedback(
            String memory, @Nullable String feedback, @Nullable String reason, Instant now)
            throws SQLException {
        return database.write(
                sql -> {
                    if (sql.number("SELECT count(*) FROM memory WHERE id = ?", memory) == 0) {
                        return Optional.empty();
                    }
                    String id = UUID.randomUUID().toString();
                    sql.update(
                            "INSERT OR REPLACE INTO feedback(memory_id, id, feedback, reason, time)"
                                    + " VALUES(?, ?, ?, ?, ?)",
                            memory,
                            id,
                            StoredText.encodeNullable(feedback),
                            StoredText.encodeNullable(reason),
                            Memories.micros(now));
                    return Optional.of(id);
                });
    }
}
