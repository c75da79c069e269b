package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ByteSource;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Reads one entry of a list, tolerating everything that is valid JSON. Not for several threads. */
final class EntryReader {
    private static final int ID = 1;
    private static final int PROJECT = 2;
    private static final int CONTENT = 4;
    private static final int TIMESTAMP = 8;
    private static final int RETRIES = 16;

    /** Hex digits of a derived id: enough to tell a queue's entries apart, short enough to type. */
    private static final int DERIVED_ID_BYTES = 6;

    /** Characters: a counter of millions of digits would take minutes to convert. */
    private static final int LONGEST_NUMBER = 100;

    /** Seconds; far enough in either direction that what is added to it is still a time. */
    private static final long LATEST = Instant.MAX.getEpochSecond() / 2;

    private final Oddities oddities;

    /** Projects repeat by the thousand; one String each is enough. */
    private final Map<String, String> projects = new HashMap<>();

    EntryReader(Oddities oddities) {
        this.oddities = oddities;
    }

    /**
     * Reads the value at the parser's current token.
     *
     * @param base added to the parser's offsets to get offsets in {@code source}
     * @param source where the bytes stay, or null to keep no entry (then null is returned)
     * @param list with {@code index} names the entry in an oddity, for example {@code queue[3]}
     */
    @Nullable Memory read(
            JsonParser parser,
            long base,
            @Nullable ByteSource source,
            MemoryState state,
            String list,
            int index)
            throws IOException {
        long start = base + parser.currentTokenLocation().getByteOffset();
        String id = null;
        String project = null;
        Instant timestamp = null;
        Instant nextAttempt = null;
        int retries = 0;
        int seen = 0;
        boolean badRetries = false;
        boolean hasContent = false;
        boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
        if (isObject) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                int field = 0;
                switch (name) {
                    case "id" -> {
                        field = ID;
                        id = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                    }
                    case "project_id" -> {
                        field = PROJECT;
                        project =
                                token == JsonToken.VALUE_STRING
                                        ? projects.computeIfAbsent(parser.getText(), p -> p)
                                        : null;
                    }
                    case "content" -> {
                        field = CONTENT;
                        hasContent = token == JsonToken.VALUE_STRING;
                    }
                    case "timestamp" -> {
                        field = TIMESTAMP;
                        timestamp = token.isNumeric() ? instant(parser) : null;
                    }
                    case "retries" -> {
                        field = RETRIES;
                        badRetries = !token.isNumeric();
                        retries = token.isNumeric() ? attempts(parser) : 0;
                    }
                    case "next_attempt" ->
                            nextAttempt =
                                    token == JsonToken.VALUE_STRING
                                            ? isoInstant(parser.getText())
                                            : token.isNumeric() ? instant(parser.getText()) : null;
                    case "original_id" -> odd(Oddity.Kind.ID_WAS_TAKEN, list, index);
                    default -> {
                        // kept in the raw bytes
                    }
                }
                parser.skipChildren();
                if ((seen & field) != 0) {
                    odd(Oddity.Kind.DUPLICATE_KEY, list, index);
                }
                seen |= field;
            }
        }
        long end = base + Json.endOfValue(parser);
        boolean listed = state == MemoryState.UNCERTAIN; // last_100 is never worked on
        if (!isObject) {
            odd(Oddity.Kind.ENTRY_NOT_AN_OBJECT, list, index);
        } else if (!listed) {
            if (id == null || id.isEmpty()) {
                odd(Oddity.Kind.ENTRY_WITHOUT_ID, list, index);
            }
            if (project == null) {
                odd(Oddity.Kind.ENTRY_WITHOUT_PROJECT, list, index);
            }
            if (!hasContent) {
                odd(Oddity.Kind.ENTRY_WITHOUT_CONTENT, list, index);
            }
            if (timestamp == null) {
                odd(Oddity.Kind.ENTRY_WITHOUT_TIMESTAMP, list, index);
            }
            if (badRetries || (seen & RETRIES) == 0) {
                odd(Oddity.Kind.ENTRY_WITH_ODD_RETRIES, list, index);
            }
        }
        if (source == null) {
            return null;
        }
        RawJson raw = new RawJson(source, start, Math.toIntExact(end - start));
        return id == null || id.isEmpty()
                ? new Memory(
                        derivedId(raw), true, project, timestamp, nextAttempt, retries, state, raw)
                : new Memory(id, false, project, timestamp, nextAttempt, retries, state, raw);
    }

    /** Reads one value that was read before. */
    static Memory read(RawJson raw, MemoryState state) {
        byte[] bytes = raw.bytes();
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            parser.nextToken();
            Memory memory =
                    new EntryReader(new Oddities())
                            .read(parser, 0, ByteSource.of(bytes), state, "entry", 0);
            return Objects.requireNonNull(memory);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the entry was parsed before", impossible);
        }
    }

    private void odd(Oddity.Kind kind, String list, int index) {
        oddities.add(kind, list + "[" + index + "]");
    }

    /** An id for an entry that has none: the same bytes give the same id. */
    static String derivedId(RawJson raw) {
        return "no-id-" + HexFormat.of().formatHex(sha256(raw.bytes()), 0, DERIVED_ID_BYTES);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /** Seconds, whole or not, as found; null if it is no time that exists (1e999, 2^63). */
    static @Nullable Instant instant(String number) {
        Double seconds = finite(number);
        return seconds == null || Math.abs(seconds) > LATEST
                ? null
                : Instant.ofEpochSecond((long) Math.floor(seconds));
    }

    /** Null if it is no such time. */
    static @Nullable Instant isoInstant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Nearly all are whole numbers, which the parser has read already. */
    private static @Nullable Instant instant(JsonParser parser) throws IOException {
        return isLong(parser) && Math.abs(parser.getLongValue()) <= LATEST
                ? Instant.ofEpochSecond(parser.getLongValue())
                : instant(parser.getText());
    }

    private static boolean isLong(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static int attempts(JsonParser parser) throws IOException {
        if (isLong(parser)) {
            return (int) Math.clamp(parser.getLongValue(), 0, (long) Integer.MAX_VALUE);
        }
        Double attempts = finite(parser.getText());
        return attempts == null ? 0 : (int) Math.clamp(attempts, 0, Integer.MAX_VALUE);
    }

    private static @Nullable Double finite(String number) {
        try {
            double value = Double.parseDouble(number);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null; // NaN and Infinity in Python's spelling
        }
    }

    /** As a whole number of 64 bits, or null; {@code 61.0} is one, {@code 1e999} is none. */
    static @Nullable Long exactLong(String number) {
        if (number.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(number).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
