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
            return List.of(
                    FindingCode.DIRECTORY_OF_ANOTHER.finding(
                            folder + " belongs to another user: it can be looked at, not changed.",
                            "Run this program as that user to save or repair."));
        }
        if (Files.isWritable(folder)) {
            return List.of();
        }
        return List.of(
                FindingCode.DIRECTORY_NOT_WRITABLE.finding(
                        folder
                                + " cannot be written (its mode, or a read-only disk). Python"
                                + " programs answer OK to saves all the same, and those memories"
                                + " are lost.",
                        "Make it writable for its owner (mode 700), or mount its disk writable."));
    }
}
