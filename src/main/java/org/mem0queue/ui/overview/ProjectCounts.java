package org.mem0queue.ui.overview;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a project needs a person or waits.
 *
 * @param needAPerson failed and unclear
 */
record ProjectCounts(String project, long needAPerson, long waiting) {
    private static final Comparator<ProjectCounts> WORST_FIRST =
            Comparator.comparingLong(ProjectCounts::needAPerson)
                    .thenComparingLong(ProjectCounts::waiting)
                    .reversed()
                    .thenComparing(ProjectCounts::project);

    /** The worst first; projects of which nothing needs a person or waits are left out. */
    static List<ProjectCounts> of(Map<MemoryState, List<Memory>> memories) {
        Map<String, long[]> counts = new HashMap<>();
        count(MemoryGroup.FAILED, 0, memories, counts);
        count(MemoryGroup.UNCLEAR, 0, memories, counts);
        count(MemoryGroup.PENDING, 1, memories, counts);
        List<ProjectCounts> projects = new ArrayList<>();
        counts.forEach(
                (project, numbers) ->
                        projects.add(new ProjectCounts(project, numbers[0], numbers[1])));
        projects.sort(WORST_FIRST);
        return projects;
    }

    private static void count(
            MemoryGroup group,
            int column,
            Map<MemoryState, List<Memory>> memories,
            Map<String, long[]> counts) {
        for (MemoryState state : group.states()) {
            for (Memory memory : memories.getOrDefault(state, List.of())) {
                memory.projectId()
                        .ifPresent(
                                project ->
                                        counts.computeIfAbsent(project, _ -> new long[2])[
                                                column]++);
            }
        }
    }
}
