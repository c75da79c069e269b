package org.mem0queue.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
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

    private final Pattern pattern;
    private final List<byte[]> words;

    /**
     * @param pattern compiled without regard to case
     */
    public TextFilter(Pattern pattern) {
        this.pattern = pattern;
        this.words = wordsOf(pattern.pattern());
    }

    /** Those that match, in their order. Uses all processors. */
    public List<Memory> of(List<Memory> memories) {
        return memories.parallelStream().filter(this::matches).toList();
    }

    /** Whether its text matches; one without a text counts as empty. */
    public boolean matches(Memory memory) {
        byte[] raw = memory.raw().bytes();
        for (byte[] word : words) {
            if (!holds(raw, word) && !(hasOtherCases(word) && holdsOtherCase(raw))) {
                return false;
            }
        }
        String text = MemoryDetail.content(raw);
        return pattern.matcher(text == null ? "" : text).find();
    }

    /** The runs of plain letters and digits that stand in every match, the longest first. */
    static List<byte[]> wordsOf(String expression) {
        if (CHOICES.matcher(expression).find()) {
            return List.of();
        }
        return Arrays.stream(expression.split("[^A-Za-z0-9]+", -1))
                .filter(run -> run.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(run -> run.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** Beside ASCII, {@code s} and {@code k} have one more letter that is the same to a pattern. */
    private static boolean hasOtherCases(byte[] word) {
        for (byte b : word) {
            if (b == 's' || b == 'k') {
                return true;
            }
        }
        return false;
    }

    /** Whether U+017F or U+212A may stand there; the files hold them as JSON escapes. */
    private static boolean holdsOtherCase(byte[] raw) {
        for (int i = 0; i + 5 < raw.length; i++) {
            if (raw[i] < 0) {
                return true; // no ASCII: a file that somebody else wrote
            }
            if (raw[i] == '\\'
                    && raw[i + 1] == 'u'
                    && (isHex(raw, i + 2, "017f") || isHex(raw, i + 2, "212a"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(byte[] raw, int at, String digits) {
        for (int i = 0; i < digits.length(); i++) {
            byte digit = (byte) digits.charAt(i);
            if (raw[at + i] != digit && raw[at + i] != upper(digit)) {
                return false;
            }
        }
        return true;
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
}
