package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Health;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All checks, in the order in which a person should read them. */
public final class HealthChecks {
    private static final List<HealthCheck> ALWAYS = List.of();

    private HealthChecks() {}

    /** As {@link #judge}, with the checks that take longer. */
    public static QueueSnapshot examine(Observation seen, QueueSnapshot snapshot) {
        return judge(seen, snapshot);
    }

    /** The snapshot with its findings, worst first, and the health that follows from them. */
    public static QueueSnapshot judge(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        for (HealthCheck check : ALWAYS) {
            findings.addAll(check.check(seen, snapshot));
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        boolean readable =
                snapshot.queueFile().state().equals("ok")
                        || snapshot.queueFile().state().equals("missing");
        boolean damaged = snapshot.queueFile().state().equals("corrupt");
        Health health = readable || damaged ? Health.of(findings) : Health.UNKNOWN;
        return snapshot.with(health, findings);
    }
}
