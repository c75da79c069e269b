package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;
import static org.mem0queue.ui.overview.SaidSentences.ENGLISH;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.SamplePast;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptOverviewDesk;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Every number leads to its list; a refresh rebuilds nothing that did not change. */
class OverviewViewTest {
    private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

    private final List<Destination> gone = new ArrayList<>();
    private ScriptOverviewDesk desk = SamplePast.alarm();
    private OverviewPage page;

    private void show(SampleSnapshots sample) {
        Fx.run(
                () -> {
                    if (page == null) {
                        page = new OverviewPage(desk, Contexts.of(ENGLISH, gone::add));
                        new Scene((javafx.scene.Parent) page.node(), 1000, 800);
                    }
                    page.apply(sample.build(), NOW);
                    page.node().applyCss();
                    ((javafx.scene.Parent) page.node()).layout();
                });
    }

    private List<Node> all(String selector) {
        return Fx.call(() -> List.copyOf(page.node().lookupAll(selector)));
    }

    private void press(String selector, int index) {
        ButtonBase button = (ButtonBase) all(selector).get(index);
        Fx.run(button::fire);
    }

    @Test
    void everyTileOpensItsList() {
        show(SampleSnapshots.lost());
        List<Node> tiles = all(".tile");
        assertThat(tiles).hasSize(6).allMatch(Tile.class::isInstance);
        for (int i = 0; i < 6; i++) {
            press(".tile", i);
        }
        assertThat(gone)
                .containsExactly(
                        Destination.Memories.of(MemoryGroup.PENDING),
                        Destination.Memories.of(MemoryGroup.SENDING),
                        Destination.Memories.of(MemoryGroup.SYNCED),
                        Destination.Memories.of(MemoryGroup.FAILED),
                        Destination.Memories.of(MemoryGroup.UNCLEAR),
                        Destination.Memories.of(MemoryGroup.LOST));
    }

    @Test
    void sentenceFindingsProjectsAndLatestLeadWhereTheySay() {
        show(SampleSnapshots.lost());
        press(".sentence .button", 0);
        press(".findings .link", 0);
        press(".projects .project", 0);
        press(".latest-head .link", 0);
        press(".lines .link", 0);
        assertThat(gone)
                .containsExactly(
                        Destination.Memories.of(MemoryGroup.LOST),
                        Destination.Logs.asLeft(),
                        Destination.Memories.ofProject("trace-hub"),
                        new Destination.Activity(),
                        Destination.Logs.asLeft());
    }

    @Test
    void theBalanceOpensItsAccount() {
        show(SampleSnapshots.lost());
        assertThat(all(".account")).isEmpty();
        press(".balance .opener", 0);
        assertThat(all(".account .term")).hasSizeGreaterThan(6);
        press(".account .button", 0);
        assertThat(gone).containsExactly(Destination.Memories.of(MemoryGroup.SYNCED));
        press(".balance .opener", 0);
        assertThat(all(".account")).isEmpty();
    }

    @Test
    void theSameSnapshotLeavesEveryNodeAsItWas() {
        show(SampleSnapshots.lost());
        Set<Node> before = Fx.call(() -> Set.copyOf(page.node().lookupAll("*")));
        for (int i = 0; i < 5; i++) {
            show(SampleSnapshots.lost());
        }
        Set<Node> after = Fx.call(() -> Set.copyOf(page.node().lookupAll("*")));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aCountThatChangesKeepsItsButton() {
        show(SampleSnapshots.normal());
        Node button = all(".sentence .button").getFirst();
        SampleSnapshots fewer = SampleSnapshots.normal();
        fewer.counts = SampleSnapshots.counts(40, 0, 10, 4, 3, 2);
        show(fewer);
        assertThat(all(".sentence .button").getFirst()).isSameAs(button);
        assertThat(((Button) button).getText()).isEqualTo("Show 9 that failed");
    }

    @Test
    void whereNothingIsRecordedYetTheChartTakesNoRoomAndOffersNoRange() {
        desk = new ScriptOverviewDesk();
        show(SampleSnapshots.normal());
        assertThat(all(".chart-pane").getFirst().getPseudoClassStates()).contains(EMPTY);
        assertThat(all(".chart-pane .segments").getFirst().isVisible()).isFalse();
    }

    @Test
    void aChartHasItsRoomAndItsRanges() {
        show(SampleSnapshots.lost());
        assertThat(all(".chart-pane").getFirst().getPseudoClassStates()).doesNotContain(EMPTY);
        assertThat(all(".chart-pane .segments").getFirst().isVisible()).isTrue();
    }

    @Test
    void withoutFindingsThereIsNoSectionForThem() {
        show(SampleSnapshots.calm());
        assertThat(all(".findings").getFirst().isVisible()).isFalse();
        show(SampleSnapshots.normal());
        assertThat(all(".findings").getFirst().isVisible()).isTrue();
    }

    @Test
    void theOtherProjectsAreOpenedWhereTheyAreCounted() {
        ProjectList list =
                Fx.call(
                        () -> {
                            ProjectList made = new ProjectList(gone::add, ENGLISH);
                            made.show(projects(10));
                            return made;
                        });
        assertThat(lines(list)).isEqualTo(6);
        Button others = (Button) Fx.call(() -> list.lookup(".others"));
        assertThat(others.getText()).isEqualTo("4 more projects");
        Fx.run(others::fire);
        assertThat(lines(list)).isEqualTo(10);
        Fx.run(() -> list.show(projects(11)));
        assertThat(lines(list)).as("it stays open").isEqualTo(11);
        Fx.run(others::fire);
        assertThat(lines(list)).isEqualTo(6);
        assertThat(gone).isEmpty();
        Fx.run(
                () -> {
                    list.show(projects(500));
                    others.fire();
                });
        assertThat(lines(list)).isEqualTo(6);
        assertThat(gone).containsExactly(Destination.Memories.of(MemoryGroup.ALL));
    }

    private static int lines(ProjectList list) {
        return Fx.call(() -> list.lookupAll(".project").size());
    }

    private static List<ProjectCounts> projects(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new ProjectCounts("project-" + i, 1, 2))
                .toList();
    }
}
