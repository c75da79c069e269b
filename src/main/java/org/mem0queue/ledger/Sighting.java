package org.mem0queue.ledger;

import org.mem0queue.queue.Memory;

import java.time.Instant;

/**
 * A memory was found in a file, in the state that it carries. What changed since it was seen last
 * becomes an event of its journey by itself.
 *
 * @param time when the file was read
 * @param source whether it was found where it is now, or where it once was
 */
public record Sighting(Memory memory, Instant time, Source source) {
    /** What a sighting proves. */
    public enum Source {
        /** It is there now: it counts in the balance, and its state is the state. */
        NOW,
        /**
         * It was there once ({@code last_100}, kept, outcomes, a log): its text is remembered, its
         * state only if nothing is known yet, and it does not count in the balance.
         */
        HISTORY
    }

    /** A memory that is where it was found. */
    public Sighting(Memory memory, Instant time) {
        this(memory, time, Source.NOW);
    }
}
