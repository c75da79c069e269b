package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogSources;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether files come from the future: then the clock was set back, and ages are not true. */
final class ClockCheck implements HealthCheck {
    /** Clocks of machines that share a folder differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        tell(seen.directory().queueFile(), snapshot.queueFile().modified(), seen.now(), findings);
        if (findings.isEmpty()) {
            tell(
                    LogSources.in(seen.directory().path()).workerOrDefault().path(),
                    seen.logModified(),
                    seen.now(),
                    findings);
        }
        return findings;
    }

    private static void tell(
            Path file, @Nullable Instant modified, Instant now, List<Finding> findings) {
        if (modified != null && modified.isAfter(now.plus(TOLERANCE))) {
            findings.add(FindingCode.TIME_AHEAD.finding(file, Duration.between(now, modified)));
        }
    }
}
