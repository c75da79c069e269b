package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Skipped;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleActivity;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptActivityDesk;
import org.mem0queue.ui.nav.PageContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class ActsViewModelTest {
    private final ScriptActivityDesk desk = new ScriptActivityDesk();
    private final NoticeList notices = new NoticeList();
    private final PageContext context = SampleContext.with(notices);
    private final ActsViewModel model = new ActsViewModel(desk, context, new UnderLock(context));
    private final SampleSnapshots sample = SampleSnapshots.normal();

    @BeforeEach
    void manage() {
        sample.managed = true;
        model.apply(sample.build());
    }

    private void fill() {
        List<Act> acts = SampleActivity.acts();
        desk.acts = new LedgerResult.Done<>(acts);
        desk.previews.put(30L, SampleActivity.preview(acts.get(1)));
        model.refresh();
    }

    private List<String> sentences() {
        return model.items().stream()
                .map(
                        item ->
                                switch (item) {
                                    case ActItem.Day(String name) -> "# " + name;
                                    case ActItem.Line line -> line.sentence();
                                })
                .toList();
    }

    @Test
    void actsStandBelowTheirDay() {
        fill();
        assertThat(sentences())
                .startsWith("# Today", "Paused sending", "Retried 12 memories")
                .contains("# 22 Nov", "# 21 Nov");
    }

    @Test
    void aRuleIsSaidInWordsAndWhatWasLeftIsCounted() {
        fill();
        ActItem.Line retry = (ActItem.Line) model.items().get(2);
        assertThat(retry.scope()).isEqualTo("all failed, error “timed out”");
        assertThat(retry.outcome()).isEqualTo("2 left as they were");
        assertThat(retry.who()).isEqualTo("in the window");
    }

    @Test
    void aKindAndATextNarrowTheListAndDaysWithoutActsGo() {
        fill();
        model.kindProperty().set(Optional.of(ActKind.DISCARD));
        assertThat(sentences())
                .containsExactly(
                        "# Today",
                        "Moved 1 memory to trash",
                        "# 22 Nov",
                        "Moved 3 memories to trash");
        model.textProperty().set("dotfiles");
        assertThat(sentences()).containsExactly("# 22 Nov", "Moved 3 memories to trash");
        model.textProperty().set("no such");
        assertThat(model.items()).isEmpty();
        assertThat(model.emptyProperty().get()).isEqualTo("No act fits the filter.");
        model.clearFilter();
        assertThat(model.items()).hasSize(13);
    }

    @Test
    void aNewActLeavesTheChosenOneChosen() {
        fill();
        model.select(30);
        List<Act> more = new ArrayList<>(SampleActivity.acts());
        more.addFirst(SampleActivity.act(32, ActKind.RESUME, Duration.ZERO, "cli", "", 0, 0));
        desk.acts = new LedgerResult.Done<>(more);
        model.refresh();
        assertThat(model.selectedProperty().get()).isEqualTo(30);
        assertThat(model.detailProperty().get().orElseThrow().act().number()).isEqualTo(30);
    }

    @Test
    void theButtonCountsWhatCanStillBeTakenBack() {
        fill();
        model.select(30);
        ActDetail.Undo undo = model.detailProperty().get().orElseThrow().undo();
        assertThat(undo).isInstanceOf(ActDetail.Undo.Possible.class);
        assertThat(((ActDetail.Undo.Possible) undo).button()).isEqualTo("Take back 10 memories");
        assertThat(undo.sentence()).contains("2 have moved on");
        model.undo((ActDetail.Undo.Possible) undo);
        assertThat(desk.undos.getFirst().planned()).hasSize(10);
    }

    @Test
    void whatCannotBeTakenBackSaysWhy() {
        fill();
        model.select(31);
        assertThat(undoSentence()).contains("changed no memory");
        model.select(26);
        assertThat(undoSentence()).contains("cannot be unsent");
        model.select(28);
        assertThat(undoSentence()).isEqualTo("Act 29 took it back already.");
        model.select(23);
        assertThat(model.detailProperty().get().orElseThrow().undo())
                .isInstanceOfSatisfying(
                        ActDetail.Undo.CannotBe.class,
                        cannot -> assertThat(cannot.toBackups()).isTrue());
    }

    private String undoSentence() {
        return model.detailProperty().get().orElseThrow().undo().sentence();
    }

    @Test
    void whereTheWindowOnlyWatchesTheButtonSaysSo() {
        fill();
        sample.managed = false;
        model.select(30);
        model.apply(sample.build());
        ActDetail.Undo.Possible undo =
                (ActDetail.Undo.Possible) model.detailProperty().get().orElseThrow().undo();
        assertThat(undo.refused()).contains("only watches");
        model.undo(undo);
        assertThat(desk.undos).isEmpty();
    }

    @Test
    void partialUndosAreToldIdById() {
        fill();
        desk.undone =
                new ActReport.Done(
                        OptionalLong.empty(),
                        ActKind.UNDO,
                        List.of(),
                        List.of(new Skipped(SampleActivity.id(3), "has failed meanwhile")),
                        null);
        model.select(30);
        model.undo((ActDetail.Undo.Possible) model.detailProperty().get().orElseThrow().undo());
        assertThat(notices.problems)
                .containsExactly("1 was left as it is: 7f3af8eb: It has failed meanwhile.");
    }

    @Test
    void aLockThatStaysHeldOffersToTryAgain() {
        fill();
        desk.undone =
                new ActReport.LockHeld(
                        new LockStatus(
                                LockStatus.State.HELD,
                                new LockStatus.Holder(4711, "python3", "", false),
                                null,
                                null));
        model.select(30);
        model.undo((ActDetail.Undo.Possible) model.detailProperty().get().orElseThrow().undo());
        assertThat(notices.problems.getFirst())
                .startsWith("python3 (pid 4711) kept the queue lock");
        notices.steps.getFirst().act().run();
        assertThat(desk.undos).hasSize(2);
    }

    @Test
    void noHistoryAndAMissingOneAreToldApart() {
        model.refresh();
        assertThat(model.titleProperty().get()).isEqualTo("Nothing was done here yet.");
        desk.acts = SampleActivity.missing();
        model.refresh();
        assertThat(model.titleProperty().get()).isEqualTo("The history is missing.");
        assertThat(model.emptyProperty().get()).contains("newer version", "queue is not affected");
    }

    @Test
    void olderActsAreReadOnDemand() {
        List<Act> many = new ArrayList<>();
        for (int i = 0; i < ActsViewModel.FIRST + 5; i++) {
            many.add(
                    SampleActivity.act(
                            1000 - i, ActKind.PAUSE, Duration.ofMinutes(i), "cli", "", 0, 0));
        }
        desk.acts = new LedgerResult.Done<>(many);
        model.refresh();
        assertThat(model.moreProperty().get()).isTrue();
        model.readMore();
        assertThat(model.moreProperty().get()).isFalse();
        assertThat(model.items()).hasSizeGreaterThanOrEqualTo(ActsViewModel.FIRST + 5);
    }
}
