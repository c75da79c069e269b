package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether the queue file can be read. The Python programs take a file that they cannot read for an
 * empty queue and write that over it, so every way of being unreadable is an alarm.
 */
final class QueueFileCheck implements HealthCheck {
    private static final String RESTORE =
            "`mem0-queue restore --backup --dry-run` shows what can be put back.";

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        QueueDirectory directory = seen.directory();
        Path file = directory.queueFile();
        return switch (seen.queueFile()) {
            case ReadResult.Ok<QueueDocument>(QueueDocument document, var stamp) ->
                    document.countsOnly() ? List.of(tooLarge(file, stamp.sizeBytes())) : List.of();
            case ReadResult.Missing<QueueDocument> ignored -> missing(seen, file);
            case ReadResult.Corrupt<QueueDocument>(String reason, var ignored) ->
                    List.of(
                            FindingCode.QUEUE_CORRUPT.finding(
                                    file
                                            + " is not a readable queue: "
                                            + reason
                                            + ". A Python program would take it for empty and"
                                            + " overwrite it.",
                                    "Stop the worker and save nothing through Python. " + RESTORE));
            case ReadResult.Denied<QueueDocument>(String reason) -> List.of(denied(file, reason));
            case ReadResult.Unstable<QueueDocument>(String reason) ->
                    List.of(
                            FindingCode.QUEUE_UNSTABLE.finding(
                                    file + " could not be read: " + reason + ".",
                                    "`mem0-queue status` looks again. If it stays so, find the"
                                            + " program that rewrites the file in place."));
        };
    }

    private static List<Finding> missing(Observation seen, Path file) {
        if (seen.shrink() != null) {
            return List.of(); // told as wiped
        }
        Path folder = seen.directory().path();
        if (!Files.isDirectory(folder)) {
            return List.of(
                    FindingCode.DIRECTORY_MISSING.finding(
                            "There is no folder " + folder + ".",
                            "Name the queue directory with --dir or MEM0_QUEUE_DIR, or run"
                                    + " `mem0-queue config list`."));
        }
        return List.of(
                FindingCode.QUEUE_MISSING.finding(
                        "There is no "
                                + file
                                + ", and nothing shows that it ever held anything that is not"
                                + " elsewhere.",
                        "Nothing to do: the first save makes it. If you expected a queue here,"
                                + " check the directory with `mem0-queue config list`."));
    }

    private static Finding denied(Path file, String reason) {
        return Files.isSymbolicLink(file) && !Files.exists(file)
                ? FindingCode.QUEUE_LINK_DANGLING.finding(
                        file
                                + " is a symbolic link to a file that is not there. A Python"
                                + " program would take the queue for empty and replace the link.",
                        "Bring the file back (a disk that is not mounted?) or remove the link.")
                : FindingCode.QUEUE_DENIED.finding(
                        file
                                + " cannot be read: "
                                + reason
                                + ". A Python program that cannot read it either takes it for empty"
                                + " and overwrites it.",
                        "Make it readable for the user who runs the worker and this program.");
    }

    private static Finding tooLarge(Path file, long bytes) {
        return FindingCode.QUEUE_TOO_LARGE.finding(
                file
                        + " is so large ("
                        + Wording.bytes(bytes)
                        + ") that only counts are read and nothing is merged into it.",
                "Let the worker empty it, or raise the limit with `mem0-queue config set"
                        + " large_file`.");
    }
}
