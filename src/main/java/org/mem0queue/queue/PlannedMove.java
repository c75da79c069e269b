package org.mem0queue.queue;

/** What an act would do with one memory. */
public sealed interface PlannedMove {
    /** It can be done, as far as the look tells. */
    record Ready(Move move) implements PlannedMove {}

    /** It makes no sense for this memory, and why. */
    record Impossible(Skipped skipped) implements PlannedMove {}
}
