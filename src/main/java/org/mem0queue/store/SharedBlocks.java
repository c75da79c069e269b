package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ByteSource;

import java.io.IOException;
import java.io.InputStream;
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

    private final List<byte[]> blocks;
    private final long size;

    private SharedBlocks(List<byte[]> blocks, long size) {
        this.blocks = blocks;
        this.size = size;
    }

    static SharedBlocks of(byte[] bytes) {
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
            blocks.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BLOCK_BYTES)));
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
        List<byte[]> blocks = new ArrayList<>();
        byte[] scratch = new byte[BLOCK_BYTES];
        long size = 0;
        while (true) {
            int length = fill(channel, scratch);
            if (length == 0) {
                break;
            }
            int index = blocks.size();
            byte[] old =
                    previous != null && index < previous.blocks.size()
                            ? previous.blocks.get(index)
                            : null;
            if (old != null && Arrays.equals(old, 0, old.length, scratch, 0, length)) {
                blocks.add(old);
            } else if (length == BLOCK_BYTES) {
                blocks.add(scratch);
                scratch = new byte[BLOCK_BYTES];
            } else {
                blocks.add(Arrays.copyOf(scratch, length));
            }
            size += length;
            if (length < BLOCK_BYTES) {
                break;
            }
        }
        return new SharedBlocks(blocks, size);
    }

    private static int fill(FileChannel channel, byte[] target) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target);
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
    @SuppressWarnings("ReferenceEquality") // a shared block needs no comparing
    long mismatch(SharedBlocks other) {
        long at = 0;
        for (int i = 0; i < Math.min(blocks.size(), other.blocks.size()); i++) {
            byte[] mine = blocks.get(i);
            byte[] theirs = other.blocks.get(i);
            if (mine != theirs) {
                int first = Arrays.mismatch(mine, theirs);
                if (first >= 0) {
                    return at + first;
                }
            }
            at += mine.length;
        }
        return Math.min(size, other.size);
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
        int block = (int) (offset / BLOCK_BYTES);
        int inBlock = (int) (offset % BLOCK_BYTES);
        int copied = 0;
        while (copied < length) {
            byte[] from = blocks.get(block);
            int now = Math.min(length - copied, from.length - inBlock);
            System.arraycopy(from, inBlock, target, at + copied, now);
            copied += now;
            block++;
            inBlock = 0;
        }
    }

    byte at(long offset) {
        return blocks.get((int) (offset / BLOCK_BYTES))[(int) (offset % BLOCK_BYTES)];
    }

    /** Whether every byte from {@code offset} on is ASCII. */
    boolean isAscii(long offset) {
        for (int i = (int) (offset / BLOCK_BYTES); i < blocks.size(); i++) {
            if (!Ascii.isAscii(blocks.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is NUL: what some file systems leave after a power cut. */
    boolean isAllNul() {
        for (byte[] block : blocks) {
            for (byte b : block) {
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
