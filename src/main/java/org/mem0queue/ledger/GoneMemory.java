package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;

/**
 * A memory that stood in {@code queue[]}, {@code failed[]} or the dead letters and is in no file
 * now. One that an act of ours moved or removed is not gone.
 *
 * @param projectId null if the entry had none, or one that is not a text
 * @param state where it stood: at the last trusted look, or where an act of ours has put it since
 * @param retries attempts when it was seen last, 0 if unknown
 * @param sending whether a worker may have sent it
 */
public record GoneMemory(
        String id, @Nullable String projectId, MemoryState state, int retries, Sending sending) {
    /**
     * Whether a worker may have sent a memory. Its entry alone does not tell: a run that is killed
     * writes nothing back, and often no line either.
     */
    public enum Sending {
        /**
         * We saw it come in, and at no look since then, that look included, was there a sign of a
         * worker: the lock held, a line written, a process, or a time when nobody looked.
         */
        NEVER,
        /** Anything else. */
        POSSIBLE
    }

    /** Whether somebody has tried to send it as far as its entry tells. */
    boolean attempted() {
        return state != MemoryState.PENDING || retries > 0;
    }
}
