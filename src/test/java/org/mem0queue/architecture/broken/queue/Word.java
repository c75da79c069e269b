package org.mem0queue.architecture.broken.queue;

import java.nio.file.Path;
import java.time.Instant;

/** Allowed: values, a path among them. */
public record Word(String text) {
    public Path path() {
        return Path.of(text);
    }

    public boolean before(Instant instant) {
        return instant.isAfter(Instant.EPOCH);
    }
}
