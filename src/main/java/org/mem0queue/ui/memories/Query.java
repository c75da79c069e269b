package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.HashSet;
import java.util.Set;

/**
 * Which memories a person wants to see, and how.
 *
 * @param project only of this project; null for all
 * @param text in content, project or error; empty for all
 * @param folded the group lines that are closed
 */
record Query(
        MemoryGroup group,
        @Nullable String project,
        String text,
        Grouping grouping,
        Set<String> folded) {

    static final Query EVERYTHING = new Query(MemoryGroup.ALL, null, "", Grouping.NONE, Set.of());

    Query {
        folded = Set.copyOf(folded);
    }

    /** Whether something of the group may be hidden. */
    boolean filters() {
        return project != null || !text.isBlank();
    }

    Query withGroup(MemoryGroup other) {
        return new Query(other, project, text, grouping, Set.of());
    }

    Query withProject(@Nullable String other) {
        return new Query(group, other, text, grouping, folded);
    }

    Query withText(String other) {
        return new Query(group, project, other, grouping, folded);
    }

    Query withGrouping(Grouping other) {
        return new Query(group, project, text, other, Set.of());
    }

    /** The same with a group line opened or closed. */
    Query toggled(String line) {
        Set<String> newer = new HashSet<>(folded);
        if (!newer.remove(line)) {
            newer.add(line);
        }
        return new Query(group, project, text, grouping, newer);
    }

    /** The whole group. */
    Query withoutFilter() {
        return new Query(group, null, "", grouping, folded);
    }
}
