package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.util.List;

/** Whether somebody holds the queue lock for longer than agents wait for it. */
final class LockHeldCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Duration held = seen.lockHeldFor();
        if (seen.lock().state() != LockStatus.State.HELD
                || held == null
                || held.compareTo(seen.thresholds().lockHeldWarning()) < 0) {
            return List.of();
        }
        LockStatus.Holder holder = seen.lock().holder();
        return List.of(
                FindingCode.LOCK_HELD_LONG.finding(
                        holder == null
                                ? FindingWords.of("phrase.unnamed-process")
                                : Wording.name(holder.sentence()),
                        held));
    }
}
