package org.mem0queue.store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What becomes of a claimed memory in the queue file. Reasons are for people. */
public sealed interface Settlement {
    /** Stored by the API, with proof: it leaves the queue. */
    record Stored() implements Settlement {}

    /**
     * It goes back as it was.
     *
     * @param sent null: nothing was sent, or certainly nothing is stored. Else when it was sent,
     *     most likely in vain: it is looked up before it is sent again
     */
    record Released(@Nullable Instant sent) implements Settlement {
        /** Certainly nothing is stored. */
        public Released() {
            this(null);
        }
    }

    /**
     * Not stored: it goes back and waits.
     *
     * @param next when it may be sent again; null for at once
     * @param counted whether the attempt counts against the memory
     */
    record Again(@Nullable Instant next, String reason, Counted counted) implements Settlement {}

    /** Whether an attempt counts against its memory. */
    enum Counted {
        /** Others were stored meanwhile. */
        YES,
        /** The API may be at fault. */
        NO
    }

    /** Not stored, and a person has to look: {@code failed[]}. */
    record Failed(String reason) implements Settlement {}

    /** Sent, and the answer was lost: it stays where nobody sends it. */
    record Doubtful(Claim.Doubt doubt) implements Settlement {}

    /** Taken by the API, to be stored later: it stays where nobody sends it. */
    record Accepted(String event) implements Settlement {}
}
