package org.mem0queue.log;

import java.util.Arrays;

/**
 * Numbers of lines, of tens of millions in a few megabytes: whether one is in it, how many are
 * before one, which is the n-th. Confined to one thread.
 */
public final class LineSet {
    private static final int WORDS_PER_BLOCK = 64;

    private long[] words = new long[WORDS_PER_BLOCK];
    private int[] countOfBlock = new int[1];
    private long[] before = new long[2];
    private boolean summed = true;

    /** Puts a line in; numbers begin at 0. */
    public void add(long line) {
        int word = Math.toIntExact(line >>> 6);
        if (word >= words.length) {
            int blocks = Math.max(word / WORDS_PER_BLOCK + 1, 2 * countOfBlock.length);
            words = Arrays.copyOf(words, blocks * WORDS_PER_BLOCK);
            countOfBlock = Arrays.copyOf(countOfBlock, blocks);
        }
        long bit = 1L << line;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            countOfBlock[word / WORDS_PER_BLOCK]++;
            summed = false;
        }
    }

    /** Puts lines in, given by their distance from the first. */
    public void addAll(long first, int[] distances) {
        for (int distance : distances) {
            add(first + distance);
        }
    }

    /** Takes a line out. */
    public void remove(long line) {
        if (contains(line)) {
            int word = (int) (line >>> 6);
            words[word] &= ~(1L << line);
            countOfBlock[word / WORDS_PER_BLOCK]--;
            summed = false;
        }
    }

    public boolean contains(long line) {
        long word = line >>> 6;
        return line >= 0 && word < words.length && (words[(int) word] & (1L << line)) != 0;
    }

    public long size() {
        return sums()[countOfBlock.length];
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many are smaller. */
    public long rank(long line) {
        int word = (int) Math.min(line >>> 6, words.length);
        int block = word / WORDS_PER_BLOCK;
        long rank = sums()[block];
        for (int i = block * WORDS_PER_BLOCK; i < word; i++) {
            rank += Long.bitCount(words[i]);
        }
        return word < words.length ? rank + Long.bitCount(words[word] & ((1L << line) - 1)) : rank;
    }

    /** The one that has {@code rank} smaller ones. */
    public long select(long rank) {
        if (rank < 0 || rank >= size()) {
            throw new IndexOutOfBoundsException(rank + " of " + size());
        }
        int block = Arrays.binarySearch(before, 0, countOfBlock.length, rank);
        if (block < 0) {
            block = -block - 2;
        }
        // Of blocks with the same sum before them only the last one holds something.
        while (countOfBlock[block] == 0 || before[block] + countOfBlock[block] <= rank) {
            block++;
        }
        long left = rank - before[block];
        int word = block * WORDS_PER_BLOCK;
        while (Long.bitCount(words[word]) <= left) {
            left -= Long.bitCount(words[word++]);
        }
        long bits = words[word];
        for (; left > 0; left--) {
            bits &= bits - 1;
        }
        return ((long) word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** The smallest above {@code line}, or -1. */
    public long after(long line) {
        long rank = rank(line + 1);
        return rank < size() ? select(rank) : -1;
    }

    /** The largest below {@code line}, or -1. */
    public long before(long line) {
        long rank = rank(Math.max(0, line));
        return rank == 0 ? -1 : select(rank - 1);
    }

    /** Those that are in both. */
    public LineSet and(LineSet other) {
        LineSet both = new LineSet();
        int common = Math.min(words.length, other.words.length);
        both.words = Arrays.copyOf(words, common);
        both.countOfBlock = new int[common / WORDS_PER_BLOCK];
        for (int i = 0; i < common; i++) {
            both.words[i] &= other.words[i];
            both.countOfBlock[i / WORDS_PER_BLOCK] += Long.bitCount(both.words[i]);
        }
        both.summed = false;
        return both;
    }

    private long[] sums() {
        if (!summed) {
            before = new long[countOfBlock.length + 1];
            for (int i = 0; i < countOfBlock.length; i++) {
                before[i + 1] = before[i] + countOfBlock[i];
            }
            summed = true;
        }
        return before;
    }
}
