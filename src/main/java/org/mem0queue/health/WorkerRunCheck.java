package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogActivity;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.Sighting;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the worker's last run ended, as its log says. What a run that broke off had sent is forgotten
 * and sent again.
 */
final class WorkerRunCheck implements HealthCheck {
    /** A run that nobody waits for any more is history. */
    private static final Duration HISTORY = Duration.ofDays(1);

    /** A worker between two lines, as long as it may seem gone. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(60);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        LogActivity log = seen.log();
        Instant modified = seen.logModified();
        if (log == null || modified == null) {
            return List.of();
        }
        Duration age = Duration.between(modified, seen.now());
        if (age.compareTo(HISTORY) > 0 && !Wording.somethingWaits(snapshot.counts())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        LogLine error = log.lastWorkerError();
        if (error != null && isAfter(error, log.lastRunEnded())) {
            findings.add(failed(error, age));
        } else if (log.runUnderway()
                && seen.workers().isEmpty()
                && seen.lock().free()
                && age.compareTo(BETWEEN_LINES) > 0) {
            findings.add(cut(log, age));
        }
        if (saysApiDown(log)) {
            findings.add(ApiForWorker.down(FindingWords.of("phrase.end-of-log"), age));
        }
        return findings;
    }

    private static boolean isAfter(LogLine line, @Nullable Sighting sighting) {
        return sighting == null
                || !sighting.source().equals(line.source())
                || line.offset() > sighting.offset();
    }

    private static boolean saysApiDown(LogActivity log) {
        LogLine last = log.lastLine();
        return last != null
                && (last.event() instanceof LogEvent.ApiUnhealthy
                        || last.event() instanceof LogEvent.HealthCheckFailed);
    }

    private static Finding failed(LogLine error, Duration age) {
        Object place =
                error.number() > 0
                        ? FindingWords.of(
                                "phrase.line-of",
                                error.source().path(),
                                String.valueOf(error.number()))
                        : error.source().path();
        return error.event() instanceof LogEvent.TracebackEnded(String exception, String ignored)
                ? FindingCode.WORKER_RUN_FAILED.variant(
                        "named", age, place, Wording.name(exception))
                : FindingCode.WORKER_RUN_FAILED.variant("unnamed", age, place);
    }

    private static Finding cut(LogActivity log, Duration age) {
        Sighting started = log.lastRunStarted();
        return FindingCode.WORKER_RUN_CUT.finding(
                age,
                started == null ? FindingWords.of("phrase.worker-log") : started.source().path());
    }
}
