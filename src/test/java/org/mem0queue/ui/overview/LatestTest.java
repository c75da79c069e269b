package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;
import static org.mem0queue.ui.overview.SaidSentences.ENGLISH;
import static org.mem0queue.ui.overview.SaidSentences.FRENCH;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.ui.SamplePast;
import org.mem0queue.ui.ScriptOverviewDesk;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

class LatestTest {
    private static JourneyEvent event(long secondsAgo, String id, JourneyKind kind) {
        return new JourneyEvent(id, NOW.minusSeconds(secondsAgo), kind);
    }

    private static Act act(long secondsAgo, ActKind kind, boolean completed) {
        return new Act(
                1,
                NOW.minusSeconds(secondsAgo),
                "cli",
                kind,
                "",
                completed,
                List.of(
                        new Act.Target("a", true, OptionalLong.empty()),
                        new Act.Target("b", true, OptionalLong.empty()),
                        new Act.Target("c", false, OptionalLong.empty())),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    @Test
    void whatHappenedToSeveralInARowIsOneLine() {
        ScriptOverviewDesk desk = SamplePast.alarm();
        assertThat(Latest.of(desk.acts, desk.events, ENGLISH))
                .extracting(Latest.Line::sentence)
                .containsExactly(
                        "7 memories were lost",
                        "3 memories moved to Failed",
                        "1 memory synced, confirmed by the server",
                        "12 memories synced, as the worker reports",
                        "12 memories put back into the queue",
                        "1 memory accepted");
    }

    @Test
    void stepsFarApartAreToldOneByOne() {
        assertThat(
                        Happening.gather(
                                List.of(
                                        event(0, "a", JourneyKind.FAILED),
                                        event(500, "b", JourneyKind.FAILED),
                                        event(1000, "c", JourneyKind.DEAD_LETTERED),
                                        event(1601, "d", JourneyKind.FAILED))))
                .extracting(Happening::number)
                .containsExactly(3L, 1L);
    }

    @Test
    void oneMemoryIsShownItselfAndSeveralAsTheirList() {
        List<Latest.Line> lines =
                Latest.of(
                        List.of(),
                        List.of(
                                event(1, "alone", JourneyKind.VANISHED_LOST),
                                event(2, "x", JourneyKind.SYNCED_CONFIRMED),
                                event(3, "y", JourneyKind.SYNCED_CONFIRMED)),
                        ENGLISH);
        assertThat(lines)
                .extracting(line -> line.step().destination())
                .containsExactly(
                        Destination.Memories.one("alone"),
                        Destination.Memories.of(MemoryGroup.SYNCED));
    }

    @Test
    void stepsInBetweenAreNotTold() {
        assertThat(
                        Happening.gather(
                                Arrays.stream(JourneyKind.values())
                                        .map(kind -> event(1, "a", kind))
                                        .toList()))
                .extracting(Happening::kind)
                .containsExactlyInAnyOrder(Happening.Kind.values());
    }

    @Test
    void everyActHasItsSentenceAndCountsWhatItReached() {
        for (ActKind kind : ActKind.values()) {
            for (var words : List.of(ENGLISH, FRENCH)) {
                Latest.Line line = Latest.of(List.of(act(1, kind, true)), List.of(), words).get(0);
                assertThat(line.sentence()).isNotBlank();
                assertThat(line.step().destination()).isEqualTo(new Destination.Activity());
            }
        }
        assertThat(Latest.of(List.of(act(1, ActKind.DISCARD, true)), List.of(), ENGLISH).get(0))
                .extracting(Latest.Line::sentence)
                .isEqualTo("2 memories discarded");
        assertThat(Latest.of(List.of(act(1, ActKind.DISCARD, false)), List.of(), ENGLISH).get(0))
                .extracting(Latest.Line::sentence)
                .isEqualTo("2 memories discarded; its end was not recorded");
    }
}
