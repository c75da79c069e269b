package org.mem0queue.architecture.broken.service;

import java.time.Clock;
import java.time.LocalDate;

/** Allowed: the clock comes in, and elapsed time is no wall clock. */
final class TakesClock {
    LocalDate date(Clock clock) {
        return LocalDate.now(clock);
    }

    long elapsed(long since) {
        return System.nanoTime() - since;
    }
}
