package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Claim;
import org.mem0queue.store.QueueDocument;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What our own sending leaves to a person: doubts that the API cannot settle, what nobody has
 * settled for long (mostly of another machine: only that machine asks the API), a pause that
 * somebody forgot.
 */
final class SendingCheck implements HealthCheck {
    /** A pass ends within minutes; containers whose machine is gone never come back for it. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(24);

    private static final Duration FORGOTTEN = Duration.ofHours(1);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        doubts(snapshot, findings);
        leftBehind(seen, findings);
        pause(seen, snapshot, findings);
        return findings;
    }

    private static void doubts(QueueSnapshot snapshot, List<Finding> findings) {
        long untold = 0;
        for (Memory memory : snapshot.in(MemoryState.IN_DOUBT)) {
            Claim.Doubt doubt = Claim.of(memory).doubt();
            untold += doubt != null && doubt.asked() != null ? 1 : 0;
        }
        if (untold > 0) {
            findings.add(FindingCode.IN_DOUBT_UNTOLD.finding(untold));
        }
    }

    private static void leftBehind(Observation seen, List<Finding> findings) {
        long old = 0;
        Instant before = seen.now().minus(LEFT_BEHIND);
        for (Memory memory : seen.queueFile().ok().map(QueueDocument::inFlight).orElse(List.of())) {
            Claim claim = Claim.of(memory);
            Claim.Doubt doubt = claim.doubt();
            // One that was asked about has a finding of its own.
            boolean asked = doubt != null && doubt.asked() != null;
            old += !asked && claim.at().isBefore(before) ? 1 : 0;
        }
        if (old > 0) {
            findings.add(FindingCode.CLAIMS_LEFT_BEHIND.finding(old));
        }
    }

    private static void pause(Observation seen, QueueSnapshot snapshot, List<Finding> findings) {
        Instant since = seen.sending().pausedSince();
        if (since == null) {
            return;
        }
        Duration paused = Duration.between(since, seen.now());
        boolean forgotten = paused.compareTo(FORGOTTEN) >= 0 && snapshot.counts().toSend() > 0;
        Finding.Severity severity = forgotten ? Finding.Severity.WARNING : Finding.Severity.NOTICE;
        findings.add(
                paused.isNegative()
                        ? FindingCode.SENDING_PAUSED.variant(severity, "undated")
                        : FindingCode.SENDING_PAUSED.variant(severity, "for", paused));
    }
}
