package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.util.List;

/**
 * One rule about one thing that can be wrong. A check has no memory: what it reports is proved by
 * what it is shown, so it clears itself.
 */
@FunctionalInterface
public interface HealthCheck {
    /**
     * @param seen what was seen
     * @param snapshot the counts made from it; its findings are not filled yet
     * @return nothing, if all is well
     */
    List<Finding> check(Observation seen, QueueSnapshot snapshot);
}
