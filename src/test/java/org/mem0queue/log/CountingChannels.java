package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** The real files, counted, and failing when told to. */
final class CountingChannels implements LogChannels {
    long bytesRead;
    int open;
    @Nullable IOException onOpen;
    @Nullable IOException onRead;

    @Override
    public SeekableByteChannel open(Path path) throws IOException {
        if (onOpen != null) {
            throw onOpen;
        }
        SeekableByteChannel real = REAL.open(path);
        open++;
        return new Counted(real);
    }

    private final class Counted implements SeekableByteChannel {
        private final SeekableByteChannel real;

        Counted(SeekableByteChannel real) {
            this.real = real;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (onRead != null) {
                throw onRead;
            }
            int read = real.read(into);
            bytesRead += Math.max(0, read);
            return read;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            throw new IOException("the log is only read");
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            throw new IOException("the log is only read");
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (real.isOpen()) {
                open--;
            }
            real.close();
        }
    }
}
