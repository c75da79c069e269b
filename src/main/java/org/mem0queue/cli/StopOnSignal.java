package org.mem0queue.cli;

import org.mem0queue.sync.SyncStop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open a signal that ends the process stops the pass first, and waits until it has
 * written down what it did: less than 5 s in all.
 */
final class StopOnSignal implements AutoCloseable {
    /** For uploads under way to end by themselves. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration ALL = Duration.ofMillis(4700);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal(SyncStop stop) {
        this.hook =
                new Thread(
                        () -> {
                            stop.stop(GRACE);
                            try {
                                if (!done.await(ALL.toMillis(), TimeUnit.MILLISECONDS)) {
                                    return; // the journal tells the next process the rest
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the process ends: the hook has run, or runs
        }
    }
}
