package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.util.List;

/** Whether a foreign program wrote back an old queue and so took out what we had merged. */
final class OverwrittenMemoriesCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        int count = seen.overwritten().size();
        if (count == 0) {
            return List.of();
        }
        return List.of(
                FindingCode.MEMORIES_OVERWRITTEN.finding(
                        count, seen.directory().queueFile(), seen.directory().kept()));
    }
}
