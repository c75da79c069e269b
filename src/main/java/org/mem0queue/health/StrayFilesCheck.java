package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files beside the queue that should not be there: copies that a cloud-sync program made of two
 * versions, stand-ins for files it took away, and what interrupted writers left.
 */
final class StrayFilesCheck implements HealthCheck {
    /** A write takes milliseconds. */
    private static final Duration INTERRUPTED = Duration.ofMinutes(2);

    private static final String SHARED = "mem0_(?:queue|queue_dlq|queue_backup|emergency|metrics)";

    /**
     * {@code mem0_queue 2.json} (iCloud), {@code mem0_queue (1).json} (Google Drive), {@code
     * mem0_queue (host's conflicted copy 2025-12-01).json} (Dropbox, Nextcloud), {@code
     * mem0_queue.sync-conflict-20251201-….json} (Syncthing), {@code mem0_queue_conflict-….json}.
     */
    private static final Pattern CONFLICT =
            Pattern.compile(
                    "(?i)"
                            + SHARED
                            + "(?: \\d+| ?\\(\\d+\\)|.*(?:conflict|conflit|konflikt).*)\\.json");

    /** {@code .mem0_queue.json.icloud}: the file itself was moved to the cloud. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\." + SHARED + "\\.json\\.icloud");

    /** Ours: a version that was never renamed, or a link that never became the backup. */
    private static final Pattern OUR_TEMPORARY =
            Pattern.compile("\\.mem0_queue(?:_backup|_dlq)?\\.json\\..+\\.tmp");

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path folder = seen.directory().path();
        List<Path> conflicts = new ArrayList<>();
        List<Path> placeholders = new ArrayList<>();
        List<Path> temporaries = new ArrayList<>();
        for (Path file : seen.beside()) {
            String name = String.valueOf(file.getFileName());
            if (CONFLICT.matcher(name).matches()) {
                conflicts.add(file);
            } else if (PLACEHOLDER.matcher(name).matches()) {
                placeholders.add(file);
            } else if (OUR_TEMPORARY.matcher(name).matches()
                    && isOlder(file, INTERRUPTED, seen.now())) {
                temporaries.add(file);
            }
        }
        List<Finding> findings = new ArrayList<>();
        tellConflicts(folder, conflicts, findings);
        tellPlaceholders(folder, placeholders, findings);
        tellTemporaries(folder, temporaries, findings);
        tellPythonTemporary(seen, findings);
        return findings;
    }

    private static void tellConflicts(Path folder, List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.CONFLICT_COPIES.finding(
                            files.size(), folder, Wording.name(files.getFirst())));
        }
    }

    private static void tellPlaceholders(Path folder, List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.CLOUD_PLACEHOLDER.finding(folder, Wording.name(files.getFirst())));
        }
    }

    private static void tellTemporaries(Path folder, List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.TEMPORARIES_LEFT.finding(
                            files.size(), folder, Wording.name(files.getFirst())));
        }
    }

    private static void tellPythonTemporary(Observation seen, List<Finding> findings) {
        Path file = seen.directory().pythonTemporaryFile();
        // Asking the system for a name that was renamed this moment waits for the end of the
        // rename, which writes the file out: 15 ms of a look that somebody waits for.
        if (!seen.beside().contains(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean blocked =
                (Files.exists(file) && !Files.isRegularFile(file))
                        || (seen.directory().isOurs()
                                && Files.isRegularFile(file)
                                && !Files.isWritable(file));
        if (blocked) {
            findings.add(
                    FindingCode.PYTHON_TEMPORARY_BLOCKED.variant(
                            Files.isDirectory(file) ? "folder" : "file", file));
        } else if (isOlder(file, INTERRUPTED, seen.now())) {
            findings.add(FindingCode.PYTHON_TEMPORARY_LEFT.finding(file));
        }
    }

    private static boolean isOlder(Path file, Duration age, Instant now) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(now.minus(age));
        } catch (IOException gone) {
            return false;
        }
    }
}
