package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Claim;

/**
 * One memory that a pass has to do something about.
 *
 * @param memory as it stands in {@code in_flight[]}
 * @param line over which it goes; null until it starts
 */
record Flight(Memory memory, Claim claim, Task task, Api.@Nullable Line line) {
    /** What there is to do. */
    enum Task {
        /** Send it. */
        UPLOAD,
        /** Look whether the doubtful one is there. */
        LOOK_UP,
        /** Ask what became of the accepted one. */
        POLL
    }

    static Flight of(Memory memory, Task task) {
        return new Flight(memory, Claim.of(memory), task, null);
    }

    Flight over(Api.Line by) {
        return new Flight(memory, claim, task, by);
    }

    String project() {
        return memory.projectId().orElse("");
    }
}
