package org.mem0queue.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A file in {@code spool/tmp} that has its place on the disk before there is anything to put into
 * it. A batch that overwrites it needs no new inode, block and size to be made durable: of the two
 * journal commits of a save one is left (measured on ext4: half the time).
 *
 * <p>It holds line feeds, so whatever of it should show behind a batch after a power cut is blank
 * lines. One that is left over when a process was killed is removed after an hour. Safe for several
 * threads.
 */
final class ReservedFile {
    static final String PREFIX = "reserved-";

    /** One block of the disk: to cut off more than a part of it would cost as much as it saves. */
    static final int BYTES = 4 << 10;

    private final QueueDirectory directory;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Path> waiting = new AtomicReference<>();
    private volatile boolean cleaned;

    ReservedFile(QueueDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Makes one unless there is one; takes a sync. */
    void make(Disk disk) throws IOException {
        if (waiting.get() != null) {
            return;
        }
        if (!cleaned) {
            LeftOverFiles.remove(
                    directory.spoolTemporary(),
                    PREFIX,
                    LeftOverFiles.ABANDONED,
                    clock.instant(),
                    disk);
            cleaned = true;
        }
        Path file = directory.spoolTemporary().resolve(TemporaryNames.next(PREFIX));
        byte[] blank = new byte[BYTES];
        Arrays.fill(blank, (byte) '\n');
        disk.create(file, blank);
        if (!waiting.compareAndSet(null, file)) {
            disk.removeQuietly(file);
        }
    }

    /**
     * Uses it up for a batch.
     *
     * @return the file, which now holds these bytes only, synced; null if there is none, if they do
     *     not fit, or if the disk refused: then they must be written anew to another file
     */
    @Nullable Path fill(byte[] batch, Disk disk) {
        if (batch.length > BYTES) {
            return null;
        }
        Path file = waiting.getAndSet(null);
        if (file == null) {
            return null;
        }
        try {
            disk.overwrite(file, batch);
            return file;
        } catch (IOException e) {
            disk.removeQuietly(file);
            return null;
        }
    }

    void discard(Disk disk) {
        Path file = waiting.getAndSet(null);
        if (file != null) {
            disk.removeQuietly(file);
        }
    }
}
