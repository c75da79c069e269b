package org.mem0queue.health;

import org.mem0queue.queue.Finding;
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
        return List.of(
                FindingCode.LOCK_HELD_LONG.finding(
                        sentenceStart(seen.lock().holderSentence())
                                + " has held the queue lock for "
                                + Wording.time(held)
                                + "; agents give up at 5 s, and what they save through Python is"
                                + " lost.",
                        "Wait with `mem0-queue wait`, or save with `mem0-queue save`, which never"
                                + " waits for the lock."));
    }

    /** A program's name stays as it is; a description begins with a capital letter. */
    private static String sentenceStart(String holder) {
        return holder.startsWith("a process") ? "A" + holder.substring(1) : Wording.name(holder);
    }
}
