package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class DistinctMemoriesTest {
    private static final List<MemoryState> FOUND =
            List.of(
                    MemoryState.IN_FLIGHT,
                    MemoryState.PENDING,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY,
                    MemoryState.SPOOLED,
                    MemoryState.TRASH);

    private static Memory memory(MemoryState state, String id, long second) {
        return new Memory(
                id, false, "p", Instant.ofEpochSecond(second), 0, state, RawJson.of("{}"));
    }

    private static List<String> ids(DistinctMemories.Look look, MemoryState state) {
        return look.byState().getOrDefault(state, List.of()).stream().map(Memory::id).toList();
    }

    @Test
    void anIdThatIsFoundTwiceBelongsToTheStateThatIsFurtherOn() {
        DistinctMemories.Look look =
                new DistinctMemories()
                        .of(
                                Map.of(
                                        MemoryState.IN_FLIGHT,
                                        List.of(memory(MemoryState.IN_FLIGHT, "a", 5)),
                                        MemoryState.PENDING,
                                        List.of(
                                                memory(MemoryState.PENDING, "a", 5),
                                                memory(MemoryState.PENDING, "b", 6),
                                                memory(MemoryState.PENDING, "b", 7)),
                                        MemoryState.SPOOLED,
                                        List.of(
                                                memory(MemoryState.SPOOLED, "b", 4),
                                                memory(MemoryState.SPOOLED, "c", 8))));
        assertThat(ids(look, MemoryState.IN_FLIGHT)).containsExactly("a");
        assertThat(ids(look, MemoryState.PENDING)).containsExactly("b");
        assertThat(ids(look, MemoryState.SPOOLED)).containsExactly("c");
        assertThat(look.byState()).doesNotContainKey(MemoryState.FAILED);
    }

    @Test
    void theOldestIsThatOfTheWaitingOnesOnly() {
        DistinctMemories memories = new DistinctMemories();
        List<Memory> pending = List.of(memory(MemoryState.PENDING, "a", 50));
        List<Memory> failed = List.of(memory(MemoryState.FAILED, "f", 1));
        assertThat(
                        memories.of(
                                        Map.of(
                                                MemoryState.PENDING,
                                                pending,
                                                MemoryState.FAILED,
                                                failed,
                                                MemoryState.SPOOLED,
                                                List.of(memory(MemoryState.SPOOLED, "s", 40))))
                                .oldestWaiting())
                .isEqualTo(Instant.ofEpochSecond(40));
        assertThat(memories.of(Map.of(MemoryState.PENDING, pending)).oldestWaiting())
                .isEqualTo(Instant.ofEpochSecond(50));
        assertThat(memories.of(Map.of(MemoryState.FAILED, failed)).oldestWaiting()).isNull();
    }

    /** What is remembered of earlier looks must not show: against a look that remembers nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLookTellsTheSameWhateverWasSeenBefore(long seed) {
        Random random = new Random(seed);
        DistinctMemories remembering = new DistinctMemories();
        Map<MemoryState, List<Memory>> found = new EnumMap<>(MemoryState.class);
        for (int step = 0; step < 400; step++) {
            MemoryState state = FOUND.get(random.nextInt(FOUND.size()));
            found.put(state, changed(found.getOrDefault(state, List.of()), state, random));
            DistinctMemories.Look look = remembering.of(found);
            DistinctMemories.Look first = new DistinctMemories().of(found);
            assertThat(look).as("seed %d, step %d", seed, step).isEqualTo(first);
        }
    }

    private static List<Memory> changed(List<Memory> old, MemoryState state, Random random) {
        List<Memory> next = new ArrayList<>(old);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> {
                // mostly ids of its own, sometimes one that is somewhere else too
                int ids = random.nextInt(4) == 0 ? 30 : 100_000;
                next.add(memory(state, "id" + random.nextInt(ids), random.nextInt(1_000)));
            }
            case 3 -> {
                if (!next.isEmpty()) {
                    next.remove(random.nextInt(next.size()));
                }
            }
            case 4 -> {
                if (!next.isEmpty()) {
                    int at = random.nextInt(next.size());
                    next.set(at, memory(state, next.get(at).id(), random.nextInt(1_000)));
                }
            }
            default -> {
                if (random.nextInt(8) == 0) {
                    next.clear();
                }
            }
        }
        return List.copyOf(next);
    }
}
