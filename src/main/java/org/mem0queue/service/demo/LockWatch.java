package org.mem0queue.service.demo;

import org.mem0queue.queue.LockStatus;
import org.mem0queue.store.Disk;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueLock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a queue lock from outside, on a thread of its own, until it is closed. Two holds with
 * less than {@link #EVERY} between them count as one: what it says is never too short by more than
 * that.
 */
final class LockWatch implements AutoCloseable {
    static final Duration EVERY = Duration.ofMillis(4);

    private final QueueLock lock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile long heldSince;
    private volatile long longestNanos;

    LockWatch(Path directory) {
        this.lock = new QueueLock(new QueueDirectory(directory), Disk.real());
        this.thread = Thread.ofPlatform().daemon().name("demo-lock-watch").start(this::run);
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(EVERY.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        boolean held = lock.look().state() == LockStatus.State.HELD;
        long now = System.nanoTime();
        if (held && heldSince == 0) {
            heldSince = now == 0 ? 1 : now;
        } else if (heldSince != 0) {
            longestNanos = Math.max(longestNanos, now - heldSince);
            heldSince = held ? heldSince : 0;
        }
    }

    /** For how long it has been held; zero if it is free. */
    Duration heldFor() {
        long since = heldSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
