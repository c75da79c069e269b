package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Stretches of the chart begin where the local clock says so, also where it is put back. */
class ChartRangeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-23T13:02:26Z");

    private static List<String> labels(ChartRange range, Instant now, ZoneId zone) {
        return range.labelled(range.edges(now, zone), zone).stream()
                .map(edge -> edge.atZone(zone).toLocalDateTime().toString())
                .toList();
    }

    private static List<Duration> lengths(ChartRange range, Instant now, ZoneId zone) {
        List<Instant> edges = range.edges(now, zone);
        return java.util.stream.IntStream.range(1, edges.size())
                .mapToObj(i -> Duration.between(edges.get(i - 1), edges.get(i)))
                .toList();
    }

    @Test
    void aDayIsCutAtFullHours() {
        List<Instant> edges = ChartRange.DAY.edges(NOW, PARIS);
        assertThat(edges.getFirst()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(edges.get(1)).isEqualTo("2026-11-22T14:00:00Z");
        assertThat(edges.getLast()).isEqualTo(NOW);
        assertThat(edges).hasSize(26);
    }

    @Test
    void anHourIsCutAtFiveMinutes() {
        List<Instant> edges = ChartRange.HOUR.edges(NOW, PARIS);
        assertThat(edges.getFirst()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(edges.get(1)).isEqualTo("2026-11-23T12:05:00Z");
        assertThat(labels(ChartRange.HOUR, NOW, PARIS))
                .containsExactly(
                        "2026-11-23T13:00",
                        "2026-11-23T13:15",
                        "2026-11-23T13:30",
                        "2026-11-23T13:45",
                        "2026-11-23T14:00");
    }

    @Test
    void aWeekIsLabelledAtMidnights() {
        assertThat(labels(ChartRange.WEEK, NOW, PARIS))
                .startsWith("2026-11-17T00:00", "2026-11-18T00:00")
                .endsWith("2026-11-23T00:00")
                .hasSize(7);
    }

    @Test
    void anHourThatComesTwiceIsTwoHours() {
        // At 3:00 on 25 October 2026 the clock goes back to 2:00.
        Instant morning = Instant.parse("2026-10-25T08:30:00Z");
        List<Duration> lengths = lengths(ChartRange.DAY, morning, PARIS);
        assertThat(lengths.subList(0, 24)).containsOnly(Duration.ofHours(1));
        assertThat(lengths.getLast()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void anHourThatIsMissingIsLeftOut() {
        // At 2:00 on 29 March 2026 the clock goes forward to 3:00.
        Instant morning = Instant.parse("2026-03-29T07:30:00Z");
        List<Duration> lengths = lengths(ChartRange.DAY, morning, PARIS);
        assertThat(lengths.subList(0, 24)).containsOnly(Duration.ofHours(1));
        assertThat(labels(ChartRange.DAY, morning, PARIS)).noneMatch(l -> l.contains("T02"));
    }

    @Test
    void sixLocalHoursAreSevenWhereTheClockGoesBackAndFiveWhereItGoesForward() {
        assertThat(lengths(ChartRange.WEEK, Instant.parse("2026-10-27T12:00:00Z"), PARIS))
                .contains(Duration.ofHours(7))
                .doesNotContain(Duration.ofHours(5));
        assertThat(lengths(ChartRange.WEEK, Instant.parse("2026-03-31T12:00:00Z"), PARIS))
                .contains(Duration.ofHours(5))
                .doesNotContain(Duration.ofHours(7));
        assertThat(labels(ChartRange.WEEK, Instant.parse("2026-10-27T12:00:00Z"), PARIS))
                .allMatch(label -> label.endsWith("T00:00"));
    }

    @Test
    void aMidnightThatDoesNotExistMovesNoOtherBorder() {
        // In Beirut the clock goes from 0:00 to 1:00 on 29 March 2026.
        ZoneId beirut = ZoneId.of("Asia/Beirut");
        assertThat(labels(ChartRange.WEEK, Instant.parse("2026-03-31T12:00:00Z"), beirut))
                .contains("2026-03-29T01:00", "2026-03-30T00:00", "2026-03-31T00:00");
    }

    @Test
    void zonesWithHalfHoursHaveFullHoursOfTheirOwn() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        assertThat(ChartRange.DAY.edges(NOW, kolkata).getFirst().atZone(kolkata).getMinute())
                .isZero();
    }
}
