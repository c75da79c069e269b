package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Once a day, whoever comes first of those who share the queue: deletes kept batches of which
 * everything has been stored, with proof, for 30 days, and lines of {@code outcomes.jsonl} that
 * nobody needs. Not while somebody holds the queue lock, nor while the clock is not trusted; the
 * lock is taken only to put a file in place. Safe for several threads.
 */
public final class Tidying {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(1);

    private final QueueStore store;
    private final QueueStore.Access access;
    private final ClockGuard guard;
    private final TidyRecord record;
    private final KeptPurge keptPurge;
    private final OutcomesCompaction compaction;
    private final Disk plainDisk;
    private final InstantSource clock;

    /** Held while it is done: who finds it held has nothing to do, and must not wait for it. */
    private final ReentrantLock busy = new ReentrantLock();

    /**
     * @param access nothing is done in a directory that is only watched
     */
    Tidying(
            QueueStore store,
            QueueStore.Access access,
            ClockGuard guard,
            Disk disk,
            InstantSource clock) {
        QueueDirectory directory = store.directory();
        this.store = store;
        this.access = access;
        this.guard = guard;
        this.record = new TidyRecord(directory);
        this.keptPurge = new KeptPurge(directory, store.kept(), store.outcomes(), guard);
        this.compaction = new OutcomesCompaction(directory, guard, OutcomesCompaction.WORTH_WHILE);
        this.plainDisk = disk;
        this.clock = clock;
    }

    /**
     * Tidies if nobody has for a day; mostly only looks. What one part cannot do keeps the other
     * from nothing.
     *
     * @param longest after that no further file is begun
     * @param stop asked often: somebody waits for the end
     * @throws IOException what stood in the way; it is tried again in a day
     */
    public void daily(Duration longest, BooleanSupplier stop)
            throws IOException, InterruptedException {
        if (access == QueueStore.Access.MANAGE
                && Files.isDirectory(store.directory().own())
                && busy.tryLock()) {
            try {
                tidyIfDue(longest, stop);
            } finally {
                busy.unlock();
            }
        }
    }

    private void tidyIfDue(Duration longest, BooleanSupplier stop)
            throws IOException, InterruptedException {
        Instant now = clock.instant();
        Disk disk = store.directory().writable(plainDisk);
        // Asked before all else: it also has to see the clock often to know it.
        if (!guard.trusted(now, disk) || !record.isDue(now) || !store.lock().look().free()) {
            return;
        }
        long end = System.nanoTime() + longest.toNanos();
        BooleanSupplier enough = () -> stop.getAsBoolean() || System.nanoTime() - end >= 0;
        record.write(now, disk);
        IOException problem = null;
        try {
            purgeKept(enough, disk);
        } catch (IOException e) {
            problem = e;
        }
        compactOutcomes(enough, disk);
        if (problem != null) {
            throw problem;
        }
    }

    private void purgeKept(BooleanSupplier enough, Disk disk) throws IOException {
        if (store.queueFile().read()
                instanceof ReadResult.Ok<QueueDocument>(QueueDocument document, var _)) {
            List<List<Memory>> standing =
                    QueueActs.lists(
                            document,
                            DeadLetterFile.read(store.directory().deadLetterFile())
                                    .ok()
                                    .orElse(DeadLetterFile.DeadLetters.NONE));
            var _ = keptPurge.run(clock.instant(), standing, enough, disk);
        }
    }

    private void compactOutcomes(BooleanSupplier enough, Disk disk)
            throws IOException, InterruptedException {
        OutcomesCompaction.Prepared prepared = compaction.prepare(clock.instant(), enough, disk);
        if (prepared == null) {
            return;
        }
        boolean done = false;
        try {
            if (store.lock().acquire(LOCK_WAIT) instanceof LockResult.Acquired(HeldLock held)) {
                try (held) {
                    done = compaction.finish(prepared, disk);
                }
            }
        } finally {
            if (!done) {
                plainDisk.removeQuietly(prepared.file());
            }
        }
    }
}
