package org.mem0queue.architecture.broken.service;

import java.time.Instant;

final class ReadsWallClock {
    Instant time() {
        return Instant.now();
    }
}
