package org.mem0queue.sync;

import org.mem0queue.queue.LockStatus;

import java.time.Instant;

/** How a pass ended. */
public sealed interface SyncResult {
    /** It ran; everything it did is written down. */
    record Ran(SyncReport report) implements SyncResult {}

    /** A person holds sending back. */
    record Paused(Instant since) implements SyncResult {}

    /** Another process sends from this directory; its name is as far as it could be found. */
    record AnotherRuns(LockStatus lock) implements SyncResult {}

    /**
     * Somebody kept the queue lock for the whole wait. What was sent until then is in the journal,
     * and the next pass commits it.
     */
    record LockHeld(LockStatus lock, SyncReport report) implements SyncResult {}

    /**
     * The files or the API do not let it.
     *
     * @param sentence what, why, and the next step
     */
    record Refused(String sentence, SyncReport report) implements SyncResult {}
}
