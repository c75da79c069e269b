package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.store.Settlement;

/**
 * How a flight ended.
 *
 * @param settlement what is to be written; null: nothing, it stays as it is
 * @param answer of an upload; null if nothing was sent
 * @param unanswered why the API could not be asked; null if it could, or had not to be
 * @param problem why the pass must not go on, through no fault of the API; null if it may
 * @param journalDue whether the settlement should be in the journal and is not
 */
record Landing(
        Flight flight,
        @Nullable Settlement settlement,
        @Nullable UploadResult answer,
        @Nullable String unanswered,
        @Nullable String problem,
        boolean journalDue) {

    /** An upload was tried, and the journal tells how it ended. */
    static Landing answered(Flight flight, Settlement settlement, UploadResult answer) {
        return new Landing(flight, settlement, answer, null, null, false);
    }

    /** An upload was tried, and the journal could not be told. */
    static Landing unwritten(
            Flight flight, Settlement settlement, UploadResult answer, String problem) {
        return new Landing(flight, settlement, answer, null, problem, true);
    }

    /** Nothing was sent. */
    static Landing settled(Flight flight, Settlement settlement) {
        return new Landing(flight, settlement, null, null, null, false);
    }

    /** The API is not done with it. */
    static Landing undecided(Flight flight) {
        return new Landing(flight, null, null, null, null, false);
    }

    /** Nothing was sent, since the API did not answer a question. */
    static Landing unanswered(Flight flight, @Nullable Settlement settlement, String reason) {
        return new Landing(flight, settlement, null, reason, null, false);
    }

    /** Our own files, or a bug, are in the way. */
    static Landing failed(Flight flight, @Nullable Settlement settlement, String problem) {
        return new Landing(flight, settlement, null, null, problem, false);
    }
}
