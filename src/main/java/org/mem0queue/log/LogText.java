package org.mem0queue.log;

/** Turns what a log line holds into what may be shown. */
final class LogText {
    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final char ONE_CHARACTER_CSI = '\u009b';
    private static final int VARIATION_SELECTOR = 0xFE0F;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private LogText() {}

    /**
     * Without escape sequences and without anything that could steer a terminal or turn the line
     * around: control characters become their pictures (U+2400 and on), bidirectional overrides go.
     */
    static String printable(String line) {
        int first = firstUnprintable(line);
        if (first < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length()).append(line, 0, first);
        int at = first;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ESCAPE || c == ONE_CHARACTER_CSI) {
                at = endOfEscape(line, at);
                continue;
            }
            appendPrintable(out, c);
            at++;
        }
        return out.toString();
    }

    private static int firstUnprintable(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isControl(c) || isDirectional(c) || isLineBreak(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0);
    }

    private static void appendPrintable(StringBuilder out, char c) {
        if (c < ' ' && c != '\t') {
            out.append((char) (0x2400 + c));
        } else if (c == 0x7f) {
            out.append('\u2421');
        } else if (c > 0x7f && c < 0xa0) {
            out.append('\ufffd');
        } else if (isLineBreak(c)) {
            out.append(' ');
        } else if (!isDirectional(c)) {
            out.append(c);
        }
    }

    /**
     * Embeddings, overrides and isolates; the plain marks (U+200E, U+200F) belong to honest text.
     */
    private static boolean isDirectional(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }

    private static boolean isLineBreak(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /**
     * ECMA-48: CSI parameters up to a final byte, strings up to BEL or ST, otherwise two
     * characters.
     */
    private static int endOfEscape(String line, int start) {
        int at = start + 1;
        char kind =
                line.charAt(start) == ONE_CHARACTER_CSI
                        ? '['
                        : at < line.length() ? line.charAt(at++) : ' ';
        if (kind == '[') {
            while (at < line.length() && line.charAt(at) >= ' ' && line.charAt(at) < '@') {
                at++;
            }
            boolean ended = at < line.length() && line.charAt(at) >= '@' && line.charAt(at) <= '~';
            return ended ? at + 1 : at;
        }
        if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') {
            for (int i = at; i < line.length(); i++) {
                if (line.charAt(i) == BELL) {
                    return i + 1;
                }
                if (line.charAt(i) == ESCAPE
                        && i + 1 < line.length()
                        && line.charAt(i + 1) == '\\') {
                    return i + 2;
                }
            }
            return at; // never ended: show what follows rather than swallow the line
        }
        if (kind >= ' ' && kind < '0') { // character set choice: intermediates, then one final
            while (at < line.length() && line.charAt(at) >= ' ' && line.charAt(at) < '0') {
                at++;
            }
            return Math.min(at + 1, line.length());
        }
        return at;
    }

    /**
     * The index after leading white space, an emoji with its selectors, and the white space behind
     * it.
     */
    static int afterLeadingEmoji(String line) {
        int at = skipSpace(line, 0);
        int emojiEnd = at;
        while (emojiEnd < line.length()) {
            int c = line.codePointAt(emojiEnd);
            boolean joins =
                    c == VARIATION_SELECTOR
                            || c == ZERO_WIDTH_JOINER
                            || Character.isEmojiModifier(c);
            if (!isEmoji(c) && !(joins && emojiEnd > at)) {
                break;
            }
            emojiEnd += Character.charCount(c);
        }
        return emojiEnd == at ? 0 : skipSpace(line, emojiEnd);
    }

    /**
     * Digits, {@code #}, {@code *} and {@code ©} have the Unicode property too, but start ordinary
     * text.
     */
    static boolean isEmoji(int codePoint) {
        return codePoint >= 0x2190 && Character.isEmoji(codePoint);
    }

    /**
     * The index after the mark the worker puts in front of its lines, or -1 if there is none. A
     * mark is an emoji, or what is left of one where stdout could not carry it: {@code ?}, U+FFFD
     * or a Python escape such as {@code \}{@code u2705}.
     */
    static int afterMark(String line) {
        int start = skipSpace(line, 0);
        int at = start;
        while (at < line.length()) {
            int next = afterMarkPart(line, at);
            if (next == at) {
                break;
            }
            at = next;
        }
        boolean marked = at > start && at < line.length() && line.charAt(at) == ' ';
        return marked ? skipSpace(line, at) : -1;
    }

    private static int afterMarkPart(String line, int at) {
        int c = line.codePointAt(at);
        if (isEmoji(c) || c == VARIATION_SELECTOR || c == '?' || c == 0xFFFD) {
            return at + Character.charCount(c);
        }
        if (c != '\\' || at + 1 >= line.length()) {
            return at;
        }
        int digits = line.charAt(at + 1) == 'u' ? 4 : line.charAt(at + 1) == 'U' ? 8 : 0;
        int end = at + 2 + digits;
        if (digits == 0 || end > line.length()) {
            return at;
        }
        return line.substring(at + 2, end).chars().allMatch(d -> Character.digit(d, 16) >= 0)
                ? end
                : at;
    }

    static int skipSpace(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
