package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Our own sending from a queue directory, by whatever process.
 *
 * @param pausedSince since when a person holds it back; null if nobody does
 * @param pass who is sending now
 * @param worker who keeps sending, busy or idle
 */
public record SendingStatus(@Nullable Instant pausedSince, LockStatus pass, LockStatus worker) {
    /** Nobody sends, and nobody holds it back. */
    public static final SendingStatus NONE =
            new SendingStatus(null, LockStatus.FREE, LockStatus.FREE);

    /** Whether a worker of ours is there. */
    public boolean hasWorker() {
        return worker.state() == LockStatus.State.HELD;
    }

    /** Whether something is being sent now. */
    public boolean isSending() {
        return pass.state() == LockStatus.State.HELD;
    }
}
