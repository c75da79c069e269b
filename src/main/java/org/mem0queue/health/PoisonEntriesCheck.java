package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
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
        List<FindingWords> parts = new ArrayList<>();
        for (Oddity oddity : oddities) {
            String what =
                    switch (oddity.kind()) {
                        case ENTRY_NOT_AN_OBJECT -> "phrase.not-an-object";
                        case ENTRY_WITHOUT_ID -> "phrase.without-id";
                        case ENTRY_WITHOUT_PROJECT -> "phrase.without-project";
                        case ENTRY_WITH_ODD_RETRIES -> "phrase.odd-retries";
                        default -> null;
                    };
            if (what != null && isWorkedOn(oddity.where())) {
                parts.add(FindingWords.of(what, oddity.count(), oddity.where()));
            }
        }
        if (!parts.isEmpty()) {
            findings.add(FindingCode.ENTRIES_STOP_WORKER.finding(file, parts));
        }
    }

    /** The worker never looks at the other lists. */
    private static boolean isWorkedOn(String where) {
        return where.startsWith("queue[")
                || where.startsWith("failed[")
                || where.startsWith("items[");
    }
}
