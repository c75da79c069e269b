package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All memories there are: those in the files, and what is remembered of those that left them. Never
 * changes.
 */
final class Inventory {
    /** The states of what is in no file. */
    static final List<MemoryState> REMEMBERED =
            List.of(MemoryState.SYNCED, MemoryState.UNCERTAIN, MemoryState.LOST);

    static final Inventory NONE = new Inventory(Map.of(), Map.of());

    private final Map<MemoryState, List<Memory>> byState = new EnumMap<>(MemoryState.class);

    /** Read once: whoever types a filter must not wait for them at every key. */
    private final Map<Memory, String> errors = new HashMap<>();

    /** What is read of an error: a thousand memories mostly share a few. */
    private final Map<String, String> lines = new HashMap<>();

    private final Map<MemoryGroup, SortedSet<String>> projects = new EnumMap<>(MemoryGroup.class);

    /**
     * @param here as a snapshot has them
     * @param left what is remembered by state; what is in a file again is left out
     */
    Inventory(Map<MemoryState, List<Memory>> here, Map<MemoryState, List<KnownMemory>> left) {
        here.forEach(byState::put);
        boolean remembers = left.values().stream().anyMatch(known -> !known.isEmpty());
        if (!remembers) {
            return;
        }
        Set<String> ids = new HashSet<>();
        here.values().forEach(all -> all.forEach(memory -> ids.add(memory.id())));
        left.forEach(
                (state, known) ->
                        byState.put(
                                state,
                                known.stream()
                                        .map(KnownMemory::memory)
                                        .filter(memory -> !ids.contains(memory.id()))
                                        .toList()));
    }

    /** What went wrong last, empty if nothing did. By one thread at a time. */
    String error(Memory memory) {
        return LastErrors.mayHaveOne(memory) ? errors.computeIfAbsent(memory, this::line) : "";
    }

    private String line(Memory memory) {
        return lines.computeIfAbsent(LastErrors.whole(memory.detail()), LastErrors::line);
    }

    /** The projects of a group, as a person looks for them. By one thread at a time. */
    SortedSet<String> projects(MemoryGroup group) {
        return projects.computeIfAbsent(
                group,
                wanted -> {
                    Set<String> names = new HashSet<>();
                    in(wanted).forEach(memory -> memory.projectId().ifPresent(names::add));
                    SortedSet<String> sorted =
                            new TreeSet<>(
                                    String.CASE_INSENSITIVE_ORDER.thenComparing(
                                            Comparator.naturalOrder()));
                    sorted.addAll(names);
                    return sorted;
                });
    }

    /** The memory with this id, null if there is none. */
    @Nullable Memory find(String id) {
        for (List<Memory> memories : byState.values()) {
            for (Memory memory : memories) {
                if (memory.id().equals(id)) {
                    return memory;
                }
            }
        }
        return null;
    }

    /** The memories whose ids begin with a text; enough of them to see whether it is one. */
    List<Memory> beginningWith(String prefix) {
        return byState.values().stream()
                .flatMap(List::stream)
                .filter(memory -> memory.id().startsWith(prefix))
                .limit(2)
                .toList();
    }

    /** How many would be listed, if all of a group were. */
    int number(MemoryGroup group) {
        return group.states().stream()
                .mapToInt(state -> byState.getOrDefault(state, List.of()).size())
                .sum();
    }

    /** Those of a group, in no particular order. */
    List<Memory> in(MemoryGroup group) {
        List<Memory> all = new ArrayList<>();
        byState.forEach(
                (state, memories) -> {
                    if (group.states().contains(state)) {
                        all.addAll(memories);
                    }
                });
        return all;
    }
}
