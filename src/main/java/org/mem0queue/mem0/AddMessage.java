package org.mem0queue.mem0;

import org.mem0queue.queue.Json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The request that adds one memory, in the words of each dialect. A sample, new OSS server:
 *
 * <pre>
 * POST /memories
 * {"messages":[{"role":"user","content":"…"}],"user_id":"project",
 *  "metadata":{"mq_id":"…","mq_sha256":"…","mq_saved_at":"2026-11-23T10:00:00Z"},"infer":false}
 * </pre>
 */
final class AddMessage {
    /** Our id, in the metadata. */
    static final String ID = "mq_id";

    /** The content's SHA-256, in the metadata. */
    static final String SHA256 = "mq_sha256";

    private AddMessage() {}

    static Transport.Message of(
            Dialect dialect, Outgoing memory, Inference inference, Addresses addresses) {
        String path =
                switch (dialect) {
                    case Dialect.OssRest oss -> "memories";
                    case Dialect.Platform platform -> "v3/memories/add/";
                    case Dialect.OpenMemory openMemory -> "api/v1/memories/";
                    case Dialect.Wrapper wrapper -> "memory";
                    case Dialect.Unknown unknown ->
                            throw new IllegalArgumentException("nothing is sent to the unknown");
                };
        return new Transport.Message(
                "POST",
                addresses.at(path),
                addresses.keyFor(dialect),
                body(dialect, memory, inference));
    }

    private static String body(Dialect dialect, Outgoing memory, Inference inference) {
        Map<String, String> fields = new LinkedHashMap<>();
        String infer = String.valueOf(inference == Inference.EXTRACT);
        String user = Json.quote(memory.projectId());
        switch (dialect) {
            case Dialect.OssRest oss -> {
                fields.put("messages", messages(memory));
                fields.put("user_id", user);
                fields.put("metadata", metadata(memory));
                if (oss.infer()) {
                    fields.put("infer", infer);
                }
            }
            case Dialect.Platform platform -> {
                fields.put("messages", messages(memory));
                fields.put("user_id", user);
                fields.put("metadata", metadata(memory));
                fields.put("infer", infer);
                if (memory.savedAt() != null) {
                    fields.put("timestamp", String.valueOf(memory.savedAt().getEpochSecond()));
                }
            }
            case Dialect.OpenMemory openMemory -> {
                fields.put("user_id", user);
                fields.put("text", Json.quote(memory.content()));
                fields.put("metadata", metadata(memory));
                fields.put("infer", infer);
                fields.put("app", Json.quote("openmemory"));
            }
            case Dialect.Wrapper wrapper -> {
                fields.put("user_id", user);
                fields.put("content", Json.quote(memory.content()));
                fields.put("metadata", metadata(memory));
            }
            case Dialect.Unknown unknown -> {}
        }
        return object(fields);
    }

    private static String messages(Outgoing memory) {
        return "[{\"role\":\"user\",\"content\":" + Json.quote(memory.content()) + "}]";
    }

    private static String metadata(Outgoing memory) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(ID, Json.quote(memory.id()));
        fields.put(SHA256, Json.quote(memory.sha256()));
        if (memory.savedAt() != null) {
            fields.put("mq_saved_at", Json.quote(memory.savedAt().toString()));
        }
        if (memory.source() != null) {
            fields.put("mq_source", Json.quote(memory.source()));
        }
        return object(fields);
    }

    /** An object of values that are JSON already. */
    static String object(Map<String, String> fields) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> json.add(Json.quote(name) + ":" + value));
        return json.toString();
    }
}
