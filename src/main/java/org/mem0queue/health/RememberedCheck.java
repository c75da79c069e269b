package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger saw leave the files: without a ledger nothing is found here. The balance may stay
 * open while somebody holds the lock, since nothing that left can be judged before.
 */
final class RememberedCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        long lost = snapshot.counts().lost().orElse(0);
        if (lost > 0) {
            findings.add(FindingCode.MEMORIES_LOST.finding(lost));
        }
        long uncertain = snapshot.counts().uncertain().orElse(0);
        if (uncertain > 0) {
            findings.add(FindingCode.MEMORIES_UNCERTAIN.finding(uncertain));
        }
        long open = snapshot.balance().unaccounted();
        if (open != 0 && seen.lock().free()) {
            findings.add(
                    FindingCode.BALANCE_OPEN.finding(
                            seen.directory().queueFile(), open, snapshot.balance().seen()));
        }
        return findings;
    }
}
