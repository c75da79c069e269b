package org.mem0queue.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

/**
 * How texts stand in the ledger: as the inside of a JSON string in pure ASCII. SQLite keeps UTF-8,
 * in which a lone surrogate cannot be written and a NUL ends a text for some readers; ids and
 * projects may hold both.
 */
final class AsciiText {
    private AsciiText() {}

    static String encode(String text) {
        if (isPlain(text)) {
            return text;
        }
        String quoted = Json.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Accepts what {@link #encode} made; anything else stays as it is. */
    static String decode(String encoded) {
        if (encoded.indexOf('\\') < 0) {
            return encoded;
        }
        StringBuilder out = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '\\' || i + 1 == encoded.length()) {
                out.append(c);
                continue;
            }
            char escape = encoded.charAt(++i);
            switch (escape) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    int unit = hex(encoded, i + 1);
                    if (unit < 0) {
                        out.append("\\u");
                    } else {
                        out.append((char) unit);
                        i += 4;
                    }
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * A JSON value in pure ASCII: characters outside ASCII can only stand inside its strings, where
     * the escape means the same.
     */
    static byte[] json(RawJson raw) {
        byte[] bytes = raw.bytes();
        for (byte b : bytes) {
            if (b < 0) {
                return json(new String(bytes, UTF_8)).getBytes(US_ASCII);
            }
        }
        return bytes;
    }

    /** See {@link #json(RawJson)}. */
    static String json(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                Json.appendEscape(out, c);
            }
        }
        return out.toString();
    }
}
