package org.mem0queue.log;

import java.util.Arrays;

/**
 * How many lines end before each block of a file: enough to find any line by reading one block. A
 * gigabyte costs 128 KiB of it, however short or long its lines are.
 *
 * <p>One thread adds; any thread may ask meanwhile and gets a consistent earlier reach.
 */
final class LineIndex {
    static final int BLOCK_BYTES = 64 * 1024;

    private long[] endsBefore = new long[16];
    private volatile Reach reach = new Reach(endsBefore, 0, 0, true);

    /**
     * What is known at one moment.
     *
     * @param endsBefore by block, up to the block that holds the last byte
     * @param bytes how far the index goes
     * @param ends line ends in them
     * @param atLineStart whether a line begins behind them
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares these
    record Reach(long[] endsBefore, long bytes, long ends, boolean atLineStart) {
        /** Lines, with the one at the end that is not finished. */
        long lines() {
            return atLineStart ? ends : ends + 1;
        }

        int blocks() {
            return (int) (bytes / BLOCK_BYTES) + 1;
        }

        /** Line ends before a block; of all for the one behind the last. */
        long endsBefore(int block) {
            return block < blocks() ? endsBefore[block] : ends;
        }

        /** The block in which the line end with this number, counted from 1, lies. */
        int blockOfEnd(long number) {
            int low = 0;
            int high = blocks() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (endsBefore[middle] < number) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }

    Reach reach() {
        return reach;
    }

    /** Adds what follows. */
    void add(byte[] bytes, int length) {
        long at = reach.bytes;
        long ends = reach.ends;
        int from = 0;
        while (from < length) {
            int to = (int) Math.min(length, from + BLOCK_BYTES - at % BLOCK_BYTES);
            ends += LineEnds.count(bytes, from, to);
            at += to - from;
            from = to;
            if (at % BLOCK_BYTES == 0) {
                put((int) (at / BLOCK_BYTES), ends);
            }
        }
        if (length > 0) {
            reach = new Reach(endsBefore, at, ends, bytes[length - 1] == '\n');
        }
    }

    /**
     * Adds whole blocks.
     *
     * @param counts line ends by block
     * @param atLineStart whether the last byte is a line end
     */
    void add(int[] counts, boolean atLineStart) {
        if (reach.bytes % BLOCK_BYTES != 0) {
            throw new IllegalStateException("inside a block");
        }
        int block = (int) (reach.bytes / BLOCK_BYTES);
        long ends = reach.ends;
        for (int count : counts) {
            ends += count;
            put(++block, ends);
        }
        reach = new Reach(endsBefore, (long) block * BLOCK_BYTES, ends, atLineStart);
    }

    private void put(int block, long ends) {
        if (block == endsBefore.length) {
            // Never in place of what a reader holds: it keeps the array it was given.
            endsBefore = Arrays.copyOf(endsBefore, 2 * block);
        }
        endsBefore[block] = ends;
    }
}
