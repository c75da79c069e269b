package org.mem0queue.sync;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server is asked, a thread each; counted from when it is read until it is done. */
final class RequestsUnderWay implements Executor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public void execute(Runnable request) {
        number.incrementAndGet();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                request.run();
                            } finally {
                                number.decrementAndGet();
                            }
                        });
    }

    /** Waits until there is none. */
    void awaitNone() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number.get() > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError(number + " requests under way");
            }
            Thread.onSpinWait();
        }
    }
}
