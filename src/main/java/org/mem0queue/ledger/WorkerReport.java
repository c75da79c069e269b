package org.mem0queue.ledger;

import java.util.List;
import java.util.Set;

/**
 * What is known of the worker's doings. The log names 8 characters of an id only, so what else
 * could have been meant belongs to it.
 *
 * @param sending whether a worker may have run since the last trusted look
 * @param lines written since then. A line that settled a memory judged earlier is left out
 * @param namedEarlier names in lines before that: they speak of sending, but may have meant others
 * @param stillHere the names of memories that are in a file now; those in {@code lines} are enough
 */
public record WorkerReport(
        Sending sending,
        List<WorkerLine> lines,
        Set<WorkerLine.Name> namedEarlier,
        Set<WorkerLine.Name> stillHere) {
    /** Whether a worker may have run. */
    public enum Sending {
        /** The looks were close to each other, and none saw a worker, the lock held or a line. */
        NONE_SEEN,
        /** Anything else. */
        POSSIBLE
    }

    public WorkerReport {
        lines = List.copyOf(lines);
        namedEarlier = Set.copyOf(namedEarlier);
        stillHere = Set.copyOf(stillHere);
    }
}
