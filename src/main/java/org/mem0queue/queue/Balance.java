package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whether the numbers add up.
 *
 * @param since when the monitor first looked; null without a ledger
 * @param seen reported synced before the first look, plus every distinct id since
 * @param accounted how many of them are in a known state
 * @param before what stood in the files at the first look
 */
public record Balance(@Nullable Instant since, long seen, long accounted, Before before) {
    /**
     * The baseline.
     *
     * @param queued {@code stats.total_queued}
     * @param syncedReported {@code stats.total_synced}
     * @param here queue, in flight, failed and dead letters
     */
    public record Before(long queued, long syncedReported, long here) {
        /**
         * What the counters say was queued and nothing shows; negative if more is here than was
         * counted.
         */
        public long notProvable() {
            return queued - syncedReported - here;
        }
    }

    /** Seen and in no known state. */
    public long unaccounted() {
        return seen - accounted;
    }
}
