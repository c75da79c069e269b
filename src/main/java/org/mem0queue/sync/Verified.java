package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What of one project is on the server.
 *
 * @param found ids that are there
 * @param missing ids that are not
 * @param untold ids of which nothing proves it either way
 * @param reason why not, as a sentence; null if there are none
 */
public record Verified(
        String project,
        List<String> found,
        List<String> missing,
        List<String> untold,
        @Nullable String reason) {
    public Verified {
        found = List.copyOf(found);
        missing = List.copyOf(missing);
        untold = List.copyOf(untold);
    }
}
