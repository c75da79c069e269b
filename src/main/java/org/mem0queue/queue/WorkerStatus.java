package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The person's own queue worker.
 *
 * @param pids every worker process seen for this queue
 * @param lastActivity last sign of progress, null if unknown
 * @param progress how far it has come while it syncs, by its log; null if that does not tell
 */
public record WorkerStatus(
        State state, List<Long> pids, @Nullable Instant lastActivity, @Nullable Progress progress) {
    public WorkerStatus(State state, List<Long> pids, @Nullable Instant lastActivity) {
        this(state, pids, lastActivity, null);
    }

    /**
     * Of a run.
     *
     * @param done of which it is known what became of them, {@code 0 .. of}
     * @param of how many it began with
     */
    public record Progress(long done, long of) {}

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
