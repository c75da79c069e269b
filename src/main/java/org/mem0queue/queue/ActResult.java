package org.mem0queue.queue;

import java.util.List;

/** How an act ended. */
public sealed interface ActResult {
    /**
     * Everything that still was as the person saw it is done, durably; the rest is told.
     *
     * @param done in the order of the moves
     * @param skipped what was left as it is
     */
    record Done(List<Moved> done, List<Skipped> skipped) implements ActResult {
        public Done {
            done = List.copyOf(done);
            skipped = List.copyOf(skipped);
        }
    }

    /** Somebody kept the lock for the whole wait. Nothing was changed. */
    record LockHeld(LockStatus lock) implements ActResult {}

    /**
     * The files cannot be changed now.
     *
     * @param sentence which file, why, what was changed (nothing, unless it says otherwise) and the
     *     next step
     */
    record Refused(String sentence) implements ActResult {}
}
