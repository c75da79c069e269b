package org.mem0queue.health;

import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords.Reason;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.DeadLetterFile;

import java.nio.file.Path;
import java.util.List;

/** What the endless Python worker put aside after five attempts. */
final class DeadLetterCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().deadLetterFile();
        return switch (seen.deadLetters()) {
            case ReadResult.Ok<DeadLetterFile.DeadLetters>(var letters, var ignored) ->
                    waiting(seen, file, letters.memories().size());
            case ReadResult.Corrupt<DeadLetterFile.DeadLetters>(String reason, var ignored) ->
                    List.of(FindingCode.DEAD_LETTERS_CORRUPT.finding(file, new Reason(reason)));
            case ReadResult.Denied<DeadLetterFile.DeadLetters>(String reason) ->
                    List.of(FindingCode.DEAD_LETTERS_DENIED.finding(file, new Reason(reason)));
            case ReadResult.Missing<DeadLetterFile.DeadLetters> ignored -> List.of();
            // Written in place: the next look reads it whole.
            case ReadResult.Unstable<DeadLetterFile.DeadLetters> ignored -> List.of();
        };
    }

    private static List<Finding> waiting(Observation seen, Path file, int count) {
        if (count == 0) {
            return List.of();
        }
        boolean retried = seen.workers().stream().anyMatch(w -> w.kind() != WorkerProcess.Kind.A);
        return List.of(
                FindingCode.DEAD_LETTERS_WAITING.variant(
                        retried ? "retried" : "left", count, file));
    }
}
