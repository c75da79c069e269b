package org.mem0queue.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The counts at one moment, a point of the charts.
 *
 * @param time kept to the microsecond
 */
public record CountsSample(Instant time, Counts counts) {
    public CountsSample {
        time = time.truncatedTo(ChronoUnit.MICROS);
    }
}
