package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The files of one queue directory, put together. Reading never writes; what changes something
 * takes the lock for the length of that change.
 *
 * <p>Safe for several threads.
 */
public final class QueueStore {
    private final QueueDirectory directory;
    private final Disk disk;
    private final QueueLock lock;
    private final QueueFile queueFile;
    private final Spool spool;
    private final Kept kept;
    private final Access access;
    private final QueueSnapshots snapshots;
    private final QueueRestore restore;
    private final Outcomes outcomes;
    private final Trash trash;
    private final EmergencyLines emergency;
    private final LockedChanges changes;
    private final SendingFiles sending;
    private final Upkeep upkeep;
    private final Tidying tidying;
    private final SpoolIdentity identity;

    /** Whether damaged bytes may be copied aside: only in a directory that we manage. */
    public enum Access {
        /** Nothing is ever written. */
        WATCH,
        /** Good states and damaged bytes are kept, the spool is merged. */
        MANAGE
    }

    /** A store that never changes the dead letters. */
    public QueueStore(
            QueueDirectory directory,
            Disk disk,
            SpoolIdentity identity,
            InstantSource clock,
            Access access,
            long limitBytes) {
        this(directory, disk, identity, clock, access, () -> limitBytes, DeadLetterGate.UNKNOWN);
    }

    /**
     * @param limitBytes of a larger queue file only counts are read; asked for at every read
     * @param gate asked under the lock before the dead letters are changed
     */
    public QueueStore(
            QueueDirectory directory,
            Disk disk,
            SpoolIdentity identity,
            InstantSource clock,
            Access access,
            LongSupplier limitBytes,
            DeadLetterGate gate) {
        this.directory = directory;
        this.identity = identity;
        this.lock = new QueueLock(directory, disk);
        this.access = access;
        this.snapshots = new QueueSnapshots(directory, disk);
        this.queueFile =
                new QueueFile(
                        directory,
                        limitBytes,
                        access == Access.MANAGE ? this::keepDamaged : (file, stamp) -> {});
        this.spool = new Spool(directory, disk, identity, clock);
        this.kept = new Kept(directory);
        QueueBackup backup = new QueueBackup(directory, snapshots, clock);
        this.disk = disk;
        this.outcomes = new Outcomes(directory);
        this.trash = new Trash(directory, clock);
        this.emergency = new EmergencyLines(directory, kept, trash, outcomes, clock);
        SpoolMerge merge =
                new SpoolMerge(directory, queueFile, backup, spool, kept, outcomes, disk, clock);
        this.restore =
                new QueueRestore(
                        directory, queueFile, backup, snapshots, outcomes, trash, disk, clock);
        QueueActs acts =
                new QueueActs(
                        directory, queueFile, backup, merge, trash, outcomes, emergency, gate, disk,
                        clock);
        this.sending = new SendingFiles(directory, disk);
        QueueClaims claims =
                new QueueClaims(
                        directory, queueFile, backup, spool, merge, outcomes, trash, identity, disk,
                        clock);
        ClockGuard guard = new ClockGuard(directory, identity.boot(), ClockGuard::ofThisMachine);
        this.upkeep =
                new Upkeep(
                        this,
                        access,
                        new EarlierStates(directory, snapshots),
                        acts,
                        new Purge(directory, trash, outcomes, emergency, guard),
                        disk,
                        clock);
        this.tidying = new Tidying(this, access, guard, disk, clock);
        this.changes =
                new LockedChanges(
                        directory,
                        lock,
                        new LockedChanges.Parts(
                                queueFile, backup, spool, kept, merge, acts, claims, restore,
                                upkeep));
    }

    private void keepDamaged(Path file, FileStamp stamp) {
        upkeep.keepDamaged(file, stamp);
    }

    public QueueDirectory directory() {
        return directory;
    }

    public QueueLock lock() {
        return lock;
    }

    public QueueFile queueFile() {
        return queueFile;
    }

    public Spool spool() {
        return spool;
    }

    public Kept kept() {
        return kept;
    }

    public QueueSnapshots snapshots() {
        return snapshots;
    }

    public QueueRestore restore() {
        return restore;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public Trash trash() {
        return trash;
    }

    public EmergencyLines emergency() {
        return emergency;
    }

    /**
     * Carries out an act in one hold of the lock. Each move is checked under the lock against what
     * is there now; what no longer is as the person saw it is skipped with the reason.
     *
     * <p>Blocks for the wait and for the files; a discard writes one file per memory before it asks
     * for the lock. Nothing is changed unless the answer is {@link ActResult.Done}, or says so.
     *
     * @param moves in the order in which they are to be checked, made by {@link MovePlanner} or by
     *     {@link org.mem0queue.queue.Moved#reversed}
     * @param wait how long to wait for the lock; zero tries once
     */
    public ActResult act(List<Move> moves, Duration wait) throws InterruptedException {
        return changes.act(moves, wait);
    }

    /**
     * Merges the spool.
     *
     * @param wait how long to wait for the lock; zero tries once
     */
    public FlushResult flush(Duration wait) throws InterruptedException {
        return changes.flush(wait);
    }

    /**
     * Makes an empty queue file where there is none.
     *
     * @param wait how long to wait for the lock
     */
    public FlushResult create(Duration wait) throws InterruptedException {
        return changes.create(wait);
    }

    /** For those who hold the lock themselves. */
    LockedChanges changes() {
        return changes;
    }

    /**
     * Plans to put back what another program took out of the queue by writing back an older one.
     *
     * @param loggedAsSent as for {@link QueueRestore#plan}
     */
    public QueueRestore.Preview planPuttingBack(Set<String> loggedAsSent) throws IOException {
        ReadResult<QueueDocument> read = queueFile.read();
        if (!(read instanceof ReadResult.Ok<QueueDocument>(QueueDocument now, FileStamp stamp))) {
            return new QueueRestore.Preview.Impossible(
                    directory.queueFile()
                            + " is "
                            + read.word()
                            + ". Restore it from its backup or a snapshot first.");
        }
        return restore.planPuttingBack(
                now, stamp, OverwrittenMemories.find(this, now), loggedAsSent);
    }

    /** Who we are among those who share the queue. */
    public SpoolIdentity identity() {
        return identity;
    }

    /** What our own sending has beside the queue file. */
    public SendingFiles sending() {
        return sending;
    }

    /**
     * Puts results of a sync in and takes new claims out, in one write. For who holds {@link
     * SendingFiles#syncLock}. Blocks for the wait and for the files.
     *
     * @param wait how long to wait for the queue lock; zero tries once
     */
    public Exchange.Ending exchange(Exchange request, Duration wait) throws InterruptedException {
        return changes.exchange(request, wait);
    }

    /** What is done beside the changes that somebody asked for. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** What is done once a day. */
    public Tidying tidying() {
        return tidying;
    }

    /** Carries out a restore under the lock. */
    public RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
            throws InterruptedException {
        return changes.restore(plan, uncertain, wait);
    }

    /** The backup and the queue snapshots, compared with the queue as it is. */
    public List<QueueCopy> copies() throws IOException {
        return QueueCopies.list(this);
    }

    /**
     * A person says that what a pinned copy holds is accounted for: it stays, and is thinned by age
     * like the others.
     */
    public QueueSnapshots.Closing closeIncident(Path copy) throws IOException {
        return access == Access.MANAGE ? snapshots.close(copy) : QueueSnapshots.Closing.WATCHED;
    }

    /** Held by the one process that waits to merge the spool on behalf of others. */
    public QueueLock flushLock() {
        return new QueueLock(directory, directory.flushLockFile(), disk);
    }

    /** Whether a file still is the version that was read. Costs one stat. */
    public static boolean isUnchanged(Path file, @Nullable FileStamp stamp) {
        try {
            return stamp != null && stamp.equals(FileStamps.of(file));
        } catch (IOException gone) {
            return false;
        }
    }
}
