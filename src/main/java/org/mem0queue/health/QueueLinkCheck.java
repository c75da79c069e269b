package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the queue file is a link: Python replaces it by a file, and the two drift apart. */
final class QueueLinkCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().queueFile();
        if (!Files.isSymbolicLink(file) || !Files.exists(file)) {
            return List.of();
        }
        Path target;
        try {
            target = file.toRealPath();
        } catch (IOException gone) {
            return List.of();
        }
        return List.of(FindingCode.QUEUE_LINK.finding(file, target, Wording.name(target)));
    }
}
