package org.mem0queue.queue;

import java.time.Instant;

/**
 * What the ledger knows about one memory, whether it is still in a file or not.
 *
 * @param memory as last seen, in the last state that is known; if {@code textKnown} is false, its
 *     raw value holds nothing but the id
 * @param textKnown false if only its id was ever heard of
 * @param firstSeen when it was first heard of
 * @param lastSeen when it was last found in a file, to the hour
 * @param stateSince when it came into that state
 * @param confirmed synced, and we saw that it is stored
 */
public record KnownMemory(
        Memory memory,
        boolean textKnown,
        Instant firstSeen,
        Instant lastSeen,
        Instant stateSince,
        boolean confirmed) {}
