package org.mem0queue.architecture.broken.queue;

import java.time.Clock;
import java.time.Instant;

final class KnowsClock {
    Instant time(Clock clock) {
        return clock.instant();
    }
}
