package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an import did, or would do.
 *
 * @param fresh how many are not there yet
 * @param ids of those that were saved
 * @param alreadyThere left out: an entry with that id exists
 * @param act its number in the audit trail
 * @param problem why nothing, or not everything, was saved; null if all was
 * @param historyProblem why it is not in the audit trail; null if it is
 */
public record ImportReport(
        int fresh,
        List<String> ids,
        List<NewMemory> alreadyThere,
        OptionalLong act,
        @Nullable String problem,
        @Nullable String historyProblem) {
    public ImportReport {
        ids = List.copyOf(ids);
        alreadyThere = List.copyOf(alreadyThere);
    }
}
