package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The person's own queue worker.
 *
 * @param pids every worker process seen for this queue
 * @param lastActivity last sign of progress, null if unknown
 */
public record WorkerStatus(State state, List<Long> pids, @Nullable Instant lastActivity) {
    /** What it does; {@code SEVERAL} means that two would send the same memories. */
    public enum State {
        NONE,
        IDLE,
        SYNCING,
        STUCK,
        SEVERAL
    }

    public static final WorkerStatus NONE = new WorkerStatus(State.NONE, List.of(), null);
}
