package org.mem0queue.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decoded fields of one entry.
 *
 * @param content the text; null if the entry has none or it is not a text
 * @param nextAttempt as found (Unix seconds or ISO text), null if absent
 * @param lastError the worker's or our words, null if absent
 * @param source who saved it, null if unknown
 * @param extra the fields that have no name here, in order, each as raw JSON text
 */
public record MemoryDetail(
        @Nullable String content,
        @Nullable String nextAttempt,
        @Nullable String lastError,
        @Nullable String source,
        Map<String, String> extra) {

    private static final Set<String> NAMED =
            Set.of(
                    "id",
                    "project_id",
                    "content",
                    "timestamp",
                    "retries",
                    "next_attempt",
                    "last_error",
                    "source");

    public Optional<String> contentText() {
        return Optional.ofNullable(content);
    }

    /** A content that is a number is not a text: it stays among the extra fields, as found. */
    private static boolean isPlain(String name, JsonToken token) {
        return token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NULL
                || (token.isNumeric() && !name.equals("content"));
    }

    /**
     * The text of one field alone, without the cost of decoding everything else; null if there is
     * none.
     */
    static @Nullable String text(byte[] entry, String field) {
        String text = null;
        try (JsonParser parser = Json.FACTORY.createParser(entry)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(field);
                JsonToken token = parser.nextToken();
                if (wanted && (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL)) {
                    text = token == JsonToken.VALUE_NULL ? null : parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("entry was parsed before", impossible);
        }
        return text;
    }

    static MemoryDetail decode(RawJson raw) {
        byte[] bytes = raw.bytes();
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        Map<String, String> extra = new LinkedHashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new MemoryDetail(null, null, null, null, Map.of());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                if (NAMED.contains(name) && isPlain(name, token)) {
                    named.put(name, token == JsonToken.VALUE_NULL ? null : parser.getText());
                } else {
                    int end = (int) Json.endOfValue(parser);
                    extra.put(name, new String(bytes, start, end - start, UTF_8));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("entry was parsed before", impossible);
        }
        return new MemoryDetail(
                named.get("content"),
                named.get("next_attempt"),
                named.get("last_error"),
                named.get("source"),
                Collections.unmodifiableMap(extra));
    }
}
