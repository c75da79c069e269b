package org.mem0queue.queue;

/** Finds its way in a JSON string that a parser has accepted, without decoding it. */
final class JsonString {
    private static final int SHORT_ESCAPE = 2;
    private static final int LONG_ESCAPE = 6;

    private JsonString() {}

    /**
     * Where the closing quote stands.
     *
     * @param at within the string, not within an escape
     */
    static int endOf(byte[] json, int at) {
        int i = at;
        while (json[i] != '"') {
            i += json[i] == '\\' ? SHORT_ESCAPE : 1;
        }
        return i;
    }

    /**
     * The code point that an escape stands for; of two escapes, if they are the halves of one.
     *
     * @param at where the backslash stands
     */
    static int escaped(byte[] json, int at) {
        return switch (json[at + 1]) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> codePoint(json, at);
            default -> json[at + 1];
        };
    }

    private static int codePoint(byte[] json, int at) {
        char one = unit(json, at);
        int next = at + LONG_ESCAPE;
        if (Character.isHighSurrogate(one) && json[next] == '\\' && json[next + 1] == 'u') {
            char other = unit(json, next);
            if (Character.isLowSurrogate(other)) {
                return Character.toCodePoint(one, other);
            }
        }
        return one;
    }

    /**
     * How many bytes that took.
     *
     * @param codePoint what {@link #escaped} told
     */
    static int escapeLength(byte[] json, int at, int codePoint) {
        if (json[at + 1] != 'u') {
            return SHORT_ESCAPE;
        }
        return Character.charCount(codePoint) * LONG_ESCAPE;
    }

    private static char unit(byte[] json, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + LONG_ESCAPE; i++) {
            unit = unit << 4 | Character.digit(json[i], 16);
        }
        return (char) unit;
    }
}
