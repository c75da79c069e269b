package org.mem0queue.ledger;

import java.util.OptionalLong;

/**
 * What the queue file's own numbers say about the time between the last trusted look and this one.
 * A look is trusted if the lock was free and no file changed while all of them were read. After a
 * restore of ours the next look begins anew.
 *
 * @param before at the last trusted look
 * @param now at this one
 * @param newIds how many ids came in since and were counted in {@code total_queued}: queued by
 *     others or merged by us, here still or gone again; not what we put back without counting it
 * @param ourSynced how much of the growth of {@code total_synced} is our own sync's
 */
public record QueueChange(QueueTally before, QueueTally now, long newIds, long ourSynced) {
    /** Memories that were queued and left again between the looks, or unknown. */
    OptionalLong unseen() {
        OptionalLong grown = QueueTally.growth(before.totalQueued(), now.totalQueued());
        return grown.isPresent()
                ? OptionalLong.of(grown.getAsLong() - newIds)
                : OptionalLong.empty();
    }

    /** By how much others' uploads raised {@code total_synced}, or unknown. */
    OptionalLong synced() {
        OptionalLong grown = QueueTally.growth(before.totalSynced(), now.totalSynced());
        return grown.isPresent()
                ? OptionalLong.of(grown.getAsLong() - ourSynced)
                : OptionalLong.empty();
    }
}
