package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.EarlierStates;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whether the queue was emptied, deleted, or put back to an older state by somebody else. */
final class QueueWipedCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        EarlierStates.Shrink shrink = seen.shrink();
        if (shrink == null) {
            return List.of();
        }
        Path file = seen.directory().queueFile();
        String what =
                seen.queueFile() instanceof ReadResult.Missing
                        ? "phrase.queue-gone"
                        : "phrase.queue-shrunk";
        return List.of(
                FindingCode.QUEUE_WIPED.variant(
                        shrink.source().equals(seen.directory().backupFile())
                                ? "backup"
                                : "snapshot",
                        FindingWords.of(what, file),
                        shrink.missing().size(),
                        Duration.between(shrink.time(), seen.now()),
                        shrink.source()));
    }
}
