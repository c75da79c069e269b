package org.mem0queue.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens log files. A seam: tests count what is read and let reading fail. */
interface LogChannels {
    LogChannels REAL = path -> FileChannel.open(path, StandardOpenOption.READ);

    SeekableByteChannel open(Path path) throws IOException;

    /** Reads until the buffer is full or the file ends; returns how many bytes. */
    static int readAt(SeekableByteChannel channel, long position, byte[] into, int length)
            throws IOException {
        return readAt(channel, position, into, 0, length);
    }

    /**
     * The same, into a part of the buffer.
     *
     * @param at where the first byte goes
     */
    static int readAt(SeekableByteChannel channel, long position, byte[] into, int at, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length).slice();
        if (channel instanceof FileChannel file) {
            // Leaves the position alone, so that several threads may read.
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position()) < 0) {
                    break;
                }
            }
            return buffer.position();
        }
        channel.position(position);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                break;
            }
        }
        return buffer.position();
    }
}
