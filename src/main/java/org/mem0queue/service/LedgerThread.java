package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes looks into the ledger on a thread of its own, so that nobody waits for it. The newest look
 * wins: what came between two writes is seen in the files of the later one. Started by the first
 * offer.
 */
final class LedgerThread implements AutoCloseable {
    /**
     * Before the first writing: a program that has just been started has better things to do, and
     * the first one loads the database.
     */
    private static final Duration FIRST = Duration.ofMillis(500);

    /**
     * From a look to its writing: who saves or looks needs the disk and the processor more, and
     * what comes meanwhile is written together.
     */
    private static final Duration APART = Duration.ofMillis(100);

    /** Counts are written this often even if nothing changes: a chart needs its points. */
    private static final Duration SAMPLE_EVERY = Duration.ofMinutes(1);

    private final LedgerFeed feed;
    private final Consumer<Remembered> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Offer offered;

    /** What was written last, and whether nothing of it was left for a later look. */
    private @Nullable Observation written;

    private boolean whole;
    private @Nullable Thread thread;
    private boolean closed;

    private record Offer(Observation seen, QueueSnapshot snapshot) {}

    LedgerThread(LedgerFeed feed, Consumer<Remembered> told) {
        this.feed = feed;
        this.told = told;
    }

    void offer(Observation seen, QueueSnapshot snapshot) {
        lock.lock();
        try {
            if (closed || (offered == null && whole && isSame(written, seen))) {
                return;
            }
            offered = new Offer(seen, snapshot);
            changed.signalAll();
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("ledger").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        pause(FIRST);
        for (Offer next = take(); next != null; next = take()) {
            pause(APART);
            next = newest(next);
            LedgerResult<Remembered> result;
            // The feed is also used by acts, on other threads.
            synchronized (feed) {
                result = feed.record(next.seen(), next.snapshot());
            }
            note(next.seen(), result instanceof LedgerResult.Done && next.seen().lock().free());
            result.done().ifPresent(told);
        }
    }

    private void note(Observation seen, boolean done) {
        lock.lock();
        try {
            written = seen;
            whole = done;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What came meanwhile; else this one. */
    private Offer newest(Offer known) {
        lock.lock();
        try {
            Offer newer = offered;
            offered = null;
            return newer == null ? known : newer;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Offer take() {
        lock.lock();
        try {
            while (offered == null && !closed) {
                changed.awaitUninterruptibly();
            }
            Offer next = closed ? null : offered;
            offered = null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a look shows what an earlier one has shown, and is not much later. */
    @SuppressWarnings("ReferenceEquality") // what was not read again is the same object
    static boolean isSame(@Nullable Observation a, Observation b) {
        return a != null
                && b.now().isBefore(a.now().plus(SAMPLE_EVERY))
                && !b.now().isBefore(a.now())
                && a.queueFile().ok().orElse(null) == b.queueFile().ok().orElse(null)
                && (a.deadLetters() == b.deadLetters() || a.deadLetters().equals(b.deadLetters()))
                && a.emergency().ok().equals(b.emergency().ok())
                && a.spooled().equals(b.spooled())
                && a.trash().equals(b.trash())
                && a.lock().state() == b.lock().state()
                && Objects.equals(a.logModified(), b.logModified());
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
