package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What a server lists for a project. */
public sealed interface ListResult {
    /**
     * All it has.
     *
     * @param serverTime when, by its clock; null if it did not say
     */
    record Complete(List<RemoteMemory> memories, @Nullable Instant serverTime)
            implements ListResult {
        /** Keeps a copy. */
        public Complete {
            memories = List.copyOf(memories);
        }
    }

    /** As many as it lists; there may be more. */
    record Partial(List<RemoteMemory> memories) implements ListResult {
        /** Keeps a copy. */
        public Partial {
            memories = List.copyOf(memories);
        }
    }

    /** Nobody could be asked now: no answer, or one that says so. */
    record Unanswered(String reason) implements ListResult {}

    /** Nothing usable, and asking again will not help. */
    record Failed(String reason) implements ListResult {}
}
