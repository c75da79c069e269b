package org.mem0queue.queue;

/** Immutable bytes that many {@link RawJson} slices share. */
public interface ByteSource {
    /**
     * Copies bytes out.
     *
     * @param offset first byte, from 0
     * @param target where to, filled from {@code at}
     * @param length number of bytes; the range must lie within the source
     */
    void copy(long offset, byte[] target, int at, int length);

    /**
     * A source that has at least these bytes, at the same offsets, and keeps as little else in
     * memory as it can.
     */
    default ByteSource holding(long offset, int length) {
        return this;
    }

    /** A source over one array, which the caller must not change afterwards. */
    static ByteSource of(byte[] bytes) {
        return (offset, target, at, length) ->
                System.arraycopy(bytes, Math.toIntExact(offset), target, at, length);
    }
}
