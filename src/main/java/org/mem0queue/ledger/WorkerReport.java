package org.mem0queue.ledger;

import java.util.List;
import java.util.Set;

/**
 * What is known of the worker's doings. The log names 8 characters of an id only, so what else
 * could have been meant belongs to it.
 *
 * @param lines written since the last trusted look. A line that settled a memory judged earlier is
 *     left out
 * @param namedEarlier names in lines before that: they speak of sending, but may have meant others
 * @param stillHere the names of memories that are in a file now; those in {@code lines} are enough
 */
public record WorkerReport(
        List<WorkerLine> lines, Set<WorkerLine.Name> namedEarlier, Set<WorkerLine.Name> stillHere) {
    public WorkerReport {
        lines = List.copyOf(lines);
        namedEarlier = Set.copyOf(namedEarlier);
        stillHere = Set.copyOf(stillHere);
    }
}
