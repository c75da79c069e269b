package org.mem0queue.ui.writing;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The projects that a queue knows, the one with the latest memory first. */
final class KnownProjects {
    /** No list to choose from is longer than that. */
    private static final int MOST = 200;

    private KnownProjects() {}

    static List<String> of(QueueSnapshot snapshot) {
        Map<String, Instant> latest = new HashMap<>();
        for (MemoryState state : MemoryState.values()) {
            for (Memory memory : snapshot.in(state)) {
                String project = memory.projectId().orElse("");
                if (!project.isBlank()) {
                    latest.merge(
                            project,
                            memory.timestamp().orElse(Instant.EPOCH),
                            (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        return latest.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Instant>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
