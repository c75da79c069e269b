package org.mem0queue.queue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/**
 * An act about to be made, for the audit trail.
 *
 * @param time when it begins; kept to the microsecond
 * @param actor who, for example {@code cli} or {@code window}
 * @param detail what else there is to say, never text of a memory; may be empty
 * @param targets the memories it is meant for, each once
 * @param undoes the number of the act that this one takes back, if it does
 */
public record NewAct(
        Instant time,
        String actor,
        ActKind kind,
        String detail,
        List<Target> targets,
        OptionalLong undoes) {

    public NewAct {
        time = time.truncatedTo(ChronoUnit.MICROS);
        targets = List.copyOf(targets);
    }

    /**
     * One memory.
     *
     * @param undo what is needed to take it back, as one JSON value; empty if it cannot be
     */
    public record Target(String id, String undo) {
        /** Id only: what is kept for the undo may hold the memory's text. */
        @Override
        public String toString() {
            return "Target[" + id + "]";
        }
    }
}
