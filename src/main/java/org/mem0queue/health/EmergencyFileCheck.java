package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords.Reason;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.LineFile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mem0_emergency.json}, into which the later Python server writes what it could not queue
 * and which no Python program ever reads.
 */
final class EmergencyFileCheck implements HealthCheck {
    /** A line without its end that is older was not left by a writer that is still at it. */
    private static final Duration STILL_WRITING = Duration.ofSeconds(30);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().emergencyFile();
        return switch (seen.emergency()) {
            case ReadResult.Ok<LineFile.Lines>(LineFile.Lines lines, var stamp) ->
                    tell(file, lines, stamp.modified(), seen.now());
            case ReadResult.Corrupt<LineFile.Lines>(String reason, var ignored) ->
                    List.of(unreadable(file, reason));
            case ReadResult.Denied<LineFile.Lines>(String reason) ->
                    List.of(unreadable(file, reason));
            case ReadResult.Missing<LineFile.Lines> ignored -> List.of();
            case ReadResult.Unstable<LineFile.Lines> ignored -> List.of(); // somebody appends
        };
    }

    private static List<Finding> tell(
            Path file, LineFile.Lines lines, Instant modified, Instant now) {
        List<Finding> findings = new ArrayList<>();
        int count = lines.memories().size();
        if (count > 0) {
            findings.add(FindingCode.EMERGENCY_WAITING.finding(count, file));
        }
        for (Oddity oddity : lines.oddities()) {
            if (oddity.kind() == Oddity.Kind.BROKEN_LINE) {
                findings.add(
                        FindingCode.EMERGENCY_LINES_BROKEN.finding(
                                oddity.count(), file, new Reason(oddity.where())));
            } else if (oddity.kind() == Oddity.Kind.TORN_LINE
                    && modified.isBefore(now.minus(STILL_WRITING))) {
                findings.add(
                        FindingCode.EMERGENCY_LINE_TORN.finding(file, new Reason(oddity.where())));
            }
        }
        return findings;
    }

    private static Finding unreadable(Path file, String reason) {
        return FindingCode.EMERGENCY_UNREADABLE.finding(file, new Reason(reason));
    }
}
