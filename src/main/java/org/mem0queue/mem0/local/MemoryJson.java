package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** How memories stand in answers; the dialects agree on it. */
final class MemoryJson {
    private MemoryJson() {}

    /** An object with what the memory has. */
    static void write(JsonGenerator out, StoredMemory memory, @Nullable Double score)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", memory.id());
        out.writeStringField("memory", memory.text());
        out.writeStringField("hash", memory.hash());
        @Nullable String[] scope = memory.scope().values();
        for (int i = 0; i < scope.length; i++) {
            optional(out, Scope.FIELDS[i], scope[i]);
        }
        optional(out, "role", memory.role());
        optional(out, "actor_id", memory.actor());
        raw(out, "metadata", memory.metadata());
        optional(out, "expiration_date", memory.expires());
        out.writeStringField("created_at", Times.answered(memory.created()));
        out.writeStringField("updated_at", Times.answered(memory.updated()));
        if (score != null) {
            out.writeNumberField("score", score);
        }
        out.writeEndObject();
    }

    /** The memories of these rows; one that was deleted meanwhile is left out. */
    static void array(JsonGenerator out, Memories memories, List<Long> rows)
            throws IOException, SQLException {
        out.writeStartArray();
        for (long row : rows) {
            StoredMemory memory = memories.at(row).orElse(null);
            if (memory != null) {
                write(out, memory, null);
            }
        }
        out.writeEndArray();
    }

    static void hits(JsonGenerator out, Memories memories, List<WordSearch.Hit> hits)
            throws IOException, SQLException {
        out.writeStartArray();
        for (WordSearch.Hit hit : hits) {
            StoredMemory memory = memories.at(hit.number()).orElse(null);
            if (memory != null) {
                write(out, memory, hit.score());
            }
        }
        out.writeEndArray();
    }

    /** With the words of both the REST server and the platform. */
    static Answer history(List<Journal.Entry> entries) throws SQLException {
        return Answer.ok(
                out -> {
                    out.writeStartArray();
                    for (Journal.Entry entry : entries) {
                        out.writeStartObject();
                        out.writeStringField("id", entry.id());
                        out.writeStringField("memory_id", entry.memory());
                        out.writeStringField("event", entry.event());
                        out.writeStringField("old_memory", entry.before());
                        out.writeStringField("new_memory", entry.after());
                        raw(out, "metadata", entry.metadata());
                        out.writeStringField("user_id", entry.user());
                        optional(out, "role", entry.role());
                        optional(out, "actor_id", entry.actor());
                        out.writeBooleanField("is_deleted", entry.event().equals("DELETE"));
                        out.writeStringField("created_at", Times.answered(entry.created()));
                        out.writeStringField("updated_at", Times.answered(entry.changed()));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                });
    }

    private static void optional(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    private static void raw(JsonGenerator out, String name, @Nullable String json)
            throws IOException {
        out.writeFieldName(name);
        if (json == null) {
            out.writeNull();
        } else {
            out.writeRawValue(json);
        }
    }
}
