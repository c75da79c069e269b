package org.mem0queue.queue;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * One line of the audit trail: who changed what in the queue.
 *
 * @param number counts up, is never given twice within one ledger
 * @param time when it began, to the microsecond
 * @param actor who, for example {@code cli} or {@code window}
 * @param detail what else there is to say, never text of a memory; may be empty
 * @param completed false if its end was never recorded: it is running, or its process was stopped
 * @param targets the memories it was meant for, in order, each with what became of it
 * @param undoes the act that this one takes back
 * @param undoneBy the act that took this one back, wholly or in part
 */
public record Act(
        long number,
        Instant time,
        String actor,
        ActKind kind,
        String detail,
        boolean completed,
        List<Target> targets,
        OptionalLong undoes,
        OptionalLong undoneBy) {

    public Act {
        targets = List.copyOf(targets);
    }

    /**
     * One memory of an act.
     *
     * @param done whether the act reached it
     * @param undoneBy the act that took it back
     */
    public record Target(String id, boolean done, OptionalLong undoneBy) {}

    /** The ids that it reached. */
    public List<String> doneIds() {
        return targets.stream().filter(Target::done).map(Target::id).toList();
    }

    /** The ids that it reached and that nobody has taken back. */
    public List<String> undoableIds() {
        return targets.stream()
                .filter(target -> target.done() && target.undoneBy().isEmpty())
                .map(Target::id)
                .toList();
    }
}
