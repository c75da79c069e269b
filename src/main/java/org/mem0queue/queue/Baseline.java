package org.mem0queue.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where the balance begins: what stood in the files when the monitor first looked.
 *
 * @param since when that was; kept to the microsecond
 */
public record Baseline(Instant since, Balance.Before before) {
    public Baseline {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }
}
