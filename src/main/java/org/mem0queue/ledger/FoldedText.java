package org.mem0queue.ledger;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as the search compares it: without case, accents and joining marks, compatibility forms
 * resolved ({@code ß} is {@code ss}, {@code ﬁ} is {@code fi}), any run of blanks and control
 * characters as one space. What folds alike is found alike, in the index and out of it.
 */
final class FoldedText {
    private FoldedText() {}

    static String of(String text) {
        return squeeze(isAscii(text) ? text.toLowerCase(Locale.ROOT) : fold(text));
    }

    private static String fold(String text) {
        String plain = Normalizer.normalize(wholeCharacters(text), Normalizer.Form.NFKD);
        // up first: it is what turns sharp s into ss
        String lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(lower.length());
        lower.codePoints()
                .forEach(
                        point -> {
                            switch (Character.getType(point)) {
                                case Character.NON_SPACING_MARK,
                                        Character.ENCLOSING_MARK,
                                        Character.FORMAT -> {}
                                default -> out.appendCodePoint(point == 'ς' ? 'σ' : point);
                            }
                        });
        return out.toString();
    }

    /** SQLite's UTF-8 has no place for half a character. */
    private static String wholeCharacters(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String squeeze(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean nowBlank =
                    c <= ' '
                            || (c >= 0x7f
                                    && (Character.isISOControl(c)
                                            || Character.isWhitespace(c)
                                            || Character.isSpaceChar(c)));
            if (!nowBlank) {
                out.append(c);
            } else if (!blank) {
                out.append(' ');
            }
            blank = nowBlank;
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
