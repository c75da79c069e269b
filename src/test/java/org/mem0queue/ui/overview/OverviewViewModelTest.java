package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;
import static org.mem0queue.ui.overview.SaidSentences.ENGLISH;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.SamplePast;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptOverviewDesk;
import org.mem0queue.ui.control.Tile;

import java.util.ArrayList;
import java.util.List;

/** When the past is asked, and what becomes of the answer; without a toolkit. */
class OverviewViewModelTest {
    private final ScriptOverviewDesk desk = SamplePast.alarm();
    private final OverviewViewModel model =
            new OverviewViewModel(desk, Contexts.of(ENGLISH, goes -> {}));

    private void look(long secondsLater) {
        SampleSnapshots sample = SampleSnapshots.alarm();
        sample.readAt = NOW.plusSeconds(secondsLater);
        model.apply(sample.build(), NOW.plusSeconds(secondsLater));
    }

    @Test
    void thePastIsAskedAtTheFirstLookAndThenEveryTenSeconds() {
        look(0);
        assertThat(desk.asked).hasValue(1);
        for (int second = 1; second < 10; second++) {
            look(second);
            model.tick(NOW.plusSeconds(second));
        }
        assertThat(desk.asked).hasValue(1);
        model.tick(NOW.plusSeconds(10));
        assertThat(desk.asked).hasValue(2);
    }

    @Test
    void nobodyIsAskedWhileNobodyLooks() {
        look(0);
        model.left();
        for (int second = 1; second < 60; second++) {
            look(second);
        }
        assertThat(desk.asked).hasValue(1);
        model.opened();
        look(60);
        assertThat(desk.asked).hasValue(2);
    }

    @Test
    void anotherRangeIsAskedAtOnce() {
        look(0);
        model.rangeProperty().set(ChartRange.WEEK);
        assertThat(model.chartProperty().get().range()).isEqualTo(ChartRange.WEEK);
        assertThat(model.chartProperty().get().waiting()).isNotEmpty();
        // The week, and the day for the tiles.
        assertThat(desk.asked).hasValue(3);
    }

    @Test
    void theChartEndsWithWhatIsSeenNow() {
        look(0);
        assertThat(model.chartProperty().get().last()).isEqualTo("58");
    }

    @Test
    void nothingIsDrawnAnewWhereNothingChanged() {
        look(0);
        List<Object> drawn = new ArrayList<>();
        model.chartProperty().addListener((property, before, now) -> drawn.add(now));
        model.latestProperty().addListener((property, before, now) -> drawn.add(now));
        model.projectsProperty().addListener((property, before, now) -> drawn.add(now));
        for (int second = 1; second < 9; second++) {
            look(0);
            model.tick(NOW.plusSeconds(second));
        }
        assertThat(drawn).isEmpty();
    }

    @Test
    void tilesHaveTheTrendOfTheDay() {
        look(0);
        List<Tile.Text> tiles = model.textProperty().get().tiles();
        assertThat(tiles.get(0).trend().values()).hasSizeGreaterThan(4);
        assertThat(tiles.get(1).trend()).isEqualTo(Tile.Trend.NONE);
        assertThat(tiles.get(2).trend().values()).hasSizeGreaterThan(4);
        assertThat(tiles.get(3).trend().values()).isSorted();
        assertThat(tiles.get(3).trend().help()).contains(": 2.");
    }

    @Test
    void aPastThatCannotBeReadSaysSoAndComesBack() {
        desk.problem = "ledger.db was written by a newer version.";
        look(0);
        assertThat(model.chartProperty().get().empty())
                .isEqualTo(
                        "What happened earlier can’t be read: ledger.db was written by a newer"
                                + " version.");
        desk.problem = "";
        look(10);
        assertThat(model.chartProperty().get().waiting()).isNotEmpty();
    }

    @Test
    void withoutAPastTheChartSaysWhenItBegins() {
        desk.samples = List.of();
        look(0);
        assertThat(model.chartProperty().get().empty())
                .startsWith("The chart begins with the first look that is recorded.");
    }

    @Test
    void whoHoldsTheLockTooLongIsTheLatest() {
        look(0);
        LatestText.Entry first = model.latestProperty().get().lines().getFirst();
        assertThat(first.line().sentence())
                .isEqualTo("python3 4711 took the queue lock at 14:01:45 and still holds it");
        assertThat(first.when()).isEqualTo("14:01");
    }

    @Test
    void numbersThatCannotBeReadEndNoChart() {
        SampleSnapshots corrupt = SampleSnapshots.corrupt();
        model.apply(corrupt.build(), NOW);
        assertThat(model.chartProperty().get().last()).isEqualTo("57");
    }
}
