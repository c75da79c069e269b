package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What has been stored for a month need not be kept, nor remembered for ever: has the store tidy,
 * which it does once a day for all who share the queue. Whoever sends does so, and whoever watches
 * a queue that is managed. What stands in the way is told, and harmless: longer kept than needed.
 * Safe for several threads.
 */
final class Housekeeping implements AutoCloseable {
    /** At the end of a pass, for which somebody waits. */
    static final Duration BRIEFLY = Duration.ofSeconds(2);

    /** For a process that lives long: a large directory is searched file by file. */
    static final Duration AT_LENGTH = Duration.ofMinutes(1);

    /** So often the window asks whether a day is over. */
    private static final long ASKS_EVERY = Duration.ofMinutes(10).toNanos();

    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private final QueueStore store;
    private final SyncLog log;
    private final LongSupplier nanoTime;
    private @Nullable Thread background;
    private boolean everAsked;
    private long asked;
    private volatile boolean closed;
    private volatile @Nullable String problem;

    /**
     * @param nanoTime a clock that nobody sets
     */
    Housekeeping(QueueStore store, SyncLog log, LongSupplier nanoTime) {
        this.store = store;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Tidies if it is due; mostly does nothing.
     *
     * @param stop asked often: somebody waits for the end
     */
    void tidy(Duration longest, BooleanSupplier stop) throws InterruptedException {
        try {
            store.tidying().daily(longest, () -> closed || stop.getAsBoolean());
        } catch (IOException e) {
            String sentence =
                    "Old files in "
                            + store.directory().path()
                            + " could not be tidied away: "
                            + e.getMessage();
            problem = sentence;
            log.say(sentence);
        }
    }

    /** What stood in the way, as a sentence. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Likewise on a thread of its own, if it is time to ask and none is at it. */
    synchronized void inBackground() {
        long now = nanoTime.getAsLong();
        if (closed
                || (everAsked && now - asked < ASKS_EVERY)
                || (background != null && background.isAlive())) {
            return;
        }
        everAsked = true;
        asked = now;
        background =
                Thread.ofVirtual()
                        .name("housekeeping")
                        .start(
                                () -> {
                                    try {
                                        tidy(AT_LENGTH, () -> false);
                                    } catch (InterruptedException ending) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
    }

    @Override
    public void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = background;
        }
        try {
            if (running != null) {
                var _ = running.join(AT_THE_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
