package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.store.Settlement;

/**
 * How a flight ended.
 *
 * @param settlement what is to be written; null: nothing, it stays as it is
 * @param answer of an upload or a poll; null if nothing was sent
 * @param problem why the journal could not be written, or nobody could be asked; null if all went
 *     well
 * @param journalDue whether the settlement is not in the journal yet
 */
record Landing(
        Flight flight,
        @Nullable Settlement settlement,
        @Nullable UploadResult answer,
        @Nullable String problem,
        boolean journalDue) {

    static Landing settled(Flight flight, Settlement settlement) {
        return new Landing(flight, settlement, null, null, false);
    }

    static Landing unanswered(Flight flight, @Nullable Settlement settlement, String problem) {
        return new Landing(flight, settlement, null, problem, false);
    }
}
