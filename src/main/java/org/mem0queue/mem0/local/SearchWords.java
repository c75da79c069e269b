package org.mem0queue.mem0.local;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The words of a text as the index has them, and as it is asked for them: without accents, in small
 * letters, each sign of Chinese or Japanese a word of its own, and signs such as emoji by number.
 * They hold letters and digits only, so no question can be bad grammar.
 */
final class SearchWords {
    /** Words beyond these add nothing to a question. */
    private static final int MOST = 64;

    /** From this length a word of a question also finds longer ones that begin with it. */
    private static final int PREFIX = 3;

    private SearchWords() {}

    /** In the order of their first occurrence. */
    static Set<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); ) {
            int point = plain.codePointAt(i);
            i += Character.charCount(point);
            int type = Character.getType(point);
            if (type == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean letter = Character.isLetterOrDigit(point);
            if (letter && !Character.isIdeographic(point) && point < 0x10000) {
                word.appendCodePoint(point);
                continue;
            }
            end(word, words);
            if (letter && point < 0x10000) {
                words.add(Character.toString(point));
            } else if (letter || type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL) {
                words.add("u" + Integer.toHexString(point));
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** What the index is given. */
    static String indexed(String text) {
        return String.join(" ", of(text));
    }

    /** What a question is about; may be nothing. */
    static Set<String> asked(String query) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : of(query)) {
            if (words.size() < MOST) {
                words.add(word);
            }
        }
        return words;
    }

    /** The question in the words of FTS5. */
    static String match(Collection<String> words) {
        StringJoiner match = new StringJoiner(" OR ");
        for (String word : words) {
            match.add('"' + word + '"' + (word.length() >= PREFIX ? "*" : ""));
        }
        return match.toString();
    }

    /** Which part of the question a text has, 0 to 1. */
    static double coverage(Set<String> asked, String text) {
        if (asked.isEmpty()) {
            return 0;
        }
        Set<String> there = of(text);
        int found = 0;
        for (String word : asked) {
            boolean has =
                    there.contains(word)
                            || (word.length() >= PREFIX
                                    && there.stream().anyMatch(other -> other.startsWith(word)));
            found += has ? 1 : 0;
        }
        return (double) found / asked.size();
    }
}
