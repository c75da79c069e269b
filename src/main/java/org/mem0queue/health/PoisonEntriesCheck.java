package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries at which the Python worker breaks off. It does so after uploading what stands before
 * them, forgets that, and uploads it again in the next run, for ever.
 */
final class PoisonEntriesCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        seen.queueFile()
                .ok()
                .ifPresent(d -> tell(seen.directory().queueFile(), d.oddities(), findings));
        seen.deadLetters()
                .ok()
                .ifPresent(d -> tell(seen.directory().deadLetterFile(), d.oddities(), findings));
        return findings;
    }

    private static void tell(Path file, List<Oddity> oddities, List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Oddity oddity : oddities) {
            String what =
                    switch (oddity.kind()) {
                        case ENTRY_NOT_AN_OBJECT -> "no JSON object";
                        case ENTRY_WITHOUT_ID -> "without an id";
                        case ENTRY_WITHOUT_PROJECT -> "without a project";
                        case ENTRY_WITH_ODD_RETRIES -> "without a number of retries";
                        default -> null;
                    };
            if (what != null && isWorkedOn(oddity.where())) {
                parts.add(oddity.count() + " " + what + " (first: " + oddity.where() + ")");
            }
        }
        if (!parts.isEmpty()) {
            findings.add(
                    FindingCode.ENTRIES_STOP_WORKER.finding(
                            file
                                    + " holds entries at which the Python worker breaks off in"
                                    + " every run, sending what stands before them again: "
                                    + String.join(", ", parts)
                                    + ".",
                            "`mem0-queue list all` shows them; take them out by hand while no"
                                    + " worker runs and the lock is free."));
        }
    }

    /** The worker never looks at the other lists. */
    private static boolean isWorkedOn(String where) {
        return where.startsWith("queue[")
                || where.startsWith("failed[")
                || where.startsWith("items[");
    }
}
