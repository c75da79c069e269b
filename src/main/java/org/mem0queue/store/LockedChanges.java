package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The changes that take the queue lock: each does what needs no lock first, waits for the lock, and
 * holds it for no longer than that change. What of one cannot be used is removed again.
 *
 * <p>Safe for several threads.
 */
final class LockedChanges {
    private final QueueDirectory directory;
    private final QueueLock lock;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final Spool spool;
    private final Kept kept;
    private final SpoolMerge merge;
    private final QueueActs acts;
    private final QueueClaims claims;
    private final QueueRestore restore;
    private final Upkeep upkeep;
    private volatile boolean lockWasHeld;

    /**
     * A merge is tried so many times with a version that was written before; if something happens
     * in between every time it is made under the lock.
     */
    private static final int MERGES_AHEAD = 3;

    /** So long a version that is written waits for the lock. */
    private static final Duration A_MOMENT = Duration.ofMillis(150);

    /** With less time left, what is got is used. */
    private static final Duration LONG = Duration.ofSeconds(1);

    /**
     * What changes are made of.
     *
     * @param backup prepared before each, since the change replaces it
     */
    record Parts(
            QueueFile queueFile,
            QueueBackup backup,
            Spool spool,
            Kept kept,
            SpoolMerge merge,
            QueueActs acts,
            QueueClaims claims,
            QueueRestore restore,
            Upkeep upkeep) {}

    LockedChanges(QueueDirectory directory, QueueLock lock, Parts parts) {
        this.directory = directory;
        this.lock = lock;
        this.queueFile = parts.queueFile();
        this.backup = parts.backup();
        this.spool = parts.spool();
        this.kept = parts.kept();
        this.merge = parts.merge();
        this.acts = parts.acts();
        this.claims = parts.claims();
        this.restore = parts.restore();
        this.upkeep = parts.upkeep();
    }

    /** See {@link QueueStore#act}. */
    ActResult act(List<Move> moves, Duration wait) throws InterruptedException {
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

    /** See {@link QueueStore#flush}. */
    FlushResult flush(Duration wait) throws InterruptedException {
        return new Flush(wait).run();
    }

    /**
     * One flush. The new version is written before the lock is asked for, while nobody holds it;
     * then the lock is waited for a moment only: whoever takes it in between changes the file most
     * often, and a version that waits for minutes takes up the disk. A lock that is got after a
     * wait is given back once, to write ahead, if enough of the time is left.
     */
    private final class Flush {
        private final long deadline;
        private int versions;
        private boolean givenBack;

        Flush(Duration wait) {
            deadline = System.nanoTime() + wait.toNanos();
        }

        FlushResult run() throws InterruptedException {
            while (true) {
                int waiting = 0;
                SpoolMerge.Preparation prepared;
                try {
                    waiting = spool.list().size();
                    if (waiting == 0) {
                        return new FlushResult.Merged(0, 0);
                    }
                    prepareFlush();
                    prepared = prepareAhead();
                } catch (IOException e) {
                    return new FlushResult.Refused(
                            directory.own()
                                    + ": "
                                    + DiskProblem.of(e, directory.own())
                                    + staysSafe(),
                            waiting);
                }
                FlushResult result = once(prepared, waiting);
                if (result != null) {
                    return result;
                }
            }
        }

        /** What cannot be written now is told by whoever tries again under the lock. */
        private SpoolMerge.Preparation prepareAhead() {
            boolean may = versions < MERGES_AHEAD && (versions == 0 || isLeft(LONG));
            if (may && !givenBack && lock.look().state() == LockStatus.State.HELD) {
                return new SpoolMerge.Preparation(null, true);
            }
            try {
                if (may) {
                    versions++;
                    return merge.prepare();
                }
            } catch (IOException refused) {
                // the next lines
            }
            return new SpoolMerge.Preparation(null, false);
        }

        private boolean isLeft(Duration time) {
            return deadline - System.nanoTime() > time.toNanos();
        }

        /** Null: once more. */
        private @Nullable FlushResult once(SpoolMerge.Preparation prepared, int waiting)
                throws InterruptedException {
            SpoolMerge.Ahead ahead = prepared.ahead();
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            boolean moment = ahead != null && left.compareTo(A_MOMENT) > 0;
            LockResult asked = null;
            try {
                asked = lock.acquire(moment ? A_MOMENT : left);
            } finally {
                if (ahead != null && !(asked instanceof LockResult.Acquired)) {
                    ahead.discard();
                }
            }
            return switch (asked) {
                case LockResult.Acquired(HeldLock held) -> {
                    FlushResult result;
                    try (held) {
                        result = under(held, ahead, prepared.disturbed());
                    }
                    if (result instanceof FlushResult.Merged) {
                        tidyUp();
                    }
                    yield result;
                }
                case LockResult.Held(var status) -> {
                    if (moment) {
                        versions = MERGES_AHEAD; // from now on empty-handed, until it is free
                        yield null;
                    }
                    yield new FlushResult.LockHeld(status, waiting);
                }
                case LockResult.Unavailable(String reason) ->
                        new FlushResult.Refused(reason + staysSafe(), waiting);
            };
        }

        /** Null: nothing was merged, and there is time to do it better. */
        private @Nullable FlushResult under(
                HeldLock held, SpoolMerge.@Nullable Ahead ahead, boolean disturbed) {
            if (ahead == null) {
                boolean better = disturbed || versions == MERGES_AHEAD;
                if (better && !givenBack && isLeft(LONG)) {
                    givenBack = true;
                    versions = 0;
                    return null;
                }
                return flushUnder(held);
            }
            FlushResult result = flushUnder(ahead, held);
            return result == null && !isLeft(LONG) ? flushUnder(held) : result;
        }
    }

    /** Removes what was left over, and what a crashed act has left in the trash. */
    private void tidyUp() {
        upkeep.removeLeftOvers();
        if (!upkeep.isLeftOverUnderLock()) {
            return;
        }
        try {
            if (lock.acquire(Duration.ZERO) instanceof LockResult.Acquired(HeldLock held)) {
                try (held) {
                    upkeep.tidyUnderLock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was merged is merged
        }
    }

    /** See {@link QueueStore#create}. */
    FlushResult create(Duration wait) throws InterruptedException {
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

    /** What {@link #flush} does before the lock is held; null if all has to be done after. */
    SpoolMerge.@Nullable Ahead prepareMerge() throws IOException {
        return merge.prepare().ahead();
    }

    /** Merges the spool as it was prepared; null if something has happened since. */
    @Nullable FlushResult flushUnder(SpoolMerge.Ahead ahead, HeldLock held) {
        return merge.merge(ahead, held);
    }

    /** Merges the spool under the lock. */
    FlushResult flushUnder(HeldLock held) {
        FlushResult result = merge.merge(held);
        if (result instanceof FlushResult.Merged) {
            upkeep.completeActs();
        }
        return result;
    }

    /** See {@link QueueStore#exchange}. */
    Exchange.Ending exchange(Exchange request, Duration wait) throws InterruptedException {
        // What was saved is merged by itself: two short holds let others in between.
        if (!lockWasHeld && flush(wait) instanceof FlushResult.LockHeld(var status, int _)) {
            lockWasHeld = true;
            return new Exchange.Ending.LockHeld(status);
        }
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

    /** See {@link QueueStore#restore}. */
    RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
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
}
