package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** How {@link SyncJournal} writes that a sending ended, and reads its lines. */
final class JournalLines {
    private JournalLines() {}

    /** What a line says; nothing if a crash cut it off. */
    static Map<String, String> fields(String line) {
        try (JsonParser parser = Json.FACTORY.createParser(line.getBytes(UTF_8))) {
            Map<String, String> fields = TextFields.read(parser);
            return fields == null || parser.nextToken() != null ? Map.of() : fields;
        } catch (IOException cutOff) {
            return Map.of();
        }
    }

    /** The line of an end. */
    static String ended(String claim, String id, Settlement settlement) {
        StringBuilder json =
                new StringBuilder("{\"ended\": ")
                        .append(Json.quote(id))
                        .append(", \"claim\": ")
                        .append(Json.quote(claim));
        switch (settlement) {
            case Settlement.Stored _ -> put(json, "as", "stored");
            case Settlement.Released(Instant sent) -> {
                put(json, "as", "released");
                if (sent != null) {
                    put(json, "sent", sent.toString());
                }
            }
            case Settlement.Again again -> {
                put(json, "as", "again");
                put(json, "reason", again.reason());
                if (again.next() != null) {
                    put(json, "next", again.next().toString());
                }
                put(json, "counted", again.counted().name());
            }
            case Settlement.Failed(String reason) -> {
                put(json, "as", "failed");
                put(json, "reason", reason);
            }
            case Settlement.Doubtful(Claim.Doubt doubt) -> {
                put(json, "as", "doubtful");
                put(json, "kind", doubt.kind());
                put(json, "reason", doubt.reason());
                put(json, "sent", doubt.sent().toString());
                put(json, "until", doubt.until().toString());
            }
            case Settlement.Accepted(String event) -> {
                put(json, "as", "accepted");
                put(json, "event", event);
            }
        }
        return json.append("}\n").toString();
    }

    private static void put(StringBuilder json, String name, String value) {
        json.append(", ").append(Json.quote(name)).append(": ").append(Json.quote(value));
    }

    /** The end that a line tells; null for one of a later version. */
    static @Nullable Settlement settlement(Map<String, String> fields) {
        String reason = fields.getOrDefault("reason", "");
        return switch (fields.getOrDefault("as", "")) {
            case "stored" -> new Settlement.Stored();
            case "released" -> new Settlement.Released(time(fields, "sent"));
            case "again" ->
                    new Settlement.Again(
                            time(fields, "next"),
                            reason,
                            fields.getOrDefault("counted", "").equals("YES")
                                    ? Settlement.Counted.YES
                                    : Settlement.Counted.NO);
            case "failed" -> new Settlement.Failed(reason);
            case "doubtful" -> {
                Instant sent = time(fields, "sent");
                Instant until = time(fields, "until");
                yield sent == null || until == null
                        ? null
                        : new Settlement.Doubtful(
                                new Claim.Doubt(
                                        fields.getOrDefault("kind", ""),
                                        reason,
                                        sent,
                                        until,
                                        null));
            }
            case "accepted" -> new Settlement.Accepted(fields.getOrDefault("event", ""));
            default -> null; // of a later version: in doubt
        };
    }

    static @Nullable Instant time(Map<String, String> fields, String name) {
        String text = fields.get(name);
        return text == null ? null : EntryReader.isoInstant(text);
    }
}
