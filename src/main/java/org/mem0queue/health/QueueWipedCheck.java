package org.mem0queue.health;

import org.mem0queue.queue.Finding;
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
        int count = shrink.missing().size();
        String what =
                seen.queueFile() instanceof ReadResult.Missing
                        ? file + " is gone. "
                        : file + " counts less than it once did: it was emptied or replaced. ";
        String ago = Wording.time(Duration.between(shrink.time(), seen.now()));
        return List.of(
                FindingCode.QUEUE_WIPED.finding(
                        what
                                + Wording.memories(count)
                                + " that waited "
                                + ago
                                + " ago "
                                + Wording.form(count, "is", "are")
                                + " nowhere now; "
                                + shrink.source()
                                + " still holds "
                                + Wording.form(count, "it", "them")
                                + ".",
                        shrink.source().equals(seen.directory().backupFile())
                                ? "`mem0-queue restore --backup --dry-run` shows what can be put"
                                        + " back."
                                : "`mem0-queue snapshots` numbers the kept states; `mem0-queue"
                                        + " restore --snapshot N --dry-run` shows what can be put"
                                        + " back."));
    }
}
