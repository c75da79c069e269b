package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.ProjectText;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which of some new memories are in the files already: the same id in whatever state, as for an
 * import, or the same text of the same project. What was discarded may be written again; what was
 * sent before may be sent again, but is told.
 *
 * @param found for each of the new memories, in their order
 * @param textsCompared false where the queue is so large that its texts are not at hand
 * @param sentKnown false where the history cannot tell what was sent before
 */
public record AlreadyThere(List<Found> found, boolean textsCompared, boolean sentKnown) {
    public AlreadyThere {
        found = List.copyOf(found);
    }

    /** What was found of one new memory. */
    public sealed interface Found {
        /**
         * It is in none of the files.
         *
         * @param sentBefore whether the same text of the same project is synced already
         */
        record Nowhere(boolean sentBefore) implements Found {}

        /** It is there, in that state. */
        record Here(String id, MemoryState state) implements Found {}

        /**
         * Another of the new ones before it is the same.
         *
         * @param first its place, from 0
         */
        record Repeated(int first) implements Found {}
    }

    /**
     * Compares with everything that the snapshot knows.
     *
     * @param sent which of some texts are synced already; empty if nobody can tell
     */
    public static AlreadyThere of(
            List<NewMemory> memories,
            QueueSnapshot snapshot,
            Function<Set<ProjectText>, Optional<Set<ProjectText>>> sent) {
        AlreadyThere there = of(memories, snapshot);
        Set<ProjectText> fresh = new HashSet<>();
        for (int i = 0; i < memories.size(); i++) {
            if (there.found.get(i) instanceof Found.Nowhere) {
                fresh.add(text(memories.get(i)));
            }
        }
        Optional<Set<ProjectText>> answer =
                fresh.isEmpty() ? Optional.of(Set.of()) : sent.apply(fresh);
        Set<ProjectText> before = answer.orElse(Set.of());
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            boolean again =
                    there.found.get(i) instanceof Found.Nowhere
                            && before.contains(text(memories.get(i)));
            found.add(again ? new Found.Nowhere(true) : there.found.get(i));
        }
        return new AlreadyThere(found, there.textsCompared, answer.isPresent());
    }

    private static ProjectText text(NewMemory memory) {
        return ProjectText.of(memory.projectId(), memory.content());
    }

    /** Compares with everything that the snapshot knows; of what was sent before nothing. */
    public static AlreadyThere of(List<NewMemory> memories, QueueSnapshot snapshot) {
        Known known = Known.of(memories, snapshot);
        Map<Text, Integer> texts = new HashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            NewMemory memory = memories.get(i);
            Found here = known.find(memory);
            Integer before = texts.putIfAbsent(Text.of(memory), i);
            Integer sameId = memory.id() == null ? null : ids.putIfAbsent(memory.id(), i);
            Integer first = before == null ? sameId : before;
            found.add(
                    here != null
                            ? here
                            : first != null ? new Found.Repeated(first) : new Found.Nowhere(false));
        }
        return new AlreadyThere(found, !snapshot.countsOnly(), true);
    }

    private record Text(String project, String content) {
        static Text of(NewMemory memory) {
            return new Text(memory.projectId(), memory.content());
        }
    }

    private record Known(Map<String, Found.Here> ids, Map<Text, Found.Here> texts) {
        /** Decodes only what may be the same: a text costs a parse of its entry. */
        static Known of(List<NewMemory> memories, QueueSnapshot snapshot) {
            Set<String> wantedIds = new HashSet<>();
            Set<String> projects = new HashSet<>();
            for (NewMemory memory : memories) {
                projects.add(memory.projectId());
                wantedIds.add(Objects.requireNonNullElse(memory.id(), ""));
            }
            Known known = new Known(new HashMap<>(), new HashMap<>());
            for (MemoryState state : MemoryState.values()) {
                for (Memory memory : snapshot.in(state)) {
                    Found.Here here = new Found.Here(memory.id(), state);
                    if (wantedIds.contains(memory.id())) {
                        known.ids.putIfAbsent(memory.id(), here);
                    }
                    String project = memory.projectId().orElse("");
                    if (state != MemoryState.TRASH && projects.contains(project)) {
                        String content = memory.detail().content();
                        if (content != null) {
                            known.texts.putIfAbsent(new Text(project, content), here);
                        }
                    }
                }
            }
            return known;
        }

        Found.@Nullable Here find(NewMemory memory) {
            Found.Here sameId = memory.id() == null ? null : ids.get(memory.id());
            return sameId != null ? sameId : texts.get(Text.of(memory));
        }
    }

    /** Numbers only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "AlreadyThere[" + found.size() + "]";
    }
}
