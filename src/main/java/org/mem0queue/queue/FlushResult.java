package org.mem0queue.queue;

/** What became of merging the spool into the queue file. */
public sealed interface FlushResult {
    /**
     * Everything is merged that could be, and was there when the last version was written.
     *
     * @param merged memories that entered the queue file
     * @param left batches still in the spool because they belong to another machine or are damaged
     */
    record Merged(int merged, int left) implements FlushResult {}

    /**
     * Somebody kept the lock for the whole wait. Nothing was changed.
     *
     * @param left batches in the spool
     */
    record LockHeld(LockStatus lock, int left) implements FlushResult {}

    /**
     * The queue file cannot be written now; what was saved stays safe in the spool.
     *
     * @param left batches in the spool
     */
    record Refused(String reason, int left) implements FlushResult {}
}
