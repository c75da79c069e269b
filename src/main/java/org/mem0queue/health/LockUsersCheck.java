package org.mem0queue.health;

import org.mem0queue.platform.ProcessSight;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks through all processes for one that holds a lock file which was replaced since. */
final class LockUsersCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().lockFile();
        Path real;
        try {
            real = seen.directory().path().toRealPath().resolve(file.getFileName());
        } catch (IOException noFolder) {
            return List.of();
        }
        Set<Long> told = new HashSet<>(); // workers are looked at every time
        seen.workers().stream()
                .filter(WorkerProcess::directoryKnown)
                .forEach(worker -> told.add(worker.pid()));
        return LockFileCheck.replaced(
                file,
                ProcessSight.holdersOfDeleted(real).stream()
                        .filter(pid -> !told.contains(pid))
                        .toList());
    }
}
