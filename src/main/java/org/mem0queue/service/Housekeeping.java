package org.mem0queue.service;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What has been stored for a month need not be kept, nor remembered for ever: tidies at the start,
 * then one thing every hour and another every day. Used on one thread.
 */
final class Housekeeping {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    /** Something that may be late, so what stands in its way is told to nobody. */
    @FunctionalInterface
    interface Chore {
        /** Gives how much is gone. */
        int run() throws IOException, InterruptedException;
    }

    private final LongSupplier nanoTime;
    private final Chore hourly;
    private final Chore daily;
    private boolean everTidied;
    private boolean dailyDone;
    private long tidied;
    private long dailyAt;

    /**
     * @param nanoTime a clock that nobody sets
     */
    Housekeeping(LongSupplier nanoTime, Chore hourly, Chore daily) {
        this.nanoTime = nanoTime;
        this.hourly = hourly;
        this.daily = daily;
    }

    /** To be called often; mostly does nothing. */
    void nowAndThen() throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (everTidied && now - tidied < HOUR) {
            return;
        }
        everTidied = true;
        tidied = now;
        done(hourly);
        if ((!dailyDone || now - dailyAt >= DAY) && done(daily)) {
            dailyDone = true;
            dailyAt = now;
        }
    }

    /** What could not be done now is tried again in an hour. */
    private static boolean done(Chore chore) throws InterruptedException {
        try {
            var _ = chore.run();
            return true;
        } catch (IOException longerKeptThanNeeded) {
            return false;
        }
    }
}
