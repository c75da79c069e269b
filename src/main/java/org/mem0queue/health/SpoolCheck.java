package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.SpoolFile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Saves that we accepted and that are not in the queue file yet. */
final class SpoolCheck implements HealthCheck {
    /** Whoever wrote them had a day to merge them (containers whose id is gone, synced folders). */
    private static final Duration FOREIGN = Duration.ofHours(24);

    /** No save takes that long: its writer is gone. */
    private static final Duration HALF_WRITTEN = Duration.ofHours(1);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        Path spool = seen.directory().spool();
        if (Files.exists(spool) && !(Files.isDirectory(spool) && Files.isReadable(spool))) {
            findings.add(FindingCode.SPOOL_UNREADABLE.finding(spool));
        }
        tellOld(seen, findings);
        tellForeign(seen, findings);
        tellDamaged(seen, findings);
        tellHalfWritten(seen, findings);
        return findings;
    }

    private static void tellOld(Observation seen, List<Finding> findings) {
        Duration limit = seen.thresholds().spoolAgeWarning();
        List<SpoolFile> old = olderThan(limit, seen.mergeable(), seen.now());
        if (!old.isEmpty()) {
            findings.add(
                    FindingCode.SPOOL_OLD.finding(
                            old.size(), seen.directory().spool(), age(old.getFirst(), seen.now())));
        }
    }

    private static void tellForeign(Observation seen, List<Finding> findings) {
        List<SpoolFile> old = olderThan(FOREIGN, seen.foreign(), seen.now());
        if (!old.isEmpty()) {
            findings.add(
                    FindingCode.SPOOL_FOREIGN.finding(
                            old.size(),
                            age(old.getFirst(), seen.now()),
                            seen.directory().spool(),
                            old.getFirst().name()));
        }
    }

    private static void tellDamaged(Observation seen, List<Finding> findings) {
        int count = seen.damagedBatches().size();
        if (count > 0) {
            findings.add(
                    FindingCode.SPOOL_DAMAGED.finding(
                            count,
                            seen.directory().spool(),
                            seen.damagedBatches().getFirst().name()));
        }
    }

    private static void tellHalfWritten(Observation seen, List<Finding> findings) {
        QueueDirectory directory = seen.directory();
        Instant limit = seen.now().minus(HALF_WRITTEN);
        int count = 0;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.spoolTemporary(), "*.jsonl")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    count++;
                }
            }
        } catch (IOException | DirectoryIteratorException noneOrGone) {
            // Most directories have none; what went away this moment was finished.
        }
        if (count > 0) {
            findings.add(FindingCode.SPOOL_HALF_WRITTEN.finding(count, directory.spoolTemporary()));
        }
    }

    private static List<SpoolFile> olderThan(Duration limit, List<SpoolFile> files, Instant now) {
        return files.stream().filter(file -> file.time().isBefore(now.minus(limit))).toList();
    }

    private static Duration age(SpoolFile file, Instant now) {
        return Duration.between(file.time(), now);
    }
}
