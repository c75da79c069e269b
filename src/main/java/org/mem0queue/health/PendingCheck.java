package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether what waits is worked off. */
final class PendingCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        long count = snapshot.counts().queued();
        Path file = seen.directory().queueFile();
        List<Finding> findings = new ArrayList<>();
        int many = seen.thresholds().pendingWarning();
        if (count >= many) {
            findings.add(FindingCode.PENDING_MANY.finding(count, file, many));
        }
        Duration oldest = snapshot.oldestPending();
        Duration limit = seen.thresholds().pendingAgeWarning();
        if (count > 0 && oldest != null && oldest.compareTo(limit) >= 0) {
            findings.add(
                    idle(seen, limit)
                            ? unattended(seen, file, oldest)
                            : FindingCode.PENDING_OLD.finding(file, oldest));
        }
        return findings;
    }

    /** A one-shot worker is seldom seen running; its log tells that it was. */
    private static boolean idle(Observation seen, Duration limit) {
        Instant sign = seen.logModified();
        return seen.workers().isEmpty()
                && !seen.sending().hasWorker()
                && seen.sending().pausedSince() == null
                && seen.lock().free()
                && (sign == null || sign.isBefore(seen.now().minus(limit)));
    }

    private static Finding unattended(Observation seen, Path file, Duration oldest) {
        Instant sign = seen.logModified();
        return sign == null
                ? FindingCode.PENDING_NO_WORKER.variant("no-log", file, oldest)
                : FindingCode.PENDING_NO_WORKER.variant(
                        "log", file, oldest, Duration.between(sign, seen.now()));
    }
}
