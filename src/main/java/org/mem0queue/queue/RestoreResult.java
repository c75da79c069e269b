package org.mem0queue.queue;

/** How a restore ended. */
public sealed interface RestoreResult {
    /** Done as planned. */
    record Restored(RestorePlan plan) implements RestoreResult {}

    /**
     * Nothing was changed, unless the reason says that the change was made and not confirmed by the
     * disk; it names the file and the next step.
     */
    record Stopped(String reason) implements RestoreResult {}

    /** Somebody kept the lock for the whole wait. Nothing was changed. */
    record LockHeld(LockStatus lock) implements RestoreResult {}
}
