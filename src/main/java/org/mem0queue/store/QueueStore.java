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
    private final QueueBackup backup;
    private final SpoolMerge merge;
    private final QueueRestore restore;
    private final Outcomes outcomes;
    private final Trash trash;
    private final EmergencyLines emergency;
    private final QueueActs acts;
    private volatile boolean lockWasHeld;
    private final QueueClaims claims;
    private final SendingFiles sending;
    private final Upkeep upkeep;
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
        this(directory, disk, identity, clock, access, limitBytes, DeadLetterGate.UNKNOWN);
    }

    /**
     * @param gate asked under the lock before the dead letters are changed
     */
    public QueueStore(
            QueueDirectory directory,
            Disk disk,
            SpoolIdentity identity,
            InstantSource clock,
            Access access,
            long limitBytes,
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
        this.backup = new QueueBackup(directory, snapshots, clock);
        this.disk = disk;
        this.outcomes = new Outcomes(directory);
        this.trash = new Trash(directory, clock);
        this.emergency = new EmergencyLines(directory, kept, trash, outcomes, clock);
        this.merge =
                new SpoolMerge(directory, queueFile, backup, spool, kept, outcomes, disk, clock);
        this.restore =
                new QueueRestore(
                        directory, queueFile, backup, snapshots, outcomes, trash, disk, clock);
        this.acts =
                new QueueActs(
                        directory, queueFile, backup, merge, trash, outcomes, emergency, gate, disk,
                        clock);
        this.sending = new SendingFiles(directory, disk);
        this.claims =
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
                        new KeptPurge(directory, kept, outcomes, guard),
                        new OutcomesCompaction(directory, guard, OutcomesCompaction.WORTH_WHILE),
                        disk,
                        clock);
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
        List<PreparedMove> prepared;
        try {
            prepared = prepareAct(moves);
        } catch (IOException e) {
            return new ActResult.Refused(
                    directory.own()
                            + ": "
                            + DiskProblem.of(e, directory.own())
                            + " Nothing was changed.");
        }
        LockResult asked;
        try {
            asked = lock.acquire(wait);
        } catch (InterruptedException e) {
            acts.forget(prepared);
            throw e;
        }
        return switch (asked) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    yield actUnder(prepared, held);
                }
            }
            case LockResult.Held(var status) -> {
                acts.forget(prepared);
                yield new ActResult.LockHeld(status);
            }
            case LockResult.Unavailable(String reason) -> {
                acts.forget(prepared);
                yield new ActResult.Refused(reason);
            }
        };
    }

    List<PreparedMove> prepareAct(List<Move> moves) throws IOException {
        prepareFlush();
        return acts.prepare(moves);
    }

    ActResult actUnder(List<PreparedMove> prepared, HeldLock held) {
        return acts.carryOut(prepared, held);
    }

    /**
     * Merges the spool.
     *
     * @param wait how long to wait for the lock; zero tries once
     */
    public FlushResult flush(Duration wait) throws InterruptedException {
        int waiting = 0;
        try {
            waiting = spool.list().size();
            if (waiting == 0) {
                return new FlushResult.Merged(0, 0);
            }
            prepareFlush();
        } catch (IOException e) {
            return new FlushResult.Refused(
                    directory.own() + ": " + DiskProblem.of(e, directory.own()) + staysSafe(),
                    waiting);
        }
        return switch (lock.acquire(wait)) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    yield flushUnder(held);
                }
            }
            case LockResult.Held(var status) -> new FlushResult.LockHeld(status, waiting);
            case LockResult.Unavailable(String reason) ->
                    new FlushResult.Refused(reason + staysSafe(), waiting);
        };
    }

    /**
     * Makes an empty queue file where there is none.
     *
     * @param wait how long to wait for the lock
     */
    public FlushResult create(Duration wait) throws InterruptedException {
        return switch (lock.acquire(wait)) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    yield merge.create(held);
                }
            }
            case LockResult.Held(var status) -> new FlushResult.LockHeld(status, 0);
            case LockResult.Unavailable(String reason) -> new FlushResult.Refused(reason, 0);
        };
    }

    private String staysSafe() {
        return " What was saved stays safe in " + directory.spool() + ".";
    }

    /**
     * Does what needs no lock before it is taken: copies the backup that will be replaced, reads
     * the queue file, so that under the lock its bytes are only compared, and the kept files in
     * which ids given by callers are looked for.
     */
    void prepareFlush() throws IOException {
        backup.prepare();
        queueFile.read();
        if (spool.list().stream().anyMatch(SpoolFile::idsGiven)) {
            kept.prepare();
        }
        upkeep.pinWhatShrank();
    }

    /** Merges the spool under the lock. */
    FlushResult flushUnder(HeldLock held) {
        FlushResult result = merge.merge(held);
        if (result instanceof FlushResult.Merged) {
            upkeep.completeActs();
            upkeep.removeLeftOvers();
        }
        return result;
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
        try {
            prepareFlush();
        } catch (IOException e) {
            return new Exchange.Ending.Refused(
                    directory.own() + ": " + DiskProblem.of(e, directory.own()));
        }
        // Not while somebody holds the lock for long: it would be written again at every try.
        QueueClaims.Ahead ahead = lockWasHeld ? null : prepareExchange(request);
        boolean used = false;
        try {
            return switch (lock.acquire(wait)) {
                case LockResult.Acquired(HeldLock held) -> {
                    lockWasHeld = false;
                    used = true;
                    try (held) {
                        yield exchangeUnder(request, ahead, held);
                    }
                }
                case LockResult.Held(var status) -> {
                    lockWasHeld = true;
                    yield new Exchange.Ending.LockHeld(status);
                }
                case LockResult.Unavailable(String reason) -> new Exchange.Ending.Refused(reason);
            };
        } finally {
            if (!used) {
                QueueClaims.discard(ahead);
            }
        }
    }

    /** What {@link #exchange} does before the lock is held, and {@link #exchangeUnder} after. */
    QueueClaims.@Nullable Ahead prepareExchange(Exchange request) {
        return claims.prepare(request);
    }

    Exchange.Ending exchangeUnder(
            Exchange request, QueueClaims.@Nullable Ahead ahead, HeldLock held) {
        return claims.carryOut(request, ahead, held);
    }

    /**
     * The queue was wiped, or went back to a young one: the copy that still holds what is nowhere
     * now must outlive the changes that we are about to make. Does nothing in a directory that we
     * only watch, or if nothing shrank.
     */
    public void pinWhatShrank() throws IOException {
        upkeep.pinWhatShrank();
    }

    /**
     * Copies the state of the queue file aside, if it is a good one, and thins what is old. Does
     * nothing in a directory that we only watch.
     */
    public void keepGoodState() throws IOException {
        upkeep.keepGoodState();
    }

    /**
     * Deletes kept batches of which everything has been stored, with proof, for 30 days. Reads
     * them, so it is for a process that lives long, once an hour or so.
     *
     * @return how many were deleted
     */
    public int purgeKept() throws IOException {
        return upkeep.purgeKept();
    }

    /** Likewise lines of {@code outcomes.jsonl} that nobody needs; once a day or so. */
    public int compactOutcomes(Duration wait) throws IOException, InterruptedException {
        return upkeep.compactOutcomes(wait);
    }

    /** Carries out a restore under the lock. */
    public RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
            throws InterruptedException {
        return switch (lock.acquire(wait)) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    yield restore.apply(plan, uncertain, held);
                }
            }
            case LockResult.Held(var status) -> new RestoreResult.LockHeld(status);
            case LockResult.Unavailable(String reason) -> new RestoreResult.Stopped(reason);
        };
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
