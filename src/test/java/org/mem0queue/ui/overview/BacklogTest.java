package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.ui.SamplePast;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the chart shows of the recorded counts; and that it says nothing of what nobody saw. */
class BacklogTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Messages ENGLISH =
            new Messages(Locale.ENGLISH, PARIS, SampleSnapshots.HOME);

    private static CountsSample sample(Instant time, long waiting, long synced, long lost) {
        return new CountsSample(
                time,
                new Counts(
                        1,
                        waiting - 1,
                        0,
                        0,
                        2,
                        synced - 2,
                        0,
                        0,
                        0,
                        OptionalLong.empty(),
                        lost == 0 ? OptionalLong.empty() : OptionalLong.of(lost),
                        0,
                        0));
    }

    private static CountsSample minutesAgo(long minutes, long waiting, long synced) {
        return sample(NOW.minus(Duration.ofMinutes(minutes)), waiting, synced, 0);
    }

    private static Backlog day(CountsSample... samples) {
        return Backlog.of(ChartRange.DAY, List.of(samples), NOW, PARIS);
    }

    @Test
    void whatIsSyncedCountsInTheHourInWhichItWasSeen() {
        // It is 14:02.
        Backlog backlog =
                day(
                        minutesAgo(70, 9, 100),
                        minutesAgo(60, 8, 101),
                        minutesAgo(50, 5, 104),
                        minutesAgo(10, 5, 104),
                        minutesAgo(1, 5, 105));
        int hours = backlog.synced().size();
        assertThat(backlog.synced().get(hours - 2)).isEqualTo(4);
        assertThat(backlog.synced().getLast()).isEqualTo(1);
        assertThat(backlog.allSynced()).isEqualTo(5);
        assertThat(backlog.mostWaiting()).isEqualTo(9);
    }

    @Test
    void whatWasSyncedWhileNobodyLookedIsSharedOutEvenly() {
        Backlog backlog = day(minutesAgo(602, 40, 100), minutesAgo(2, 0, 140));
        int hours = backlog.synced().size();
        assertThat(backlog.synced().subList(hours - 11, hours - 1))
                .allSatisfy(hour -> assertThat(hour).isEqualTo(4, within(0.1)));
        assertThat(backlog.allSynced()).isEqualTo(40);
    }

    @Test
    void theLineIsBrokenWhereNobodyLooked() {
        Backlog backlog =
                day(
                        minutesAgo(300, 4, 10),
                        minutesAgo(299, 4, 10),
                        minutesAgo(30, 7, 10),
                        minutesAgo(29, 7, 10));
        assertThat(backlog.runs()).extracting(List::size).containsExactly(2, 2);
    }

    @Test
    void aCountThatFallsIsNothingSynced() {
        Backlog backlog = day(minutesAgo(10, 4, 100), minutesAgo(5, 4, 20), minutesAgo(1, 4, 21));
        assertThat(backlog.allSynced()).isEqualTo(1);
    }

    @Test
    void lossesThatCloselyFollowEachOtherAreToldAsOne() {
        Instant first = NOW.minus(Duration.ofHours(10));
        Backlog backlog =
                day(
                        sample(first.minusSeconds(60), 3, 9, 0),
                        sample(first, 3, 9, 4),
                        sample(first.plusSeconds(60), 3, 9, 7),
                        sample(NOW.minusSeconds(60), 3, 9, 8));
        assertThat(backlog.losses())
                .containsExactly(
                        new Backlog.Loss(first, 7), new Backlog.Loss(NOW.minusSeconds(60), 1));
    }

    @Test
    void whatWasLostBeforeTheChartBeginsIsNoNewLoss() {
        assertThat(day(sample(NOW.minusSeconds(90), 3, 9, 7)).losses()).isEmpty();
    }

    @Test
    void samplesFromAClockThatWasAheadAreLeftOut() {
        Backlog backlog = day(minutesAgo(5, 3, 9), sample(NOW.plusSeconds(3600), 99, 99, 0));
        assertThat(backlog.mostWaiting()).isEqualTo(3);
        assertThat(backlog.allSynced()).isZero();
    }

    @Test
    void axesEndAtRoundNumbers() {
        assertThat(Axis.withHalf(58).ticks()).containsExactly(0L, 30L, 60L);
        assertThat(Axis.withHalf(0).ticks()).containsExactly(0L, 1L, 2L);
        assertThat(Axis.withHalf(5).ticks()).containsExactly(0L, 3L, 6L);
        assertThat(Axis.withHalf(61).top()).isEqualTo(100);
        assertThat(Axis.withHalf(123_456).top()).isEqualTo(200_000);
        assertThat(Axis.withTop(15).ticks()).containsExactly(0L, 15L);
        assertThat(Axis.withTop(0).top()).isEqualTo(1);
        assertThat(Axis.withTop(7).top()).isEqualTo(7);
        assertThat(Axis.withTop(9).top()).isEqualTo(10);
        assertThat(Axis.withTop(1001).top()).isEqualTo(1200);
    }

    @Test
    void theChartOfThePictureIsDrawnAsThere() {
        List<CountsSample> samples = new ArrayList<>(SamplePast.alarm().samples);
        ChartText chart = ChartText.of(ChartRange.DAY, samples, NOW, ENGLISH);
        assertThat(chart.waitingTicks())
                .extracting(ChartText.Tick::text)
                .containsExactly("0", "30", "60");
        assertThat(chart.labels())
                .extracting(ChartText.Label::text)
                .startsWith("14:00", "18:00", "22:00", "02:00");
        assertThat(chart.losses()).extracting(ChartText.Label::text).hasSize(1);
        assertThat(chart.losses().getFirst().text()).startsWith("7 lost, 01:");
        assertThat(chart.bars()).allMatch(bar -> bar.from() < bar.to() && bar.height() <= 1);
        assertThat(chart.waiting().getFirst())
                .allMatch(spot -> spot.x() >= 0 && spot.x() <= 1 && spot.y() <= 1);
        assertThat(chart.spoken())
                .startsWith("Backlog and throughput, 24 h: 57 waiting now, 57 at most");
    }

    @Test
    void aDayInWhichNothingHappenedHasNoBarsAndNoNumberAtItsEnd() {
        ChartText chart =
                ChartText.of(
                        ChartRange.DAY,
                        List.of(
                                new CountsSample(
                                        NOW.minusSeconds(90),
                                        SampleSnapshots.counts(0, 0, 0, 0, 0, 0))),
                        NOW,
                        ENGLISH);
        assertThat(chart.bars()).isEmpty();
        assertThat(chart.last()).isEmpty();
        assertThat(chart.waiting()).hasSize(1);
    }
}
