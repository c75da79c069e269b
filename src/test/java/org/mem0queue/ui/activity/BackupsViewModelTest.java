package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleActivity;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptActivityDesk;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.nav.PageContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class BackupsViewModelTest {
    private final ScriptActivityDesk desk = new ScriptActivityDesk();
    private final NoticeList notices = new NoticeList();
    private final PageContext context = SampleContext.with(notices);
    private final BackupsViewModel model =
            new BackupsViewModel(desk, context, new UnderLock(context));
    private final SampleSnapshots sample = SampleSnapshots.normal();

    @BeforeEach
    void fill() {
        sample.managed = true;
        desk.copies = SampleActivity.copies();
        desk.restore =
                SampleActivity.planned(
                        SampleActivity.plan("ok", SampleActivity.stamp(sample), 9, 1, 2));
    }

    private void open() {
        model.apply(sample.build());
        model.refresh();
    }

    private RestoreDetail detail() {
        return model.detailProperty().get().orElseThrow();
    }

    private void choose(int row) {
        model.select(new RestoreSource.Copy(model.rows().get(row).copy()));
    }

    @Test
    void rowsSayWhatTheyAreAndHowTheyDiffer() {
        open();
        assertThat(model.rows().get(0).name()).isEqualTo("Backup file");
        assertThat(model.rows().get(2).name()).isEqualTo("Damaged file");
        assertThat(model.rows().get(2).pending()).isEmpty();
        assertThat(model.rows().get(4).pinned()).isTrue();
        assertThat(model.rows().get(4).onlyHere()).isEqualTo("7");
        assertThat(model.rows().get(4).onlyNow()).isEqualTo("9");
    }

    @Test
    void theButtonCountsWhatGoesBackAndTheUncertainOnlyIfWanted() {
        open();
        choose(3);
        assertThat(detail().button()).isEqualTo("Restore 10 memories");
        model.alsoUncertainProperty().set(true);
        assertThat(detail().button()).isEqualTo("Restore 12 memories");
        model.restore();
        assertThat(desk.uncertain).containsExactly(QueueRestore.Uncertain.QUEUE);
    }

    @Test
    void anotherChoiceForgetsThatTheUncertainWereWanted() {
        open();
        choose(3);
        model.alsoUncertainProperty().set(true);
        choose(1);
        assertThat(model.alsoUncertainProperty().get()).isFalse();
    }

    @Test
    void aFileThatChangedSinceIsToldAndLookedAtAgain() {
        open();
        choose(3);
        assertThat(detail().stale()).isFalse();
        sample.file = SampleSnapshots.empty().file;
        sample.readAt = SampleSnapshots.NOW.plusSeconds(1);
        model.apply(sample.build());
        assertThat(detail().stale()).isTrue();
        desk.restored = new RestoreResult.Stopped("mem0_queue.json changed since the preview.");
        model.restore();
        int plans = desk.plans;
        notices.steps.getFirst().act().run();
        assertThat(desk.plans).isEqualTo(plans + 1);
    }

    @Test
    void aCorruptFileProposesTheNewestStateThatCanBeRead() {
        sample.file = SampleSnapshots.corrupt().file;
        open();
        BackupsAlert alert = model.alertProperty().get().orElseThrow();
        assertThat(alert.sentence()).isEqualTo("mem0_queue.json can’t be read.");
        assertThat(alert.button()).isEqualTo("Restore the state of 13:50");
        assertThat(model.sourceProperty().get()).isEqualTo(alert.source());
        model.close();
        model.apply(sample.build());
        assertThat(model.detailProperty().get()).as("closed once stays closed").isEmpty();
    }

    @Test
    void aCorruptFileWithoutAnyGoodStateSaysSo() {
        desk.copies = desk.copies.subList(2, 3);
        sample.file = SampleSnapshots.corrupt().file;
        open();
        assertThat(model.alertProperty().get().orElseThrow().button()).isEmpty();
        assertThat(model.alertProperty().get().orElseThrow().cause())
                .contains("No earlier state is kept that could be restored");
    }

    @Test
    void whatAnotherProgramTookOutIsProposed() {
        desk.takenOut =
                SampleActivity.planned(
                        SampleActivity.plan("ok", SampleActivity.stamp(sample), 3, 0, 1));
        open();
        assertThat(model.alertProperty().get().orElseThrow().sentence())
                .isEqualTo("Another program took 4 memories out of the queue.");
        assertThat(detail().button()).isEqualTo("Put back 3 memories");
    }

    @Test
    void aWindowThatOnlyWatchesRestoresNothing() {
        sample.managed = false;
        open();
        choose(3);
        assertThat(detail().refused()).contains("only watches");
        model.restore();
        assertThat(desk.restores).isEmpty();
    }

    @Test
    void aRestoreThatIsDoneClosesItsPane() {
        open();
        choose(3);
        desk.restored =
                new RestoreResult.Restored(
                        SampleActivity.plan("ok", SampleActivity.stamp(sample), 9, 1, 2));
        model.restore();
        assertThat(notices.done).containsExactly("10 memories are back in the queue.");
        assertThat(model.detailProperty().get()).isEmpty();
    }

    @Test
    void onlyAPinnedStateHasAnIncidentToClose() {
        open();
        choose(1);
        assertThat(model.incidents().property().get()).isEmpty();
        choose(4);
        Incident incident = model.incidents().property().get().orElseThrow();
        assertThat(incident.button()).isEqualTo("Close the incident");
        assertThat(incident.note()).contains("no Undo");
        assertThat(incident.refused()).isEmpty();
        QueueCopy chosen = model.rows().get(4).copy();
        model.incidents().close();
        assertThat(desk.closed).containsExactly(chosen);
        assertThat(notices.done).hasSize(1).first().asString().contains("closed");
        assertThat(model.sourceProperty().get()).isEqualTo(new RestoreSource.None());
        assertThat(model.incidents().property().get()).isEmpty();
    }

    @Test
    void aClosedStateIsAnOrdinaryOne() {
        List<QueueCopy> copies = new ArrayList<>(SampleActivity.copies());
        copies.set(
                4,
                SampleActivity.copy(
                        4, Duration.ofHours(27), "closed", "ok", new int[] {52, 4, 7, 9}));
        desk.copies = copies;
        open();
        choose(4);
        assertThat(model.rows().get(4).pinned()).isFalse();
        assertThat(model.rows().get(4).name()).isEqualTo("Kept state, incident closed");
        assertThat(model.incidents().property().get()).isEmpty();
    }

    @Test
    void whoOnlyWatchesIsToldWhyTheIncidentStaysOpen() {
        sample.managed = false;
        open();
        choose(4);
        assertThat(model.incidents().property().get().orElseThrow().refused())
                .contains("only watches");
        model.incidents().close();
        assertThat(desk.closed).isEmpty();
    }

    @Test
    void damageThatIsStillThereIsRestoredBeforeItsIncidentIsClosed() {
        desk.closing = QueueSnapshots.Closing.STILL_DAMAGED;
        open();
        choose(2);
        model.incidents().close();
        assertThat(notices.problems).hasSize(1).first().asString().contains("Restore it first");
    }

    @Test
    void firstLinesHideWhatIsSecret() {
        RestorePlan plan = SampleActivity.plan("ok", SampleActivity.stamp(sample), 0, 0, 0);
        Memory memory =
                new Memory(
                        "a1",
                        false,
                        "home-infra",
                        SampleSnapshots.NOW,
                        0,
                        MemoryState.PENDING,
                        RawJson.of("{\"id\":\"a1\",\"content\":\"\\nNAS password: hunter2!x\"}"));
        desk.restore =
                SampleActivity.planned(
                        new RestorePlan(
                                plan.source(),
                                plan.sourceTime(),
                                plan.basis(),
                                "ok",
                                List.of(memory),
                                List.of(),
                                List.of(),
                                List.of(),
                                0,
                                0));
        open();
        choose(3);
        assertThat(detail().lines())
                .extracting(RestorePreview.Line::text)
                .containsExactly("NAS password: " + Secrets.MASK);
    }
}
