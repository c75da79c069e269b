package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.store.QueueDocument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the queue file, readable for us, is what the Python programs expect. */
final class QueueShapeCheck implements HealthCheck {
    private static final String OUR_NEXT_SAVE = "The next `mem0-queue save` writes the file anew";

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
        return FindingCode.QUEUE_KEYS_MISSING.finding(
                file
                        + " lacks "
                        + (oddity.count() == 1
                                ? "the key \"" + oddity.where() + "\""
                                : oddity.count() + " keys (\"" + oddity.where() + "\" and others)")
                        + ": saves and runs of the Python programs fail.",
                OUR_NEXT_SAVE + " with all keys.");
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
                : List.of(
                        FindingCode.QUEUE_KEYS_MISSING.finding(
                                file
                                        + " lacks the counter \"stats."
                                        + counter
                                        + "\": saves or runs of the Python programs fail.",
                                "Add it by hand while no worker runs and the lock is free."));
    }

    private static List<Finding> wrongType(Path file, Oddity oddity) {
        if (oddity.where().equals("in_flight")) {
            return List.of(); // Python never looks at it, and we leave it as it is
        }
        return List.of(
                FindingCode.QUEUE_WRONG_TYPE.finding(
                        file
                                + " holds something unexpected under \""
                                + Wording.name(oddity.where())
                                + "\": saves and runs of the Python programs fail.",
                        "Correct it by hand while no worker runs and the lock is free, or see"
                                + " `mem0-queue snapshots` for a good state."));
    }

    private static Finding mark(Path file) {
        return FindingCode.QUEUE_BYTE_ORDER_MARK.finding(
                file
                        + " begins with a byte order mark, so a Python program takes it for empty"
                        + " and overwrites it.",
                "Save nothing through Python. " + OUR_NEXT_SAVE + " without the mark.");
    }

    private static Finding notAscii(Path file) {
        return FindingCode.QUEUE_NOT_ASCII.finding(
                file
                        + " holds unescaped characters beyond ASCII: a Python program in another"
                        + " locale takes it for empty and overwrites it, or garbles it.",
                OUR_NEXT_SAVE + " in pure ASCII; find the program that wrote it so.");
    }

    private static Finding duplicateKeys(Path file, Oddity oddity) {
        return FindingCode.QUEUE_DUPLICATE_KEYS.finding(
                file
                        + " holds "
                        + Wording.counted(oddity.count(), "key", "keys")
                        + " twice, first at "
                        + Wording.name(oddity.where())
                        + ". The last one counts.",
                "Find the program that writes it so; what it meant by the first one is lost at the"
                        + " next save.");
    }
}
