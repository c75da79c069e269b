package org.mem0queue.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How long one small durable write takes at worst meanwhile, on the same disk: what the machine's
 * other work adds to every time that is measured beside it.
 */
final class DiskNoise implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Thread thread;
    private volatile boolean over;
    private volatile long slowest;

    private DiskNoise(Path file) {
        thread = Thread.ofPlatform().start(() -> measure(file));
    }

    static DiskNoise on(Path folder) {
        return new DiskNoise(folder.resolve("noise"));
    }

    private void measure(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!over) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096), 0);
                channel.force(true);
                slowest = Math.max(slowest, System.nanoTime() - began);
                Await.pass(PAUSE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In seconds. */
    double slowest() {
        return slowest / 1e9;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
