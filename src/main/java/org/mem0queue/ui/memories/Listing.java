package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * What the table shows: an answer to one {@link Query}, made in the background. Immutable.
 *
 * @param rows in their order
 * @param matching the memories that fit, also those in groups that are closed
 * @param hidden how many of the group do not fit
 * @param projects those that the group has
 * @param error what all that fit have in common as their last error; empty if they differ
 * @param columns those whose value is not the same in every row
 */
record Listing(
        Query query,
        List<Row> rows,
        List<Memory> matching,
        int hidden,
        SortedSet<String> projects,
        String error,
        Set<Column> columns) {

    /** What may disappear from the table. */
    enum Column {
        /** The word beside the icon. */
        STATE,
        PROJECT,
        ERROR,
        AGE,
        TRIES,
        NEXT_TRY
    }

    /** Which of these fit still, as they are now. */
    List<Memory> stillThere(List<Memory> marked) {
        if (marked.isEmpty()) {
            return marked;
        }
        Set<String> ids = new HashSet<>();
        marked.forEach(memory -> ids.add(memory.id()));
        return matching.stream().filter(memory -> ids.contains(memory.id())).toList();
    }
}
