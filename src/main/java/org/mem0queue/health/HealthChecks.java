package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords.Reason;
import org.mem0queue.queue.Health;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.QueueDocument;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All checks, in the order in which a person should read them. */
public final class HealthChecks {
    /** For every look: they cost a few stat calls. */
    private static final List<HealthCheck> ALWAYS =
            List.of(
                    new QueueWipedCheck(),
                    new QueueFileCheck(),
                    new OverwrittenMemoriesCheck(),
                    new RememberedCheck(),
                    new LockFileCheck(),
                    new WorkerCheck(),
                    new DirectoryCheck(),
                    new DiskSpaceCheck(),
                    new QueueShapeCheck(),
                    new PoisonEntriesCheck(),
                    new SpoolCheck(),
                    new DeadLetterCheck(),
                    new EmergencyFileCheck(),
                    new LockHeldCheck(),
                    new FailedMemoriesCheck(),
                    new PendingCheck(),
                    new SendingCheck(),
                    new WorkerRunCheck(),
                    new MetricsCheck(ZoneId.systemDefault()),
                    new WorkerLogCheck(),
                    new StrayFilesCheck(),
                    new QueueLinkCheck(),
                    new OddEntriesCheck(),
                    new ClockCheck());

    /** For {@code doctor}: they read files through. */
    private static final List<HealthCheck> DEEP =
            List.of(
                    new LogHistoryCheck(),
                    new LockUsersCheck(),
                    new HalfCharactersCheck(),
                    new KeptFilesCheck(),
                    new ArchivedQueuesCheck(),
                    new PrivacyCheck(),
                    new DirectoryPlaceCheck());

    private HealthChecks() {}

    /**
     * The snapshot with its findings, worst first, and the health that follows from them. Cheap
     * enough for every look; writes nothing.
     */
    public static QueueSnapshot judge(Observation seen, QueueSnapshot snapshot) {
        return judge(ALWAYS, seen, snapshot);
    }

    /** The snapshot with one more finding: the ledger does not work, and why. */
    public static QueueSnapshot withoutHistory(QueueSnapshot snapshot, String sentence) {
        List<Finding> findings = new ArrayList<>(snapshot.findings());
        findings.add(FindingCode.LEDGER_UNAVAILABLE.finding(new Reason(sentence)));
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return snapshot.with(snapshot.health(), findings);
    }

    /**
     * The same with everything that takes longer to find: reads logs, kept files, snapshots and
     * archives, which can take seconds. Writes nothing.
     */
    public static QueueSnapshot examine(Observation seen, QueueSnapshot snapshot) {
        List<HealthCheck> all = new ArrayList<>(ALWAYS);
        all.addAll(DEEP);
        return judge(all, seen, snapshot);
    }

    private static QueueSnapshot judge(
            List<HealthCheck> checks, Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        for (HealthCheck check : checks) {
            findings.addAll(check.check(seen, snapshot));
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        boolean readable =
                switch (seen.queueFile()) {
                    case ReadResult.Ok<QueueDocument> ignored -> true;
                    case ReadResult.Missing<QueueDocument> ignored -> true;
                    case ReadResult.Corrupt<QueueDocument> ignored -> true; // damaged: critical
                    case ReadResult.Denied<QueueDocument> ignored -> false;
                    case ReadResult.Unstable<QueueDocument> ignored -> false;
                };
        return snapshot.with(readable ? Health.of(findings) : Health.UNKNOWN, findings);
    }
}
