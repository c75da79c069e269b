package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the queue directory can be written: Python says OK to a save that it could not write. */
final class DirectoryCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path folder = seen.directory().path();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (!seen.directory().isOurs()) {
            return List.of(FindingCode.DIRECTORY_OF_ANOTHER.finding(folder));
        }
        if (Files.isWritable(folder)) {
            return List.of();
        }
        return List.of(FindingCode.DIRECTORY_NOT_WRITABLE.finding(folder));
    }
}
