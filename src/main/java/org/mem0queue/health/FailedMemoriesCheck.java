package org.mem0queue.health;

import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code failed[]}. The one-shot worker tries each entry once more per run; the endless worker,
 * which keeps dead letters and figures in files of its own, never looks there.
 */
final class FailedMemoriesCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        long count = snapshot.counts().failed();
        if (count == 0) {
            return List.of();
        }
        Severity severity =
                count > seen.thresholds().failedCritical() ? Severity.CRITICAL : Severity.WARNING;
        Path file = seen.directory().queueFile();
        if (nobodyTries(seen)) {
            return List.of(FindingCode.FAILED_ORPHANED.finding(severity, count, file));
        }
        return List.of(FindingCode.FAILED_WAITING.finding(severity, count, file));
    }

    /** A running worker decides; without one, whose files lie here. */
    private static boolean nobodyTries(Observation seen) {
        if (!seen.workers().isEmpty()) {
            return seen.workers().stream().allMatch(w -> w.kind() != WorkerProcess.Kind.A);
        }
        return !(seen.deadLetters() instanceof ReadResult.Missing)
                || !(seen.metrics() instanceof ReadResult.Missing);
    }
}
