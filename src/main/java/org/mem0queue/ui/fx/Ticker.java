package org.mem0queue.ui.fx;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on the JavaFX thread. A {@code Timeline} that never ends would
 * keep the toolkit drawing sixty times a second for something that is due once.
 */
public final class Ticker implements AutoCloseable {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final long everyNanos;
    private final Runnable tick;

    /** When it is due next, in {@link System#nanoTime}. */
    private volatile long due;

    private boolean closed;

    /**
     * Begins; the first time is after one stretch.
     *
     * @param every from one time to the next
     * @param toolkit runs on the JavaFX thread
     */
    public Ticker(Duration every, Runnable tick, Executor toolkit) {
        this.tick = tick;
        this.everyNanos = every.toNanos();
        this.due = System.nanoTime() + everyNanos;
        // A virtual thread that waits for a time wakes two others.
        Thread.ofPlatform().daemon().name("ticker").start(() -> run(toolkit));
    }

    private void run(Executor toolkit) {
        try {
            while (!closing.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                if (due - System.nanoTime() <= 0) {
                    due = System.nanoTime() + everyNanos;
                    toolkit.execute(this::fire);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void fire() {
        if (!closed) {
            tick.run();
        }
    }

    /** It has just been done for another reason: the next time is a whole stretch from now. */
    public void postpone() {
        due = System.nanoTime() + everyNanos;
    }

    /** Nothing is done any more; on the JavaFX thread. */
    @Override
    public void close() {
        closed = true;
        closing.countDown();
    }
}
