package org.mem0queue.ui.overview;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Background;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counts per project in the background, at most once a second, and only if a list is another than
 * before: 100,000 memories cost the JavaFX thread nothing.
 */
final class ProjectTally {
    private static final Duration APART = Duration.ofSeconds(1);

    private final Background background;
    private final ReadOnlyObjectWrapper<List<ProjectCounts>> counts =
            new ReadOnlyObjectWrapper<>(List.of());
    private Map<MemoryState, List<Memory>> counted = Map.of();
    private @Nullable Instant last;
    private boolean counting;

    ProjectTally(Background background) {
        this.background = background;
    }

    void count(QueueSnapshot snapshot, Instant now) {
        Map<MemoryState, List<Memory>> memories = snapshot.memories();
        boolean soon = last != null && !now.isBefore(last) && now.isBefore(last.plus(APART));
        if (counting || soon || isSame(memories, counted)) {
            return;
        }
        counting = true;
        last = now;
        counted = memories;
        background.run(
                () -> ProjectCounts.of(memories),
                this::told,
                failure -> {
                    counting = false;
                    throw new IllegalStateException(failure);
                });
    }

    private void told(List<ProjectCounts> newer) {
        counting = false;
        if (!newer.equals(counts.get())) {
            counts.set(newer);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a file that was not read again gives the same list
    private static boolean isSame(
            Map<MemoryState, List<Memory>> one, Map<MemoryState, List<Memory>> other) {
        return one == other
                || (one.keySet().equals(other.keySet())
                        && one.entrySet().stream()
                                .allMatch(entry -> entry.getValue() == other.get(entry.getKey())));
    }

    ReadOnlyObjectProperty<List<ProjectCounts>> property() {
        return counts.getReadOnlyProperty();
    }
}
