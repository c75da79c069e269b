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
        String subject = Wording.memories(count) + " failed and ";
        String action =
                "`mem0-queue log --level error` shows why; `mem0-queue retry --all --state failed`"
                        + " queues "
                        + Wording.form(count, "it", "them")
                        + " again.";
        if (nobodyTries(seen)) {
            return List.of(
                    FindingCode.FAILED_ORPHANED.finding(
                            severity,
                            subject
                                    + Wording.form(count, "is", "are")
                                    + " orphaned in failed[] of "
                                    + file
                                    + ": the endless worker that is used here never looks at"
                                    + " failed[].",
                            action));
        }
        return List.of(
                FindingCode.FAILED_WAITING.finding(
                        severity,
                        subject
                                + Wording.form(count, "waits", "wait")
                                + " in failed[] of "
                                + file
                                + " for the worker's next run.",
                        action));
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
