package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.time.Instant;

/**
 * When the lock was taken by who holds it too long: one time for one holding, although every look
 * measures it a little differently.
 */
final class LockTaken {
    private static final Duration SAME = Duration.ofSeconds(3);

    private long holder = -1;
    private @Nullable Instant since;

    void see(QueueSnapshot snapshot) {
        LockStatus lock = snapshot.lock();
        Duration held = lock.heldFor();
        if (lock.state() != LockStatus.State.HELD
                || held == null
                || held.compareTo(Sentence.AGENTS_GIVE_UP) < 0) {
            since = null;
            return;
        }
        Instant taken = snapshot.readAt().minus(held);
        long pid = lock.pid().orElse(-1);
        if (since == null
                || pid != holder
                || Duration.between(since, taken).abs().compareTo(SAME) > 0) {
            since = taken;
            holder = pid;
        }
    }

    /** Null if nobody holds it, or not long. */
    @Nullable Instant since() {
        return since;
    }
}
