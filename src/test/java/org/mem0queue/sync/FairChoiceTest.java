package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is next. */
class FairChoiceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Memory> pending = new ArrayList<>();

    @Test
    void ofOneProjectTheOldestGoFirst() {
        add("new", "p", 30);
        add("old", "p", 10);
        add("middle", "p", 20);

        assertThat(choose(2)).containsExactly("old", "middle");
    }

    @Test
    void whatWasSavedInTheSameSecondKeepsItsOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            add("same" + i, "p", 10);
            ids.add("same" + i);
        }

        assertThat(choose(20)).isEqualTo(ids);
        assertThat(choose(5)).isEqualTo(ids.subList(0, 5));
    }

    @Test
    void projectsTakeTurns() {
        for (int i = 0; i < 100; i++) {
            add("large" + i, "large", i);
        }
        add("small0", "small", 500);
        add("small1", "small", 501);

        assertThat(choose(4)).containsExactly("large0", "small0", "large1", "small1");
    }

    @Test
    void theProjectWithTheFewestClaimsGoesFirst() {
        add("a", "busy", 1);
        add("b", "idle", 2);

        assertThat(choose(1, Map.of("busy", 1), Set.of(), Set.of())).containsExactly("b");
    }

    @Test
    void whatIsSaidToGoLastGoesBehindEveryOther() {
        add("suspect", "p", 1);
        add("p1", "p", 2);
        add("q1", "q", 3);

        assertThat(choose(9, Map.of("q", 5), Set.of(), Set.of("suspect")))
                .containsExactly("p1", "q1", "suspect");
        assertThat(choose(1, Map.of(), Set.of(), Set.of("suspect"))).containsExactly("p1");
    }

    @Test
    void whatHadItsTurnHasNoSecondOne() {
        add("a", "p", 1);
        add("b", "p", 2);

        assertThat(choose(9, Map.of(), Set.of("a"), Set.of())).containsExactly("b");
    }

    @Test
    void nobodyIsChosenWhenThereIsNoRoom() {
        add("a", "p", 1);

        assertThat(choose(0)).isEmpty();
        assertThat(choose(-1)).isEmpty();
    }

    @Test
    void whatCannotBeSentIsLeftOut() {
        add("none", null, 1);
        add("empty", "", 2);
        pending.add(
                new Memory(
                        "derived", true, "p", NOW, null, 0, MemoryState.PENDING, RawJson.of("{}")));
        add("a", "p", 3);

        assertThat(choose(9)).containsExactly("a");
    }

    @Test
    void whatWaitsIsLeftOutUntilItsTime() {
        wait("a", Duration.ofMillis(1), "{}");

        assertThat(choose(9)).isEmpty();
        assertThat(FairChoice.isDue(pending.getFirst(), NOW.plusMillis(1))).isTrue();
    }

    @Test
    void aWaitLongerThanAnyOfOursIsOverAtOnceBecauseTheClockWasSetBack() {
        wait("hour", Duration.ofHours(1), "{}");
        wait("more", Duration.ofHours(1).plusMillis(1), "{}");

        assertThat(choose(9)).containsExactly("more");
    }

    @Test
    void aWaitThatTheServerAskedForIsObeyed() {
        wait("asked", Duration.ofHours(3), "{\"retry_after_s\": 10800}");
        wait("beyond", Duration.ofHours(3).plusMillis(1), "{\"retry_after_s\": 10800}");

        assertThat(choose(9)).containsExactly("beyond");
    }

    private void add(String id, @Nullable String project, int second) {
        Instant saved = Instant.ofEpochSecond(1_764_460_800L + second);
        pending.add(
                new Memory(id, false, project, saved, 0, MemoryState.PENDING, RawJson.of("{}")));
    }

    private void wait(String id, Duration left, String raw) {
        pending.add(
                new Memory(
                        id,
                        false,
                        "p",
                        NOW,
                        NOW.plus(left),
                        0,
                        MemoryState.PENDING,
                        RawJson.of(raw)));
    }

    private List<String> choose(int atMost) {
        return choose(atMost, Map.of(), Set.of(), Set.of());
    }

    private List<String> choose(
            int atMost, Map<String, Integer> claimed, Set<String> tried, Set<String> last) {
        return FairChoice.of(pending, atMost, claimed, tried, last, NOW).stream()
                .map(Memory::id)
                .toList();
    }
}
