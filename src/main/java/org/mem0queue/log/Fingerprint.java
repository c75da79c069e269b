package org.mem0queue.log;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * The first bytes of a file and the last bytes that were read of it: enough to notice at the price
 * of two small reads that a file of the same name, and even of the same inode and size, holds
 * something else.
 */
final class Fingerprint {
    private static final int HEAD_BYTES = 64;
    private static final int TAIL_BYTES = 256;

    private byte[] head;
    private byte[] tail;
    private long position;

    private Fingerprint(byte[] head, byte[] tail, long position) {
        this.head = head;
        this.tail = tail;
        this.position = position;
    }

    /** Of a file that is taken as read up to {@code position}. */
    static Fingerprint upTo(SeekableByteChannel channel, long position) throws IOException {
        return new Fingerprint(
                read(channel, 0, Math.min(HEAD_BYTES, position)),
                read(
                        channel,
                        position - Math.min(TAIL_BYTES, position),
                        Math.min(TAIL_BYTES, position)),
                position);
    }

    /** Takes in what was read next. */
    void append(byte[] bytes, int length) {
        if (head.length < HEAD_BYTES && position == head.length) {
            head = join(head, bytes, Math.min(length, HEAD_BYTES - head.length));
        }
        int fromBytes = Math.min(length, TAIL_BYTES);
        int fromTail = Math.min(tail.length, TAIL_BYTES - fromBytes);
        byte[] kept = Arrays.copyOfRange(tail, tail.length - fromTail, tail.length);
        tail = join(kept, Arrays.copyOfRange(bytes, length - fromBytes, length), fromBytes);
        position += length;
    }

    boolean matches(SeekableByteChannel channel) throws IOException {
        return Arrays.equals(head, read(channel, 0, head.length))
                && Arrays.equals(tail, read(channel, position - tail.length, tail.length));
    }

    private static byte[] join(byte[] first, byte[] second, int length) {
        byte[] both = Arrays.copyOf(first, first.length + length);
        System.arraycopy(second, 0, both, first.length, length);
        return both;
    }

    private static byte[] read(SeekableByteChannel channel, long from, long length)
            throws IOException {
        byte[] bytes = new byte[(int) length];
        int read = length == 0 ? 0 : LogChannels.readAt(channel, from, bytes, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }
}
