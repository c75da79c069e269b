package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
 * versions, stand-ins for files it took away, and what interrupted writers left. Lists the
 * directory once.
 */
final class StrayFilesCheck implements HealthCheck {
    /** A directory with more names is not a queue directory; a look must stay cheap. */
    private static final int NAMES = 5000;

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
        List<Path> conflicts = new ArrayList<>();
        List<Path> placeholders = new ArrayList<>();
        List<Path> temporaries = new ArrayList<>();
        int names = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(seen.directory().path())) {
            for (Path file : files) {
                if (++names > NAMES) {
                    break;
                }
                String name = String.valueOf(file.getFileName());
                if (!name.contains("mem0_")) {
                    continue;
                }
                if (CONFLICT.matcher(name).matches()) {
                    conflicts.add(file);
                } else if (PLACEHOLDER.matcher(name).matches()) {
                    placeholders.add(file);
                } else if (OUR_TEMPORARY.matcher(name).matches()
                        && isOlder(file, INTERRUPTED, seen.now())) {
                    temporaries.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of(); // told by the checks of the directory
        }
        List<Finding> findings = new ArrayList<>();
        tellConflicts(conflicts, findings);
        tellPlaceholders(placeholders, findings);
        tellTemporaries(temporaries, findings);
        tellPythonTemporary(seen, findings);
        return findings;
    }

    private static void tellConflicts(List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.CONFLICT_COPIES.finding(
                            Wording.counted(files.size(), "copy", "copies")
                                    + " of the queue's files "
                                    + Wording.form(files.size(), "lies", "lie")
                                    + " in "
                                    + files.getFirst().getParent()
                                    + ", made by a sync program from two versions (first: "
                                    + Wording.name(files.getFirst())
                                    + "). Memories in "
                                    + Wording.form(files.size(), "it", "them")
                                    + " may be in no queue.",
                            "Compare it with `mem0-queue list all`, save what is missing, move the"
                                    + " copy away, and take the folder out of the sync program."));
        }
    }

    private static void tellPlaceholders(List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.CLOUD_PLACEHOLDER.finding(
                            files.getFirst().getParent()
                                    + " holds "
                                    + Wording.name(files.getFirst())
                                    + ": a sync program moved the file itself to the cloud. A"
                                    + " Python program takes it for empty and makes a new one.",
                            "Let the sync program download it, and take the folder out of it."));
        }
    }

    private static void tellTemporaries(List<Path> files, List<Finding> findings) {
        if (!files.isEmpty()) {
            findings.add(
                    FindingCode.TEMPORARIES_LEFT.finding(
                            Wording.counted(files.size(), "unfinished file", "unfinished files")
                                    + " of an interrupted write "
                                    + Wording.form(files.size(), "lies", "lie")
                                    + " in "
                                    + files.getFirst().getParent()
                                    + " (first: "
                                    + Wording.name(files.getFirst())
                                    + "). Nothing is missing because of "
                                    + Wording.form(files.size(), "it", "them")
                                    + ".",
                            "Nothing to do: a later change of the queue removes "
                                    + Wording.form(files.size(), "it", "them")
                                    + " when an hour old."));
        }
    }

    private static void tellPythonTemporary(Observation seen, List<Finding> findings) {
        Path file = seen.directory().pythonTemporaryFile();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean blocked =
                (Files.exists(file) && !Files.isRegularFile(file))
                        || (seen.directory().isOurs()
                                && Files.isRegularFile(file)
                                && !Files.isWritable(file));
        if (blocked) {
            findings.add(
                    FindingCode.PYTHON_TEMPORARY_BLOCKED.finding(
                            file
                                    + " cannot be written"
                                    + (Files.isDirectory(file) ? " (it is a folder)" : "")
                                    + ". Python programs write each save there first and answer OK"
                                    + " all the same: those memories are lost.",
                            "Move it away, or give it to the user who runs the Python programs."));
        } else if (isOlder(file, INTERRUPTED, seen.now())) {
            findings.add(
                    FindingCode.PYTHON_TEMPORARY_LEFT.finding(
                            file
                                    + " was left by a Python program that was stopped while it"
                                    + " wrote; its last save may be only in there.",
                            "Look into it before the next Python save overwrites it; a missing text"
                                    + " can be saved with `mem0-queue save`."));
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
