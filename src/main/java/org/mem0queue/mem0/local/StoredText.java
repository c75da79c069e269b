package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How texts stand in the database: as they are, but for those that UTF-8 cannot carry (half a
 * surrogate pair) or SQLite may cut (a NUL). Those stand as a JSON string behind a mark, and so do
 * texts that begin with the mark: equal texts stay equal, different ones different.
 */
final class StoredText {
    private static final char MARK = '\u0001';

    private StoredText() {}

    static String encode(String text) {
        boolean plain =
                (text.isEmpty() || text.charAt(0) != MARK)
                        && text.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return plain ? text : MARK + Json.quote(text);
    }

    static @Nullable String encodeNullable(@Nullable String text) {
        return text == null ? null : encode(text);
    }

    static String decode(String stored) {
        if (stored.isEmpty() || stored.charAt(0) != MARK) {
            return stored;
        }
        try (var parser = Json.FACTORY.createParser(stored.substring(1))) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("a text behind the mark is a JSON string", e);
        }
    }

    static @Nullable String decodeNullable(@Nullable String stored) {
        return stored == null ? null : decode(stored);
    }
}
