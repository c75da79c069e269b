package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is known of earlier attempts to send an entry: its field {@code sync}, ours.
 *
 * <pre>"sync": {"attempts": 2, "since": "2026-11-23T14:02:03Z", "look_up": true,
 *   "sent": "2026-11-23T15:02:03Z"}</pre>
 *
 * @param attempts how many of ours failed and count against it; {@code retries} counts these and
 *     the Python worker's
 * @param since when the first of these was; null if there was none
 * @param lookUp whether the Python worker tried it, or was about to: it may be stored already
 * @param sent when we sent it, if that was most likely in vain, and not for certain; else null
 */
public record SendingHistory(
        int attempts, @Nullable Instant since, boolean lookUp, @Nullable Instant sent) {
    static final String FIELD = "sync";
    static final String ASKED = "retry_after_s";

    private static final Set<String> OF_DEAD_LETTERS = Set.of("moved_to_dlq_at", "retry_count");

    /** Of an entry that nobody has tried. */
    static final SendingHistory NONE = new SendingHistory(0, null, false);

    /** Nothing of ours is unsure. */
    public SendingHistory(int attempts, @Nullable Instant since, boolean lookUp) {
        this(attempts, since, lookUp, null);
    }

    /** What the entry tells. Costs a parse of it. */
    public static SendingHistory of(Memory memory) {
        int attempts = 0;
        Instant since = null;
        Instant sent = null;
        boolean lookUp = memory.state() == MemoryState.DEAD_LETTER;
        try (JsonParser parser = Json.FACTORY.createParser(memory.raw().bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                lookUp |= OF_DEAD_LETTERS.contains(name);
                if (!name.equals(FIELD) || token != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String inner = parser.currentName();
                    JsonToken value = parser.nextToken();
                    switch (inner) {
                        case "attempts" -> {
                            Long number =
                                    value.isNumeric()
                                            ? EntryReader.exactLong(parser.getText())
                                            : null;
                            attempts = number == null ? 0 : Math.clamp(number, 0, 1_000_000);
                        }
                        case "since" -> since = time(value, parser);
                        case "sent" -> sent = time(value, parser);
                        case "look_up" -> lookUp |= value == JsonToken.VALUE_TRUE;
                        default -> {
                            // of a later version
                        }
                    }
                    parser.skipChildren();
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("the entry was parsed before", impossible);
        }
        return new SendingHistory(attempts, since, lookUp || memory.retries() > attempts, sent);
    }

    private static @Nullable Instant time(JsonToken value, JsonParser parser) throws IOException {
        return value == JsonToken.VALUE_STRING ? EntryReader.isoInstant(parser.getText()) : null;
    }

    /**
     * How long the server had asked to wait before the next attempt, if that is longer than we
     * would have waited by ourselves; else zero.
     */
    public static Duration askedToWait(Memory memory) {
        String seconds = memory.detail().extra().get(ASKED);
        Long number = seconds == null ? null : EntryReader.exactLong(seconds);
        return number == null ? Duration.ZERO : Duration.ofSeconds(Math.clamp(number, 0, 86_400));
    }

    /** The entry with this history and that many retries. */
    RawJson on(RawJson entry, int retries) {
        StringBuilder json = new StringBuilder("{\"attempts\": ").append(attempts);
        if (since != null) {
            json.append(", \"since\": ").append(Json.quote(since.toString()));
        }
        if (lookUp) {
            json.append(", \"look_up\": true");
        }
        if (sent != null) {
            json.append(", \"sent\": ").append(Json.quote(sent.toString()));
        }
        RawJson with = JsonObjectEdit.set(entry, FIELD, json.append('}').toString());
        return JsonObjectEdit.set(with, "retries", retries);
    }
}
