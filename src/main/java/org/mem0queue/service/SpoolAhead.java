package org.mem0queue.service;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.mem0queue.store.Spool;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reserves the file of the next save while nobody saves, on a thread of its own. Not in a process
 * that saves once, and not between the saves of a burst, where it would compete with them for the
 * disk.
 */
final class SpoolAhead implements AutoCloseable {
    /** Longer than a save takes on a fast disk, shorter than an agent thinks. */
    private static final long QUIET_NANOS = MILLISECONDS.toNanos(3);

    private final Spool spool;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("spool-ahead").factory());
    private final AtomicBoolean savedBefore = new AtomicBoolean();
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile long lastSave;

    SpoolAhead(Spool spool) {
        this.spool = spool;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Somebody saved. */
    void saved() {
        lastSave = System.nanoTime();
        if (savedBefore.getAndSet(true) && !planned.getAndSet(true)) {
            plan(QUIET_NANOS);
        }
    }

    private void plan(long delay) {
        if (!executor.isShutdown()) {
            var _ = executor.schedule(this::reserve, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void reserve() {
        long left = lastSave + QUIET_NANOS - System.nanoTime();
        if (left > 0) {
            plan(left);
            return;
        }
        planned.set(false);
        try {
            spool.reserve();
        } catch (IOException refused) {
            // The next save asks the disk itself, and says so if it is refused.
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            var _ = executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.discardReserved();
    }
}
