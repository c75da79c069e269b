package org.mem0queue.service;

import org.mem0queue.platform.OwnProgram;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The one process that waits for the queue lock on behalf of all that ended with saves still
 * spooled. A lock of our own makes it one: a second finds it held and ends. It looks once more
 * after giving that lock back, so that a save that came just then is not left behind.
 */
final class WaitingFlush {
    private static final long WAIT_SECONDS = 600;

    private WaitingFlush() {}

    static void startUnlessRunning(QueueStore store) {
        if (store.flushLock().look().state() == LockStatus.State.HELD) {
            return;
        }
        try {
            OwnProgram.startDetached(
                    List.of(
                            "--dir",
                            store.directory().path().toAbsolutePath().toString(),
                            "flush",
                            "--for-others",
                            "--wait",
                            Long.toString(WAIT_SECONDS)));
        } catch (IOException noProcess) {
            // Safe all the same: the next command of ours merges, and status warns after 10 min.
        }
    }

    static FlushResult run(QueueStore store, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        int merged = 0;
        boolean last = false;
        while (true) {
            FlushResult result;
            switch (store.flushLock().acquire(Duration.ZERO)) {
                case LockResult.Acquired(HeldLock held) -> {
                    try (held) {
                        result = store.flush(left(deadline));
                    }
                }
                case LockResult.Held ignored -> {
                    return new FlushResult.Merged(merged, 0);
                }
                case LockResult.Unavailable(String reason) -> {
                    return new FlushResult.Refused(reason, 0);
                }
            }
            if (!(result instanceof FlushResult.Merged(int now, int waiting))) {
                return result;
            }
            merged += now;
            // Those who saved during the last merge have left theirs to us.
            if (now == 0 || last) {
                return new FlushResult.Merged(merged, waiting);
            }
            last = left(deadline).isZero();
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
