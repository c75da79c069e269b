package org.mem0queue.service;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What of the memories that should be stored the API has.
 *
 * @param projects each by itself
 * @param problem why nothing could be asked, as a sentence; null if it could
 */
public record VerifyReport(List<Project> projects, @Nullable String problem) {
    public VerifyReport {
        projects = List.copyOf(projects);
    }

    /**
     * One project.
     *
     * @param believed how many should be there, or may be
     * @param found ids that are there
     * @param lost ids that were reported or unclear, and are not there: they can be sent again
     * @param removed ids that we had seen stored, and that are gone: somebody deleted them there
     * @param untold ids of which nothing proves it either way
     * @param reason why not, as a sentence; null if there are none
     */
    public record Project(
            String name,
            long believed,
            List<String> found,
            List<String> lost,
            List<String> removed,
            List<String> untold,
            @Nullable String reason) {
        public Project {
            found = List.copyOf(found);
            lost = List.copyOf(lost);
            removed = List.copyOf(removed);
            untold = List.copyOf(untold);
        }
    }
}
