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
    private final Runnable tick;
    private boolean closed;

    /**
     * Begins; the first time is after one stretch.
     *
     * @param every from one time to the next
     * @param toolkit runs on the JavaFX thread
     */
    public Ticker(Duration every, Runnable tick, Executor toolkit) {
        this.tick = tick;
        Thread.ofVirtual().name("ticker").start(() -> run(every, toolkit));
    }

    private void run(Duration every, Executor toolkit) {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                toolkit.execute(this::fire);
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

    /** Nothing is done any more; on the JavaFX thread. */
    @Override
    public void close() {
        closed = true;
        closing.countDown();
    }
}
