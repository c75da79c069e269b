package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds memories whose text matches a regular expression. Decoding an entry costs more than looking
 * at its bytes, so an entry is decoded only if it holds a word that every match must hold. Safe for
 * several threads.
 */
public final class TextFilter {
    /** With one of these an expression may match without each of its words. */
    private static final Pattern CHOICES = Pattern.compile("[|?*{}()\\[\\]\\\\]");

    /** Fewer bytes are in every entry anyway. */
    private static final int SHORTEST = 2;

    /**
     * Two letters outside ASCII that are other cases of {@code s} and {@code k}, as JSON escapes
     * them: where one stands, the bytes do not tell.
     */
    private static final List<byte[]> OTHER_CASES = List.of(ascii("\\u017f"), ascii("\\u212a"));

    private final Pattern pattern;
    private final byte @Nullable [] word;

    /**
     * @param pattern compiled without regard to case
     */
    public TextFilter(Pattern pattern) {
        this.pattern = pattern;
        this.word = wordOf(pattern.pattern());
    }

    /** Those that match, in their order. Uses all processors. */
    public List<Memory> of(List<Memory> memories) {
        return memories.parallelStream().filter(this::matches).toList();
    }

    /** Whether its text matches; one without a text counts as empty. */
    public boolean matches(Memory memory) {
        if (word != null && !mayMatch(memory.raw().bytes(), word)) {
            return false;
        }
        return pattern.matcher(memory.detail().contentText().orElse("")).find();
    }

    /** The longest run of plain letters and digits that stands in every match; null if none. */
    static byte @Nullable [] wordOf(String expression) {
        if (CHOICES.matcher(expression).find()) {
            return null;
        }
        String longest = "";
        for (String run : expression.split("[^A-Za-z0-9]+", -1)) {
            if (run.length() > longest.length()) {
                longest = run;
            }
        }
        return longest.length() < SHORTEST ? null : ascii(longest.toLowerCase(Locale.ROOT));
    }

    private static boolean mayMatch(byte[] raw, byte[] word) {
        return holds(raw, word) || OTHER_CASES.stream().anyMatch(other -> holds(raw, other));
    }

    /** Letters in both cases; {@code word} is in lower case. */
    private static boolean holds(byte[] raw, byte[] word) {
        byte first = word[0];
        byte upper = upper(first);
        int last = raw.length - word.length;
        for (int i = 0; i <= last; i++) {
            if ((raw[i] == first || raw[i] == upper) && standsAt(raw, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(byte[] raw, int at, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            byte b = raw[at + i];
            if (b != word[i] && b != upper(word[i])) {
                return false;
            }
        }
        return true;
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 'a' + 'A') : b;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
