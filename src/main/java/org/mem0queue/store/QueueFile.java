package org.mem0queue.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * {@code mem0_queue.json}: read without the lock (it is replaced by rename), written only under it.
 *
 * <p>Writing: the new version goes to a file of our own unique name in the same folder (the link's
 * target folder, if the queue file is a link), is synced, the old version gets its name as backup,
 * the lock's inode is compared once more, then the new version is renamed over the old one and the
 * folder is synced. At every instant the name leads to a complete version.
 *
 * <p>Keeps the last version it read, so that the next read costs what has changed. Safe for several
 * threads; reads of one instance take turns.
 */
public final class QueueFile {
    /** Above this only counts are kept, and nothing is merged. */
    public static final long DEFAULT_LIMIT_BYTES = 256L << 20;

    /** A file written in place parses again after its writer is done; this long we wait for it. */
    private static final int RE_READS = 4;

    private static final long RE_READ_PAUSE_MS = 40;

    /** Told about bytes that do not parse, before the file is read again. */
    @FunctionalInterface
    public interface DamageWitness {
        void damaged(Path file, FileStamp stamp);
    }

    static final String TEMPORARY_PREFIX = ".mem0_queue.json.";

    /** Gives the version that is about to be replaced another name; throws to stop the change. */
    @FunctionalInterface
    interface Backup {
        /** For a damaged version, whose bytes are pinned elsewhere: the last good backup stays. */
        Backup NONE = (target, disk) -> {};

        void keep(Path target, Disk disk) throws IOException;
    }

    private final QueueDirectory directory;
    private final LongSupplier limitBytes;
    private final DamageWitness witness;
    private @Nullable QueueDocument last;
    private @Nullable FileStamp lastStamp;

    /** The limit that the last version was read by. */
    private long lastLimitBytes;

    public QueueFile(QueueDirectory directory, long limitBytes, DamageWitness witness) {
        this(directory, () -> limitBytes, witness);
    }

    /**
     * @param limitBytes asked for at every read
     */
    QueueFile(QueueDirectory directory, LongSupplier limitBytes, DamageWitness witness) {
        this.directory = directory;
        this.limitBytes = limitBytes;
        this.witness = witness;
    }

    public QueueFile(QueueDirectory directory) {
        this(directory, DEFAULT_LIMIT_BYTES, (file, stamp) -> {});
    }

    /**
     * Reads the file as it is now. A file that does not parse is shown to the witness first and
     * read again a few times within 0.2 s, because some programs write in place.
     */
    public synchronized ReadResult<QueueDocument> read() {
        return read(lastStamp);
    }

    /**
     * Reads the file for a change, under the lock: every byte, also if it looks like the version
     * that was read before. Within one tick of the disk's clock a file can be replaced by another
     * of the same size that gets the same inode.
     */
    synchronized ReadResult<QueueDocument> readToChange() {
        return read(null);
    }

    private ReadResult<QueueDocument> read(@Nullable FileStamp unchanged) {
        ReadResult<QueueDocument> result = readOnce(unchanged);
        FileStamp shown = null;
        for (int i = 0; i < RE_READS && isUnfinished(result); i++) {
            if (result instanceof ReadResult.Corrupt<QueueDocument>(String ignored, FileStamp stamp)
                    && !stamp.equals(shown)) {
                shown = stamp;
                if (Files.isRegularFile(directory.queueFile())) {
                    witness.damaged(directory.queueFile(), stamp);
                }
            }
            LockSupport.parkNanos(MILLISECONDS.toNanos(RE_READ_PAUSE_MS));
            result = readOnce(null);
        }
        return result;
    }

    private static boolean isUnfinished(ReadResult<QueueDocument> result) {
        return result instanceof ReadResult.Corrupt || result instanceof ReadResult.Unstable;
    }

    /**
     * @param unchanged a file with that stamp is the version we know
     */
    private ReadResult<QueueDocument> readOnce(@Nullable FileStamp unchanged) {
        QueueDocument known = last;
        long limit = limitBytes.getAsLong();
        ReadResult<QueueDocument> result =
                FileReader.read(
                        directory.queueFile(),
                        (channel, stamp) -> {
                            if (known != null
                                    && stamp.equals(unchanged)
                                    && limit == lastLimitBytes) {
                                return known;
                            }
                            if (stamp.sizeBytes() > limit) {
                                return QueueParser.count(Channels.newInputStream(channel));
                            }
                            SharedBlocks blocks =
                                    SharedBlocks.read(
                                            channel, known == null ? null : known.blocks());
                            return QueueParser.parse(blocks, known);
                        });
        if (result instanceof ReadResult.Ok<QueueDocument>(QueueDocument value, FileStamp stamp)) {
            last = value;
            lastStamp = stamp;
            lastLimitBytes = limit;
        }
        return result;
    }

    /**
     * Somebody wrote the queue file without the lock, or replaced the lock file, while we prepared
     * a change.
     */
    static final class ChangedMeanwhile extends IOException {
        private static final long serialVersionUID = 1;

        ChangedMeanwhile(String message) {
            super(message);
        }
    }

    /**
     * The new version is in place, but the system would not confirm that it survives a power cut.
     */
    static final class NotConfirmed extends IOException {
        private static final long serialVersionUID = 1;

        NotConfirmed(Path target, IOException cause) {
            super(
                    target
                            + ": the change is made, but the disk did not confirm it ("
                            + FileReader.reasonOf(cause, Disk.folderOf(target))
                            + ").",
                    cause);
        }
    }

    /**
     * A version that is durable but not in place yet.
     *
     * @param temporary where it lies
     * @param basis stamp of the version it is made from; null if the file was missing
     * @param disk that takes on what it writes
     */
    record Written(Path temporary, Path target, @Nullable FileStamp basis, Disk disk) {
        /** It will not be needed. */
        void discard() {
            disk.removeQuietly(temporary);
        }
    }

    /**
     * Replaces the file. The caller holds the lock and made the draft from what it read under it.
     *
     * @param basis stamp of the version the draft is made from; null if the file was missing
     * @throws ChangedMeanwhile if the file or the lock is no longer what it was; nothing is changed
     * @throws NotConfirmed if only the last folder sync failed
     * @throws IOException if the disk refuses; the old version stays
     */
    void replace(
            QueueDraft draft,
            @Nullable FileStamp basis,
            HeldLock lock,
            Disk plainDisk,
            Backup backup)
            throws IOException {
        publish(write(draft, basis, plainDisk), lock, plainDisk, backup);
    }

    /** Writes the next version beside the file and makes it durable; needs no lock. */
    Written write(QueueDraft draft, @Nullable FileStamp basis, Disk plainDisk) throws IOException {
        Path target = target();
        Disk disk = FileStamps.existsAtAll(target) ? plainDisk.likeOwnerOf(target) : plainDisk;
        Path temporary = Disk.folderOf(target).resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        disk.create(temporary, permissions(target), draft::writeTo);
        return new Written(temporary, target, basis, disk);
    }

    /** Puts a version in place as {@link #replace} does, with its errors. */
    void publish(Written version, HeldLock lock, Disk plainDisk, Backup backup) throws IOException {
        Path target = version.target();
        try {
            requireUnchanged(target, version.basis());
            backup.keep(target, plainDisk);
            if (!lock.stillOurs()) {
                throw new ChangedMeanwhile(
                        directory.lockFile()
                                + " was deleted or replaced while we held it, so another program"
                                + " may be writing. Nothing was changed; never delete that file.");
            }
            version.disk().rename(version.temporary(), target);
        } catch (IOException | RuntimeException e) {
            version.discard();
            throw e;
        }
        try {
            syncName(version.disk());
        } catch (IOException e) {
            throw new NotConfirmed(target, e);
        }
    }

    /**
     * Whether the version that another would replace still lies there, byte for byte (within one
     * tick of the disk's clock it could be replaced twice and look the same), and that other, too.
     *
     * @param basis what the new version was made from
     */
    boolean isStill(Written version, QueueDocument basis) {
        SharedBlocks before = basis.blocks();
        try {
            if (before == null
                    || !Files.exists(version.temporary())
                    || !version.target().equals(target())
                    || !FileStamps.of(version.target()).equals(version.basis())) {
                return false;
            }
            try (FileChannel channel =
                    FileChannel.open(version.target(), StandardOpenOption.READ)) {
                return SharedBlocks.read(channel, before).isSameAs(before);
            }
        } catch (IOException gone) {
            return false;
        }
    }

    /** Makes durable which version the name leads to, and which one is the backup. */
    void syncName(Disk disk) throws IOException {
        Path folder = Disk.folderOf(target());
        disk.syncFolder(folder);
        if (!folder.equals(Disk.folderOf(directory.queueFile()))) {
            disk.syncFolder(directory.path());
        }
    }

    /** Removes versions that were never finished, where they are written. */
    void removeLeftOvers(Instant now, Disk disk) throws IOException {
        LeftOverFiles.remove(
                Disk.folderOf(target()), TEMPORARY_PREFIX, LeftOverFiles.ABANDONED, now, disk);
    }

    private void requireUnchanged(Path target, @Nullable FileStamp basis) throws IOException {
        if (!FileStamps.isStill(basis, target)) {
            throw new ChangedMeanwhile(
                    target
                            + " was changed by a program that does not use the lock. Nothing was"
                            + " changed; try again.");
        }
    }

    /** The file that the name leads to, through links. */
    Path target() throws IOException {
        Path file = directory.queueFile();
        return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    }

    /** Mode of the file as it is now; owner only if it is missing. */
    static Set<PosixFilePermission> permissions(Path target) throws IOException {
        return FileStamps.isUnix() && Files.exists(target)
                ? Files.getPosixFilePermissions(target)
                : Disk.OWNER_ONLY_FILE;
    }
}
