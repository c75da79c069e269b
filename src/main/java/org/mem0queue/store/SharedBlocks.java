package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ByteSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one file version in blocks, which versions that begin alike share. A change of a 100
 * MB queue file so costs one comparing read, not a second 100 MB.
 *
 * <p>Read, not mapped: a mapped file that somebody truncates in place kills the reading thread.
 */
final class SharedBlocks implements ByteSource {
    /**
     * Small enough not to be a "humongous" object for the collector at any heap size we run with.
     */
    static final int BLOCK_BYTES = 1 << 18;

    private final List<Block> blocks;
    private final long size;

    /** One block, which can stand for itself: what it holds does not keep the others in memory. */
    private static final class Block implements ByteSource {
        private final byte[] bytes;
        private final long start;

        Block(byte[] bytes, long start) {
            this.bytes = bytes;
            this.start = start;
        }

        long end() {
            return start + bytes.length;
        }

        @Override
        public void copy(long offset, byte[] target, int at, int length) {
            System.arraycopy(bytes, (int) (offset - start), target, at, length);
        }
    }

    private SharedBlocks(List<Block> blocks, long size) {
        this.blocks = blocks;
        this.size = size;
    }

    static SharedBlocks of(byte[] bytes) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
            int end = Math.min(bytes.length, at + BLOCK_BYTES);
            blocks.add(new Block(Arrays.copyOfRange(bytes, at, end), at));
        }
        return new SharedBlocks(blocks, bytes.length);
    }

    /**
     * Reads a file to its end.
     *
     * @param previous an earlier version whose equal blocks are kept, or null
     */
    static SharedBlocks read(FileChannel channel, @Nullable SharedBlocks previous)
            throws IOException {
        List<Block> blocks = new ArrayList<>();
        long size = 0;
        // One buffer outside the heap: into the heap the system's bytes would be copied twice, and
        // most blocks of a file that grew are compared and never kept.
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fresh = arena.allocate(BLOCK_BYTES);
            int length;
            do {
                length = fill(channel, fresh.asByteBuffer());
                if (length > 0) {
                    blocks.add(sharedOrCopied(fresh, length, size, previous, blocks.size()));
                    size += length;
                }
            } while (length == BLOCK_BYTES);
        }
        return new SharedBlocks(blocks, size);
    }

    private static Block sharedOrCopied(
            MemorySegment fresh,
            int length,
            long start,
            @Nullable SharedBlocks previous,
            int index) {
        if (previous != null && index < previous.blocks.size()) {
            Block old = previous.blocks.get(index);
            MemorySegment bytes = MemorySegment.ofArray(old.bytes);
            if (old.bytes.length == length
                    && MemorySegment.mismatch(bytes, 0, length, fresh, 0, length) < 0) {
                return old;
            }
        }
        byte[] copy = new byte[length];
        MemorySegment.copy(fresh, ValueLayout.JAVA_BYTE, 0, copy, 0, length);
        return new Block(copy, start);
    }

    private static int fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                break;
            }
        }
        return buffer.position();
    }

    long size() {
        return size;
    }

    /** Length of the common beginning with another version, in bytes. */
    long mismatch(SharedBlocks other) {
        int end = Math.min(blocks.size(), other.blocks.size());
        for (int i = sharedBlocks(other); i < end; i++) {
            Block mine = blocks.get(i);
            int first = Arrays.mismatch(mine.bytes, other.blocks.get(i).bytes);
            if (first >= 0) {
                return mine.start + first;
            }
        }
        return Math.min(size, other.size);
    }

    boolean isSameAs(SharedBlocks other) {
        return size == other.size && mismatch(other) == size;
    }

    /** Length of the beginning that both keep in the same blocks: at most {@link #mismatch}. */
    long sharedStart(SharedBlocks other) {
        int shared = sharedBlocks(other);
        return shared == 0 ? 0 : blocks.get(shared - 1).end();
    }

    @SuppressWarnings("ReferenceEquality") // equal blocks were made one when they were read
    private int sharedBlocks(SharedBlocks other) {
        int end = Math.min(blocks.size(), other.blocks.size());
        int i = 0;
        while (i < end && blocks.get(i) == other.blocks.get(i)) {
            i++;
        }
        return i;
    }

    @Override
    public ByteSource holding(long offset, int length) {
        int first = (int) (offset / BLOCK_BYTES);
        int last = length == 0 ? first : (int) ((offset + length - 1) / BLOCK_BYTES);
        if (first == last) {
            return blocks.get(first);
        }
        List<Block> spanned = List.copyOf(blocks.subList(first, last + 1));
        return (at, target, to, count) ->
                copy(spanned, at - spanned.getFirst().start, target, to, count);
    }

    /** For tests: how many blocks are the very same as in another version. */
    @SuppressWarnings("ReferenceEquality") // that is the question
    int sharedWith(SharedBlocks other) {
        int shared = 0;
        for (int i = 0; i < Math.min(blocks.size(), other.blocks.size()); i++) {
            shared += blocks.get(i) == other.blocks.get(i) ? 1 : 0;
        }
        return shared;
    }

    @Override
    public void copy(long offset, byte[] target, int at, int length) {
        copy(blocks, offset, target, at, length);
    }

    /**
     * @param offset from the start of the first of these blocks
     */
    private static void copy(List<Block> from, long offset, byte[] target, int at, int length) {
        int block = (int) (offset / BLOCK_BYTES);
        int inBlock = (int) (offset % BLOCK_BYTES);
        int copied = 0;
        while (copied < length) {
            byte[] bytes = from.get(block).bytes;
            int now = Math.min(length - copied, bytes.length - inBlock);
            System.arraycopy(bytes, inBlock, target, at + copied, now);
            copied += now;
            block++;
            inBlock = 0;
        }
    }

    byte at(long offset) {
        return blocks.get((int) (offset / BLOCK_BYTES)).bytes[(int) (offset % BLOCK_BYTES)];
    }

    /** Whether every byte from {@code offset} on is ASCII. */
    boolean isAscii(long offset) {
        for (int i = (int) (offset / BLOCK_BYTES); i < blocks.size(); i++) {
            if (!Ascii.isAscii(blocks.get(i).bytes)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is NUL: what some file systems leave after a power cut. */
    boolean isAllNul() {
        for (Block block : blocks) {
            for (byte b : block.bytes) {
                if (b != 0) {
                    return false;
                }
            }
        }
        return size > 0;
    }

    /** The bytes from {@code offset} on, as a stream. */
    InputStream streamFrom(long offset) {
        return new InputStream() {
            private long position = offset;

            @Override
            public int read() {
                return position >= size ? -1 : at(position++) & 0xff;
            }

            @Override
            public int read(byte[] target, int at, int length) {
                if (position >= size) {
                    return -1;
                }
                int now = (int) Math.min(length, size - position);
                copy(position, target, at, now);
                position += now;
                return now;
            }
        };
    }
}
