package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * {@code mem0_queue_backup.json}: the state before our last change. The version that is about to be
 * replaced gets this as a second name, so a backup costs a link, not a copy. The backup that is
 * replaced goes to the queue snapshots first. If any of this fails the change is not made.
 *
 * <p>Used under the lock, except {@link #prepare}.
 */
final class QueueBackup {
    private static final String LINK_PREFIX = ".mem0_queue_backup.json.";

    private final QueueDirectory directory;
    private final QueueSnapshots snapshots;
    private final InstantSource clock;
    private volatile @Nullable FileStamp copied;

    QueueBackup(QueueDirectory directory, QueueSnapshots snapshots, InstantSource clock) {
        this.directory = directory;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * Copies the present backup to the queue snapshots before the lock is taken, so that it is not
     * held for a copy.
     */
    void prepare() throws IOException {
        FileStamp stamp;
        try {
            stamp = FileStamps.of(directory.backupFile());
        } catch (NoSuchFileException none) {
            return;
        }
        if (!stamp.equals(copied) && Files.isRegularFile(directory.backupFile())) {
            // Named by when that state was written: what was merged since is newer than it.
            Instant now = clock.instant();
            Instant written = stamp.modified().isAfter(now) ? now : stamp.modified();
            snapshots.keep(directory.backupFile(), QueueSnapshots.Label.NONE, written);
            copied = stamp;
        }
    }

    /** Gives the present version of the queue file its second name. */
    void keep(Path target, Disk disk) throws IOException {
        // Nobody else links under the lock, so every such name is left over, however young.
        LeftOverFiles.remove(directory.path(), LINK_PREFIX, Duration.ZERO, clock.instant(), disk);
        if (!Files.exists(target)) {
            return;
        }
        Path backup = directory.backupFile();
        if (Files.exists(backup) && Files.isSameFile(backup, target)) {
            return; // a crash came between the backup and the change: it is backed up already
        }
        prepare();
        Path temporary = directory.path().resolve(TemporaryNames.next(LINK_PREFIX));
        try {
            disk.link(target, temporary);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Another disk, or one without hard links: a copy does the same.
            disk.create(temporary, QueueFile.permissions(target), out -> Files.copy(target, out));
        }
        try {
            disk.rename(temporary, backup);
        } catch (IOException e) {
            disk.removeQuietly(temporary);
            throw e;
        }
    }
}
