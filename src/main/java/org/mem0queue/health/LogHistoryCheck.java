package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.HistoryResult;
import org.mem0queue.log.LogActivityTracker;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the logs through: for dead letters that were taken out of the queue and reached no file,
 * and for what Python wrote to the error log.
 */
final class LogHistoryCheck implements HealthCheck {
    /** Some hundred thousand lines: well under a second. */
    private static final LogRange RANGE = new LogRange.LastBytes(64L << 20);

    private static final Duration RECENT = Duration.ofDays(7);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        LogSources logs = LogSources.in(seen.directory().path());
        UnsavedDeadLetters unsaved = new UnsavedDeadLetters();
        LogHistory history = new LogHistory();
        for (LogSource log : logs.all()) {
            history.read(log, RANGE, unsaved);
        }
        tellUnsaved(unsaved.ids(), snapshot, findings);
        logs.errors().ifPresent(log -> tellErrors(log, seen, history, findings));
        return findings;
    }

    private static void tellUnsaved(
            Set<String> id8s, QueueSnapshot snapshot, List<Finding> findings) {
        Set<String> missing = new LinkedHashSet<>(id8s);
        for (List<Memory> memories : snapshot.memories().values()) {
            memories.forEach(
                    memory ->
                            missing.remove(
                                    memory.id().substring(0, Math.min(8, memory.id().length()))));
        }
        if (!missing.isEmpty()) {
            findings.add(
                    FindingCode.DEAD_LETTERS_LOST.finding(
                            missing.size(),
                            Wording.name(missing.iterator().next()),
                            snapshot.directory().resolve("mem0_queue.json")));
        }
    }

    private static void tellErrors(
            LogSource log, Observation seen, LogHistory history, List<Finding> findings) {
        LogActivityTracker tracker = new LogActivityTracker();
        if (history.read(log, RANGE, tracker) instanceof HistoryResult.Read read) {
            long count = tracker.activity().workerErrors();
            Duration age = Duration.between(read.modified(), seen.now());
            if (count > 0 && age.compareTo(RECENT) < 0) {
                findings.add(FindingCode.WORKER_ERROR_LOG.finding(count, log.path(), age));
            }
        }
    }

    /**
     * Collects the ids of "Moved to DLQ" next to "Failed to save DLQ" (which the worker prints just
     * before) that were not accepted by the API since.
     */
    private static final class UnsavedDeadLetters implements Consumer<LogLine> {
        private final Set<String> ids = new LinkedHashSet<>();
        private @Nullable LogEvent before;

        @Override
        public void accept(LogLine line) {
            LogEvent event = line.event();
            if (event instanceof LogEvent.MovedToDeadLetters moved
                    && before instanceof LogEvent.DeadLettersNotSaved) {
                ids.add(moved.id8());
            } else if (event instanceof LogEvent.Accepted accepted) {
                ids.remove(accepted.id8());
            }
            if (!(event instanceof LogEvent.Blank)) {
                before = event;
            }
        }

        Set<String> ids() {
            return ids;
        }
    }
}
