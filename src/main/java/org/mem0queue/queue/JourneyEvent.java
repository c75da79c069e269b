package org.mem0queue.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One step on a memory's way.
 *
 * @param id of the memory
 * @param time when it happened, or when we noticed; to the microsecond
 * @param detail what else there is to say (a server's words, a path, an attempt's number), never
 *     text of a memory; may be empty
 */
public record JourneyEvent(String id, Instant time, JourneyKind kind, String detail) {
    public JourneyEvent {
        time = time.truncatedTo(ChronoUnit.MICROS);
    }

    /** An event that needs no more words. */
    public JourneyEvent(String id, Instant time, JourneyKind kind) {
        this(id, time, kind, "");
    }
}
