package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalLong;

/** What came of an act that a person asked for. */
public sealed interface ActReport {
    /**
     * What still was as the person saw it is done, durably.
     *
     * @param number of the act in the audit trail, for {@code undo}; empty if it could not be
     *     written there
     * @param done what was changed, in the order of the request
     * @param skipped what was left as it is, each with its reason
     * @param historyProblem why the act is not in the audit trail, as a sentence; null if it is
     */
    record Done(
            OptionalLong number,
            ActKind kind,
            List<Moved> done,
            List<Skipped> skipped,
            @Nullable String historyProblem)
            implements ActReport {
        public Done {
            done = List.copyOf(done);
            skipped = List.copyOf(skipped);
        }
    }

    /** Somebody kept the lock for the whole wait. Nothing was changed. */
    record LockHeld(LockStatus lock) implements ActReport {}

    /** It cannot be done now; which file, why, and the next step. Nothing was changed. */
    record Refused(String sentence) implements ActReport {}
}
