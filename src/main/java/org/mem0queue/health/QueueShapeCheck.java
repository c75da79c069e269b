package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.store.QueueDocument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the queue file, readable for us, is what the Python programs expect. */
final class QueueShapeCheck implements HealthCheck {
    /** Python never looks at these. */
    private static final Set<String> OURS = Set.of("in_flight", "held");

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        QueueDocument document = seen.queueFile().ok().orElse(null);
        if (document == null) {
            return List.of();
        }
        Path file = seen.directory().queueFile();
        List<Finding> findings = new ArrayList<>();
        boolean statsOdd = false;
        for (Oddity oddity : document.oddities()) {
            statsOdd |= oddity.where().equals("stats");
            switch (oddity.kind()) {
                case MISSING_KEY -> findings.add(missingKeys(file, oddity));
                case WRONG_TYPE -> findings.addAll(wrongType(file, oddity));
                case BYTE_ORDER_MARK -> findings.add(mark(file));
                case NOT_ASCII -> findings.add(notAscii(file));
                case DUPLICATE_KEY -> findings.add(duplicateKeys(file, oddity));
                default -> {
                    // about entries: told by other checks
                }
            }
        }
        QueueStats stats = document.stats();
        if (stats.raw() != null && !statsOdd) {
            findings.addAll(missingCounters(file, stats));
        }
        return findings;
    }

    private static Finding missingKeys(Path file, Oddity oddity) {
        return FindingCode.QUEUE_KEYS_MISSING.variant("keys", oddity.count(), file, oddity.where());
    }

    /** Counters are added to without a look whether they are there. */
    private static List<Finding> missingCounters(Path file, QueueStats stats) {
        String counter =
                stats.totalQueued().isEmpty()
                        ? "total_queued"
                        : stats.totalSynced().isEmpty()
                                ? "total_synced"
                                : stats.totalFailed().isEmpty() ? "total_failed" : "";
        return counter.isEmpty()
                ? List.of()
                : List.of(FindingCode.QUEUE_KEYS_MISSING.variant("counter", file, counter));
    }

    private static List<Finding> wrongType(Path file, Oddity oddity) {
        if (OURS.contains(oddity.where())) {
            return List.of(); // Python never looks at it, and we leave it as it is
        }
        return List.of(FindingCode.QUEUE_WRONG_TYPE.finding(file, Wording.name(oddity.where())));
    }

    private static Finding mark(Path file) {
        return FindingCode.QUEUE_BYTE_ORDER_MARK.finding(file);
    }

    private static Finding notAscii(Path file) {
        return FindingCode.QUEUE_NOT_ASCII.finding(file);
    }

    private static Finding duplicateKeys(Path file, Oddity oddity) {
        return FindingCode.QUEUE_DUPLICATE_KEYS.finding(
                oddity.count(), file, Wording.name(oddity.where()));
    }
}
