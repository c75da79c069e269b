package org.mem0queue.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The last trusted look: what was gone then has been judged, so the next judgement begins here.
 *
 * @param time when the files were read; kept to the microsecond
 * @param tally what the queue file said of its past
 * @param logSizes how far each log of the worker went, in bytes; by the log's path
 */
public record LastLook(Instant time, QueueTally tally, Map<String, Long> logSizes) {
    public LastLook {
        time = time.truncatedTo(ChronoUnit.MICROS);
        logSizes = Map.copyOf(logSizes);
    }
}
