package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who is sending an entry of {@code in_flight[]}, and how far that has come: its field {@code
 * claim}. The Python programs carry it along without looking at it.
 *
 * <pre>
 * "claim": {"id": "7c1f…", "machine": "9f0e…", "boot": "5a3b…", "attempt": 1,
 *           "at": "2026-11-23T14:02:03.123Z",
 *           "event": "evt_1", … accepted by the API, to be stored later …
 *           "doubt": "time_out", "reason": "…", "sent": "…", "until": "…", "asked": "…"}
 * </pre>
 *
 * @param id of the claim: one for all that were claimed together; empty if the entry has no claim
 *     that could be read
 * @param machine of the process that claimed
 * @param boot of that machine at that time
 * @param attempt 1 for the first time that we send it
 * @param at when it was claimed
 * @param event by which the API knows what it accepted; null if it did not
 * @param doubt null unless the answer was lost
 */
public record Claim(
        String id,
        String machine,
        String boot,
        int attempt,
        Instant at,
        @Nullable String event,
        @Nullable Doubt doubt) {
    static final String FIELD = "claim";

    /**
     * A lost answer.
     *
     * @param kind how it was lost, one word
     * @param reason for people
     * @param sent when the request began
     * @param until until when the request may still have been running
     * @param asked when a look-up could not tell either; null if none was made
     */
    public record Doubt(
            String kind, String reason, Instant sent, Instant until, @Nullable Instant asked) {}

    /** Whether the answer was lost. */
    public boolean inDoubt() {
        return doubt != null;
    }

    /** Whether a process with this identity may settle it. */
    public boolean isOf(SpoolIdentity identity) {
        return id.isEmpty() || machine.equals(identity.machine()) || boot.equals(identity.boot());
    }

    Claim with(String acceptedAs) {
        return new Claim(id, machine, boot, attempt, at, acceptedAs, null);
    }

    Claim with(Doubt lost) {
        return new Claim(id, machine, boot, attempt, at, null, lost);
    }

    /**
     * The claim of an entry of {@code in_flight[]}. One that somebody else put there, or whose
     * claim is damaged, is in doubt: nobody knows what was done with it.
     */
    public static Claim of(Memory memory) {
        Map<String, String> fields = fields(memory.raw());
        Instant at = time(fields, "at");
        String id = fields.getOrDefault("id", "");
        if (id.isEmpty() || at == null) {
            Instant then = memory.timestamp().orElse(Instant.EPOCH);
            return new Claim(
                    "",
                    "",
                    "",
                    1,
                    then,
                    null,
                    new Doubt("unknown", "it stands among what is being sent", then, then, null));
        }
        String kind = fields.get("doubt");
        Instant sent = time(fields, "sent");
        Instant until = time(fields, "until");
        return new Claim(
                id,
                fields.getOrDefault("machine", ""),
                fields.getOrDefault("boot", ""),
                number(fields.get("attempt")),
                at,
                fields.get("event"),
                kind == null
                        ? null
                        : new Doubt(
                                kind,
                                fields.getOrDefault("reason", ""),
                                sent == null ? at : sent,
                                until == null ? at : until,
                                time(fields, "asked")));
    }

    /** The entry with this claim. */
    RawJson on(RawJson entry) {
        StringBuilder json = new StringBuilder("{");
        put(json, "id", id);
        put(json, "machine", machine);
        put(json, "boot", boot);
        json.append(", \"attempt\": ").append(attempt);
        put(json, "at", at.toString());
        if (event != null) {
            put(json, "event", event);
        }
        Doubt lost = doubt;
        if (lost != null) {
            put(json, "doubt", lost.kind());
            put(json, "reason", lost.reason());
            put(json, "sent", lost.sent().toString());
            put(json, "until", lost.until().toString());
            if (lost.asked() != null) {
                put(json, "asked", lost.asked().toString());
            }
        }
        return JsonObjectEdit.set(entry, FIELD, json.append('}').toString());
    }

    /** The memory without its claim, as it is to be remembered. */
    public static Memory without(Memory claimed) {
        boolean inFlight =
                claimed.state() == MemoryState.IN_FLIGHT || claimed.state() == MemoryState.IN_DOUBT;
        return inFlight ? EntryReader.read(off(claimed.raw()), claimed.state()) : claimed;
    }

    /** The entry without any claim. */
    static RawJson off(RawJson entry) {
        return entry.isObject() ? JsonObjectEdit.remove(entry, Set.of(FIELD)) : entry;
    }

    private static void put(StringBuilder json, String name, String value) {
        json.append(json.length() > 1 ? ", " : "")
                .append(Json.quote(name))
                .append(": ")
                .append(Json.quote(value));
    }

    private static Map<String, String> fields(RawJson entry) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(entry.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return fields;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(FIELD);
                if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                    fields.clear(); // of a repeated key the last one counts
                    readFields(parser, fields);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException damaged) {
            return Map.of();
        }
        return fields;
    }

    private static void readFields(JsonParser parser, Map<String, String> fields)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isScalarValue()
                    && parser.currentToken() != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static @Nullable Instant time(Map<String, String> fields, String name) {
        String text = fields.get(name);
        return text == null ? null : EntryReader.isoInstant(text);
    }

    private static int number(@Nullable String text) {
        Long value = text == null ? null : EntryReader.exactLong(text);
        return value == null ? 1 : Math.clamp(value, 1, Integer.MAX_VALUE);
    }
}
