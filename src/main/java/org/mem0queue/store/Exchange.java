package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One write of a sync: results go in, new claims come out.
 *
 * @param results what became of memories that were claimed earlier
 * @param recovery asked for every other entry of {@code in_flight[]}; null leaves it as it is. It
 *     runs under the queue lock and must be quick
 * @param returned asked for every pending entry; null leaves it to be chosen. It runs under the
 *     queue lock and must be quick
 * @param choice which of the pending ones to claim. Runs under the queue lock and must be quick
 * @param claimId of the new claims
 */
public record Exchange(
        List<Result> results,
        Function<Memory, @Nullable Settlement> recovery,
        Function<Memory, @Nullable Returned> returned,
        Function<List<Memory>, List<Memory>> choice,
        String claimId) {

    public Exchange {
        results = List.copyOf(results);
    }

    /** One without an eye for what another program has put back. */
    public Exchange(
            List<Result> results,
            Function<Memory, @Nullable Settlement> recovery,
            Function<List<Memory>, List<Memory>> choice,
            String claimId) {
        this(results, recovery, pending -> null, choice, claimId);
    }

    /**
     * A memory that was sent, and that another program has put back into the queue by writing an
     * older copy.
     *
     * @param claim under which it was sent
     * @param at when
     * @param settlement what is known of that
     */
    public record Returned(String claim, Instant at, Settlement settlement) {}

    /**
     * What became of a memory.
     *
     * @param memory as it was claimed
     */
    public record Result(Memory memory, Settlement settlement) {}

    /** How it ended. */
    public sealed interface Ending {
        /**
         * Written, durably.
         *
         * @param claimed what the caller may send now, with their claims
         * @param settled what was settled, the recovered ones among them
         * @param alreadyStored entries that another program had put back: they left again
         */
        record Done(List<Memory> claimed, List<Result> settled, List<Memory> alreadyStored)
                implements Ending {
            public Done {
                claimed = List.copyOf(claimed);
                settled = List.copyOf(settled);
                alreadyStored = List.copyOf(alreadyStored);
            }
        }

        /** Somebody kept the lock for the whole wait. Nothing was changed. */
        record LockHeld(LockStatus lock) implements Ending {}

        /**
         * The files cannot be changed now, or the disk did not confirm that they were.
         *
         * @param sentence which file, why, and the next step
         */
        record Refused(String sentence) implements Ending {}
    }
}
