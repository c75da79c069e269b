package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogActivity;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.Sighting;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Path;
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
            findings.add(ApiForWorker.down("the end of its log", age));
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
        String kind =
                error.event() instanceof LogEvent.TracebackEnded(String exception, String ignored)
                        ? " (" + Wording.name(exception) + ")"
                        : "";
        return FindingCode.WORKER_RUN_FAILED.finding(
                "The worker's last run broke off with an error"
                        + kind
                        + ", "
                        + Wording.time(age)
                        + " ago, as "
                        + place(error.source().path(), error.number())
                        + " says; what it had sent is sent again.",
                "`mem0-queue log --level error` shows the error.");
    }

    private static Finding cut(LogActivity log, Duration age) {
        Sighting started = log.lastRunStarted();
        Path file = started == null ? Path.of("the worker log") : started.source().path();
        return FindingCode.WORKER_RUN_CUT.finding(
                "The worker's last run began and never ended, "
                        + Wording.time(age)
                        + " ago, as "
                        + file
                        + " says: it was killed. What it had sent is sent again.",
                "`mem0-queue log -n 50` shows how far it came.");
    }

    private static String place(Path file, long number) {
        return number > 0 ? file + " line " + number : file.toString();
    }
}
