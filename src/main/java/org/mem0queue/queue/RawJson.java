package org.mem0queue.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value as the bytes that stood in the file. Keeping the bytes is how a value that we do
 * not understand (unknown fields, {@code 1e999}, duplicate keys, lone surrogate escapes) survives
 * every change we make around it.
 */
public final class RawJson {
    private final ByteSource source;
    private final long offset;
    private final int length;

    /**
     * A slice of {@code source}; the bytes must be one complete JSON value. Keeps no more of the
     * source in memory than it has to.
     */
    public RawJson(ByteSource source, long offset, int length) {
        this.source = source.holding(offset, length);
        this.offset = offset;
        this.length = length;
    }

    /** A value of its own; the array must not be changed afterwards. */
    public static RawJson of(byte[] bytes) {
        return new RawJson(ByteSource.of(bytes), 0, bytes.length);
    }

    /** A value from JSON text. */
    public static RawJson of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same range of another source that holds the same bytes there: lets the source that it
     * came from go.
     */
    public RawJson in(ByteSource other) {
        return new RawJson(other, offset, length);
    }

    /** Where it starts in its source, in bytes. */
    public long offset() {
        return offset;
    }

    /** Size in bytes. */
    public int length() {
        return length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        byte[] copy = new byte[length];
        source.copy(offset, copy, 0, length);
        return copy;
    }

    /** Copies the bytes to the start of an array that has room for them. */
    void copyTo(byte[] target) {
        source.copy(offset, target, 0, length);
    }

    /** Whether it is an object, as every entry should be. */
    public boolean isObject() {
        byte[] first = new byte[1];
        source.copy(offset, first, 0, 1);
        return first[0] == '{';
    }

    /** The JSON text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that
                && length == that.length
                && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Length only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "RawJson[" + length + " bytes]";
    }
}
