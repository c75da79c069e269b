package org.mem0queue.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends in bytes, eight bytes at a time. */
final class LineEnds {
    private static final byte NEWLINE = '\n';
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    /** So many words can be added up byte by byte without a carry. */
    private static final int WORDS_PER_SUM = 255;

    private LineEnds() {}

    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        while (to - at >= Long.BYTES) {
            int end = at + Math.min((to - at) / Long.BYTES, WORDS_PER_SUM) * Long.BYTES;
            long sums = 0;
            for (; at < end; at += Long.BYTES) {
                sums += (ends((long) LONGS.get(bytes, at)) >>> 7) & ONES;
            }
            count += sum(sums);
        }
        for (; at < to; at++) {
            if (bytes[at] == NEWLINE) {
                count++;
            }
        }
        return count;
    }

    private static int sum(long bytes) {
        long pairs = (bytes & 0x00ff00ff00ff00ffL) + ((bytes >>> 8) & 0x00ff00ff00ff00ffL);
        return (int) ((pairs * 0x0001000100010001L) >>> 48);
    }

    /** The top bit of each byte that is a line end; exact, without carries from byte to byte. */
    private static long ends(long word) {
        long other = word ^ NEWLINES;
        return ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    }

    /** Where the next line end is, {@code to} if there is none. */
    static int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            long ends = ends((long) LONGS.get(bytes, at));
            if (ends != 0) {
                return at + (Long.numberOfTrailingZeros(ends) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == NEWLINE) {
                return at;
            }
        }
        return to;
    }

    /** Whether a byte is among them. */
    static boolean hold(byte[] bytes, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int at = from;
        while (to - at >= Long.BYTES) {
            // Asked once for many words: a question for each costs more than reading it.
            int end = at + Math.min((to - at) / Long.BYTES, WORDS_PER_SUM) * Long.BYTES;
            long found = 0;
            for (; at < end; at += Long.BYTES) {
                long other = ((long) LONGS.get(bytes, at)) ^ pattern;
                found |= (other - ONES) & ~other;
            }
            if ((found & TOP_BITS) != 0) {
                return true;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Where the line begins that holds the byte at {@code at}, no earlier than {@code from}. */
    static int startOfLine(byte[] bytes, int from, int at) {
        int start = at;
        while (start > from && bytes[start - 1] != NEWLINE) {
            start--;
        }
        return start;
    }

    /** Where the {@code number}th line end is, counted from 1; {@code to} if there are fewer. */
    static int nth(byte[] bytes, int from, int to, long number) {
        int at = from;
        long left = number;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            int here = Long.bitCount(ends((long) LONGS.get(bytes, at)));
            if (here >= left) {
                break;
            }
            left -= here;
        }
        for (; at < to; at++) {
            if (bytes[at] == NEWLINE && --left == 0) {
                return at;
            }
        }
        return to;
    }
}
