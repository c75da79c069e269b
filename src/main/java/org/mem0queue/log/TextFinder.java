package org.mem0queue.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds a text in bytes: two of its rarest bytes are compared at eight places at a time. Only the
 * part of the text that stands for itself in UTF-8 is looked for, which is ASCII; where upper and
 * lower case count alike, ASCII without i, k and s, since letters outside ASCII count as these (İ,
 * ı, K, ſ). It never misses a line, and may offer one too many.
 */
final class TextFinder {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    /** Bytes that are looked through before it is asked whether anything was there. */
    private static final int STRETCH = 32 * Long.BYTES;

    private static final String NOT_ALONE = "iks";

    /** From the commonest to rarer ones, in logs like these; all others are rarer still. */
    private static final String COMMON = " e0oratdn:cl1u.-2yp(h)g3fm/4b5v6w7,8='9";

    private final byte[] text;
    private final byte[] caseBits;
    private final int one;
    private final int other;
    private final long onePattern;
    private final long oneCase;
    private final long otherPattern;
    private final long otherCase;

    /**
     * Finds nothing to look for in some texts: {@link #isUseful}.
     *
     * @param ignoringCase whether upper and lower case count alike
     */
    TextFinder(String wanted, boolean ignoringCase) {
        String run =
                ignoringCase
                        ? longestRun(wanted.toLowerCase(Locale.ROOT), NOT_ALONE)
                        : longestRun(wanted, "");
        text = run.getBytes(StandardCharsets.US_ASCII);
        caseBits = new byte[text.length];
        for (int i = 0; ignoringCase && i < text.length; i++) {
            caseBits[i] = text[i] >= 'a' && text[i] <= 'z' ? (byte) 0x20 : 0;
        }
        one = rarest(-1);
        other = text.length > 1 ? rarest(one) : one;
        onePattern = ONES * byteAt(text, one);
        oneCase = ONES * byteAt(caseBits, one);
        otherPattern = ONES * byteAt(text, other);
        otherCase = ONES * byteAt(caseBits, other);
    }

    private static long byteAt(byte[] bytes, int at) {
        return bytes.length == 0 ? 0 : bytes[at];
    }

    private static String longestRun(String text, String notAlone) {
        String longest = "";
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean ends = i == text.length() || !standsForItself(text.charAt(i), notAlone);
            if (ends && i - start > longest.length()) {
                longest = text.substring(start, i);
            }
            start = ends ? i + 1 : start;
        }
        return longest;
    }

    private static boolean standsForItself(char c, String notAlone) {
        return c >= ' ' && c <= '~' && notAlone.indexOf(c) < 0;
    }

    private int rarest(int but) {
        int rarest = 0;
        int best = -1;
        for (int i = 0; i < text.length; i++) {
            int common = COMMON.indexOf(Character.toLowerCase(text[i]));
            int rarity = common < 0 ? COMMON.length() : common;
            if (i != but && rarity > best) {
                best = rarity;
                rarest = i;
            }
        }
        return rarest;
    }

    /** Whether there is something to look for. */
    boolean isUseful() {
        return text.length > 0;
    }

    /** Where it begins, at {@code from} or later; -1 if it is not there whole before {@code to}. */
    int next(byte[] bytes, int from, int to) {
        int last = to - text.length;
        int at = from;
        int words = Math.min(last, to - Math.max(one, other) - Long.BYTES);
        int suspected = from;
        while (at <= words) {
            if (at >= suspected && at + STRETCH <= words) {
                if (!mayBeWithin(bytes, at)) {
                    at += STRETCH;
                    continue;
                }
                suspected = at + STRETCH;
            }
            long zeros = places(bytes, at);
            while (zeros != 0) {
                int place = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (place <= last && isAt(bytes, place)) {
                    return place;
                }
                zeros &= zeros - 1;
            }
            at += Long.BYTES;
        }
        for (; at <= last; at++) {
            if (isAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The top bit of each of eight places from {@code at} on where both bytes are. */
    private long places(byte[] bytes, int at) {
        long unlike =
                ((((long) LONGS.get(bytes, at + one)) | oneCase) ^ onePattern)
                        | ((((long) LONGS.get(bytes, at + other)) | otherCase) ^ otherPattern);
        return (unlike - ONES) & ~unlike & TOP_BITS;
    }

    /** Asked once for many words: a question for each costs more than comparing it. */
    private boolean mayBeWithin(byte[] bytes, int from) {
        long places = 0;
        for (int at = from; at < from + STRETCH; at += Long.BYTES) {
            places |= places(bytes, at);
        }
        return places != 0;
    }

    private boolean isAt(byte[] bytes, int place) {
        for (int i = 0; i < text.length; i++) {
            if ((bytes[place + i] | caseBits[i]) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
