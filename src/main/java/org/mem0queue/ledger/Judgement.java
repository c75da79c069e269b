package org.mem0queue.ledger;

import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.MemoryState;

import java.util.List;
import java.util.Optional;

/** What became of memories that left the files. */
public sealed interface Judgement {
    /** Nothing can be said now; the last trusted look stays the last one. */
    record NotYet(String reason) implements Judgement {}

    /**
     * One verdict for each gone memory.
     *
     * @param setback what shows that the queue file went back to an older state or was begun anew:
     *     an incident even if nothing is gone, since what was sent since may be there again
     */
    record Judged(List<Verdict> verdicts, Optional<String> setback) implements Judgement {
        public Judged {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Where a gone memory is. */
    enum Fate {
        /** Stored by the API, as our own sync saw. */
        SYNCED_CONFIRMED(MemoryState.SYNCED),
        /** Stored by the API, as the worker's log or its count says. */
        SYNCED_REPORTED(MemoryState.SYNCED),
        /** It may have been stored; nothing proves it either way. */
        UNCERTAIN(MemoryState.UNCERTAIN),
        /** Never sent, and in no file. */
        LOST(MemoryState.LOST);

        private final MemoryState state;

        Fate(MemoryState state) {
            this.state = state;
        }

        public MemoryState state() {
            return state;
        }
    }

    /**
     * About one memory.
     *
     * @param event the step of its journey
     * @param evidence why, on one line, without its text
     */
    record Verdict(String id, Fate fate, JourneyKind event, String evidence) {}
}
