package org.mem0queue.ledger;

import org.mem0queue.queue.MemoryState;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many memories the ledger knows in which state, each id once.
 *
 * @param counted those seen in a file since the first look: the terms of the balance
 * @param confirmed of the counted synced ones, how many we saw stored
 * @param confirmedBefore of the synced ones that are not counted, how many we know to be stored
 * @param known all ids ever heard of, also from history
 */
public record KnownCounts(
        Map<MemoryState, Long> counted, long confirmed, long confirmedBefore, long known) {
    public KnownCounts {
        Map<MemoryState, Long> copy = new EnumMap<>(MemoryState.class);
        copy.putAll(counted);
        counted = Collections.unmodifiableMap(copy);
    }

    /** How many of the counted ones are in this state. */
    public long in(MemoryState state) {
        return counted.getOrDefault(state, 0L);
    }

    /**
     * How many of all synced ones we know to be stored. What is not counted is in the number that
     * was reported before, unless that counter was begun anew.
     */
    public long confirmedWith(long reportedBefore) {
        return confirmed + Math.min(confirmedBefore, reportedBefore);
    }

    /** All distinct ids since the first look. */
    public long seen() {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }
}
