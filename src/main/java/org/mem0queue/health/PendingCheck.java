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
        long count = snapshot.counts().pending();
        Path file = seen.directory().queueFile();
        List<Finding> findings = new ArrayList<>();
        int many = seen.thresholds().pendingWarning();
        if (count >= many) {
            findings.add(
                    FindingCode.PENDING_MANY.finding(
                            Wording.memories(count)
                                    + " "
                                    + Wording.form(count, "is", "are")
                                    + " pending in "
                                    + file
                                    + "; from "
                                    + many
                                    + " on it is time for a sync.",
                            "Start your worker, or run `mem0-queue sync`; `mem0-queue wait"
                                    + " --pending 0` tells when the queue is empty."));
        }
        Duration oldest = snapshot.oldestPending();
        Duration limit = seen.thresholds().pendingAgeWarning();
        if (count > 0 && oldest != null && oldest.compareTo(limit) >= 0) {
            findings.add(
                    idle(seen, limit)
                            ? FindingCode.PENDING_NO_WORKER.finding(
                                    "The oldest pending memory in "
                                            + file
                                            + " is "
                                            + Wording.time(oldest)
                                            + " old and no worker is running"
                                            + lastSign(seen)
                                            + ".",
                                    "Start your worker, or repair its timer; or let `mem0-queue"
                                            + " worker` send.")
                            : FindingCode.PENDING_OLD.finding(
                                    "The oldest pending memory in "
                                            + file
                                            + " is "
                                            + Wording.time(oldest)
                                            + " old.",
                                    "`mem0-queue log -n 50` shows what the worker is about."));
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

    private static String lastSign(Observation seen) {
        Instant sign = seen.logModified();
        return sign == null
                ? "; there is no worker log either"
                : "; the last sign of one in its log is "
                        + Wording.time(Duration.between(sign, seen.now()))
                        + " old";
    }
}
