package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.FindingWords.Reason;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.MetricsFile;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The endless worker's own figures, which go stale silently when it dies. */
final class MetricsCheck implements HealthCheck {
    private final ZoneId zone;

    /**
     * @param zone that of the worker: it writes local time without one
     */
    MetricsCheck(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().metricsFile();
        return switch (seen.metrics()) {
            case ReadResult.Ok<MetricsFile.Metrics>(MetricsFile.Metrics metrics, var ignored) ->
                    judge(seen, snapshot, file, metrics);
            case ReadResult.Corrupt<MetricsFile.Metrics>(String reason, var ignored) ->
                    List.of(unreadable(file, reason));
            case ReadResult.Denied<MetricsFile.Metrics>(String reason) ->
                    List.of(unreadable(file, reason));
            case ReadResult.Missing<MetricsFile.Metrics> ignored -> List.of();
            case ReadResult.Unstable<MetricsFile.Metrics> ignored -> List.of();
        };
    }

    private List<Finding> judge(
            Observation seen, QueueSnapshot snapshot, Path file, MetricsFile.Metrics metrics) {
        List<Finding> findings = new ArrayList<>();
        Instant updated = instant(metrics.lastUpdate(), seen.now());
        if (updated == null) {
            return List.of(
                    unreadable(file, "it does not say when it was written (\"last_update\")"));
        }
        Duration age = Duration.between(updated, seen.now());
        boolean endless = seen.workers().stream().anyMatch(w -> w.kind() != WorkerProcess.Kind.A);
        if (age.compareTo(seen.thresholds().metricsAgeWarning()) > 0) {
            boolean matters = endless || Wording.somethingWaits(snapshot.counts());
            findings.add(
                    FindingCode.METRICS_STALE.variant(
                            matters ? Severity.WARNING : Severity.NOTICE,
                            endless ? "running" : "gone",
                            file,
                            age));
        } else if ("down".equals(metrics.vpsStatus())) {
            findings.add(ApiForWorker.down(file, age));
        }
        return findings;
    }

    /**
     * Where the clock was set back and the time of day came twice, the later of both: an alarm an
     * hour too late is better than a false one each autumn.
     */
    private @Nullable Instant instant(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            Instant latest = local.atZone(zone).toInstant();
            for (ZoneOffset offset : offsets) {
                Instant candidate = local.toInstant(offset);
                if (candidate.isAfter(latest) && !candidate.isAfter(now)) {
                    latest = candidate;
                }
            }
            return latest;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Finding unreadable(Path file, String reason) {
        return FindingCode.METRICS_UNREADABLE.finding(file, new Reason(reason));
    }
}
