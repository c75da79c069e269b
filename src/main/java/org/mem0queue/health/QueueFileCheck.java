package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords.Bytes;
import org.mem0queue.queue.FindingWords.Reason;
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
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        QueueDirectory directory = seen.directory();
        Path file = directory.queueFile();
        return switch (seen.queueFile()) {
            case ReadResult.Ok<QueueDocument>(QueueDocument document, var stamp) ->
                    document.countsOnly() ? List.of(tooLarge(file, stamp.sizeBytes())) : List.of();
            case ReadResult.Missing<QueueDocument> ignored -> missing(seen, file);
            case ReadResult.Corrupt<QueueDocument>(String reason, var ignored) ->
                    List.of(FindingCode.QUEUE_CORRUPT.finding(file, new Reason(reason)));
            case ReadResult.Denied<QueueDocument>(String reason) -> List.of(denied(file, reason));
            case ReadResult.Unstable<QueueDocument>(String reason) ->
                    List.of(FindingCode.QUEUE_UNSTABLE.finding(file, new Reason(reason)));
        };
    }

    private static List<Finding> missing(Observation seen, Path file) {
        if (seen.shrink() != null) {
            return List.of(); // told as wiped
        }
        Path folder = seen.directory().path();
        if (!Files.isDirectory(folder)) {
            return List.of(FindingCode.DIRECTORY_MISSING.finding(folder));
        }
        return List.of(FindingCode.QUEUE_MISSING.finding(file));
    }

    private static Finding denied(Path file, String reason) {
        return Files.isSymbolicLink(file) && !Files.exists(file)
                ? FindingCode.QUEUE_LINK_DANGLING.finding(file)
                : FindingCode.QUEUE_DENIED.finding(file, new Reason(reason));
    }

    private static Finding tooLarge(Path file, long bytes) {
        return FindingCode.QUEUE_TOO_LARGE.finding(file, new Bytes(bytes));
    }
}
