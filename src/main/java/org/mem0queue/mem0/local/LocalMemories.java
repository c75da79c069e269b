package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the local server has stored, for whoever takes it elsewhere. The server may be running or
 * not. For one thread at a time.
 */
public final class LocalMemories implements AutoCloseable {
    private final Database database;

    private LocalMemories(Database database) {
        this.database = database;
    }

    /** How opening ended; all are normal. */
    public sealed interface Opening {
        record Opened(LocalMemories memories) implements Opening {}

        /** Nothing was ever stored. */
        record Missing() implements Opening {}

        record Unavailable(String sentence) implements Opening {}
    }

    /**
     * One stored memory.
     *
     * @param number its place; later ones have greater numbers
     * @param project the user, or else the agent, run or application; empty if there is none
     * @param ourId the queue's id of it, if it came from a queue
     * @param source where it was saved, if it came from a queue
     * @param saved when it was saved, by what the queue says or else by the server
     */
    public record Stored(
            long number,
            String id,
            String project,
            String text,
            @Nullable String ourId,
            @Nullable String source,
            Instant saved) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }

    /** A part of what is stored did not come out; the others are not affected. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence, SQLException cause) {
            super(sentence, cause);
        }

        /** What happened to which file, and what to do. */
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * @param folder as given to {@link LocalServer#start}
     */
    public static Opening open(Path folder, InstantSource clock) {
        return switch (new StoreFile(folder, clock).visit()) {
            case StoreFile.Opening.Opened(Database database, var ignored) ->
                    new Opening.Opened(new LocalMemories(database));
            case StoreFile.Opening.Missing ignored -> new Opening.Missing();
            case StoreFile.Opening.Unavailable(String sentence) ->
                    new Opening.Unavailable(sentence);
        };
    }

    /** How many there are. */
    public long count() throws Unreadable {
        return guarded(() -> database.read(sql -> sql.number("SELECT count(*) FROM memory")));
    }

    /**
     * How many were not sent on as they are now.
     *
     * @param but not those whose source begins so
     */
    public long countNotSentOn(String but) throws Unreadable {
        String query =
                "SELECT count(*) FROM memory WHERE sent_on IS NOT hash"
                        + " AND substr(coalesce(json_extract(metadata, '$.mq_source'), ''), 1, ?)"
                        + " <> ?";
        return guarded(() -> database.read(sql -> sql.number(query, but.length(), but)));
    }

    /**
     * Those that were not sent on as they are now, in the order in which they came.
     *
     * @param after a number; 0 begins
     */
    public List<Stored> notSentOn(long after, int atMost) throws Unreadable {
        String query =
                "SELECT number, id, text, hash, user_id, agent_id, run_id, app_id, role, actor_id,"
                        + " metadata, created_at, updated_at, expires FROM memory"
                        + " WHERE number > ? AND sent_on IS NOT hash ORDER BY number LIMIT ?";
        return guarded(
                () ->
                        database
                                .read(sql -> sql.list(query, Memories::memory, after, atMost))
                                .stream()
                                .map(LocalMemories::stored)
                                .toList());
    }

    private static Stored stored(StoredMemory memory) {
        JsonNode metadata = metadata(memory.metadata());
        String project = "";
        for (String name : memory.scope().values()) {
            if (project.isEmpty() && name != null) {
                project = name;
            }
        }
        Instant saved = Times.read(metadata.path("mq_saved_at"));
        return new Stored(
                memory.number(),
                memory.id(),
                project,
                memory.text(),
                text(metadata.path("mq_id")),
                text(metadata.path("mq_source")),
                saved == null ? memory.created() : saved);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static JsonNode metadata(@Nullable String json) {
        try {
            return JsonWords.MAPPER.readTree(json == null ? "{}" : json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("metadata was read before it was stored", impossible);
        }
    }

    /**
     * Notes durably that these are in a queue now. A text that is changed later is to be sent on
     * again.
     */
    public void markSentOn(List<Stored> sent) throws Unreadable {
        Map<Long, String> hashes =
                sent.stream()
                        .collect(Collectors.toMap(Stored::number, s -> Memories.hash(s.text())));
        guarded(
                () ->
                        database.write(
                                sql -> {
                                    for (var one : hashes.entrySet()) {
                                        sql.update(
                                                "UPDATE memory SET sent_on = ? WHERE number = ?",
                                                one.getValue(),
                                                one.getKey());
                                    }
                                    return true;
                                }));
    }

    private interface Work<T> {
        T done() throws SQLException;
    }

    private <T> T guarded(Work<T> work) throws Unreadable {
        try {
            return work.done();
        } catch (SQLException e) {
            throw new Unreadable(StoreProblem.sentence(database.file(), e), e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
