package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The memories of a look by state, each id once: the state that stands first in {@link #ORDER} has
 * it. Remembers the ids of the last look, so that a list of 100,000 to which one was added costs
 * the comparing of two lists, not a new index. Confined to one thread at a time.
 */
final class DistinctMemories {
    /** Which state an id belongs to that is found in several. */
    private static final List<MemoryState> ORDER =
            List.of(
                    MemoryState.IN_FLIGHT,
                    MemoryState.IN_DOUBT,
                    MemoryState.PENDING,
                    MemoryState.HELD,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY,
                    MemoryState.SPOOLED,
                    MemoryState.TRASH);

    private final Map<MemoryState, Ids> known = new EnumMap<>(MemoryState.class);

    /**
     * One look.
     *
     * @param byState the lists without repeated ids, in their order; states without any are absent
     * @param oldestWaiting when the oldest memory that is not sent yet was saved, null if unknown
     */
    record Look(Map<MemoryState, List<Memory>> byState, @Nullable Instant oldestWaiting) {}

    /**
     * @param found the lists as they stand in the files; never changed afterwards
     */
    Look of(Map<MemoryState, List<Memory>> found) {
        Map<MemoryState, List<Memory>> distinct = new EnumMap<>(MemoryState.class);
        List<Ids> earlier = new ArrayList<>();
        for (MemoryState state : ORDER) {
            Ids ids = known.computeIfAbsent(state, _ -> new Ids());
            ids.follow(found.getOrDefault(state, List.of()));
            List<Memory> memories = ids.without(earlier);
            if (!memories.isEmpty()) {
                distinct.put(state, Collections.unmodifiableList(memories));
            }
            earlier.add(ids);
        }
        return new Look(
                Collections.unmodifiableMap(distinct),
                earlier(oldest(MemoryState.PENDING), oldest(MemoryState.SPOOLED)));
    }

    private @Nullable Instant oldest(MemoryState state) {
        Ids ids = known.get(state);
        return ids == null ? null : ids.oldest;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** The ids of one list, and the age of its oldest memory. */
    private static final class Ids {
        private List<Memory> list = List.of();
        private Set<String> ids = new HashSet<>();
        private @Nullable Instant oldest;

        /** Makes this the ids of that list. */
        @SuppressWarnings("ReferenceEquality") // a file that was not read again gives the same list
        void follow(List<Memory> next) {
            if (next == list) {
                return;
            }
            int shared = ids.size() == list.size() ? sharedStart(list, next) : 0;
            if (shared < list.size() / 2) {
                ids = HashSet.newHashSet(next.size());
                shared = 0;
            }
            for (int i = shared; i < list.size() && !ids.isEmpty(); i++) {
                ids.remove(list.get(i).id());
            }
            if (shared < list.size()) {
                oldest = null;
                next.subList(0, shared).forEach(this::note);
            }
            for (Memory memory : next.subList(shared, next.size())) {
                ids.add(memory.id());
                note(memory);
            }
            list = next;
        }

        private void note(Memory memory) {
            oldest = earlier(oldest, memory.timestamp().orElse(null));
        }

        private static int sharedStart(List<Memory> one, List<Memory> other) {
            int end = Math.min(one.size(), other.size());
            int i = 0;
            while (i < end && isSame(one.get(i), other.get(i))) {
                i++;
            }
            return i;
        }

        @SuppressWarnings("ReferenceEquality") // what was not read again is the same object
        private static boolean isSame(Memory one, Memory other) {
            return one == other
                    || (one.id().equals(other.id()) && one.timestamp().equals(other.timestamp()));
        }

        /** The list without ids that it repeats or that are in one of the others. */
        List<Memory> without(List<Ids> others) {
            if (ids.size() == list.size() && others.stream().noneMatch(this::overlaps)) {
                return list;
            }
            Set<String> taken = new HashSet<>();
            List<Memory> left = new ArrayList<>();
            for (Memory memory : list) {
                if (others.stream().noneMatch(other -> other.ids.contains(memory.id()))
                        && taken.add(memory.id())) {
                    left.add(memory);
                }
            }
            return left;
        }

        private boolean overlaps(Ids other) {
            return ids.size() < other.ids.size()
                    ? ids.stream().anyMatch(other.ids::contains)
                    : other.ids.stream().anyMatch(ids::contains);
        }
    }
}
