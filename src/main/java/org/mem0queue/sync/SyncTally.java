package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.store.Settlement;

import java.time.Duration;

/** Counts what a pass does. Confined to its thread. */
final class SyncTally {
    private long sent;
    private long ended;
    private long synced;
    private long failed;
    private long inDoubt;
    private long again;

    void sent() {
        sent++;
    }

    void ended() {
        ended++;
    }

    void alreadyStored(int number) {
        synced += number;
    }

    void count(Settlement settlement) {
        switch (settlement) {
            case Settlement.Stored _ -> synced++;
            case Settlement.Failed _ -> failed++;
            case Settlement.Doubtful(var doubt) -> inDoubt += doubt.asked() == null ? 1 : 0;
            case Settlement.Again _ -> again++;
            case Settlement.Released _, Settlement.Accepted _ -> {
                // they are where they were
            }
        }
    }

    SyncReport report(@Nullable Long left, @Nullable String stopped) {
        return new SyncReport(sent, synced, failed, inDoubt, again, left, stopped);
    }

    SyncProgress progress(int running, long due, @Nullable String stopped, long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        double rate = seconds <= 0 ? 0 : synced / seconds;
        long open = running + due;
        return new SyncProgress(
                report(open, stopped),
                ended,
                ended + open,
                running,
                rate,
                rate == 0 ? null : Duration.ofMillis((long) (open / rate * 1000)));
    }
}
