package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a press on the Memories screen does, and what it says of it. */
class MemoriesActsTest extends MemoriesFixture {
    @BeforeEach
    void openThePage() {
        open();
    }

    private void held(String project, String content) {
        sample.add(MemoryState.HELD, project, content, 1, 0, null, null);
    }

    private String button() {
        return Objects.requireNonNull(text().primary()).text();
    }

    @Test
    void theButtonCountsWhatMatches() {
        model.setGroup(MemoryGroup.FAILED);
        assertThat(button()).isEqualTo("Retry all 19");
        model.setText("timed out");
        assertThat(button()).isEqualTo("Retry 12 matching");
        model.select(listing().matching().subList(0, 3));
        assertThat(button()).isEqualTo("Retry 3 selected");
        model.select(listing().matching().subList(0, 1));
        assertThat(button()).as("one alone is what is being read").isEqualTo("Retry 12 matching");
    }

    @Test
    void amongAllOnlyWhatNeedsAPersonIsRetried() {
        assertThat(button()).isEqualTo("Retry all 19");
        model.setGroup(MemoryGroup.PENDING);
        assertThat(button()).as("what waits for its next try").isEqualTo("Send 7 now");
        model.setGroup(MemoryGroup.TRASH);
        assertThat(button()).isEqualTo("Restore 1");
        model.setGroup(MemoryGroup.SENDING);
        assertThat(text().primary()).isNull();
    }

    @Test
    void whatIsOnHoldStandsAmongThePendingAndIsReleasedOnlyIfItIsMarked() {
        held("home-infra", "held one");
        held("dotfiles", "held two");
        look();
        model.setGroup(MemoryGroup.PENDING);
        assertThat(listing().matching()).hasSize(60);
        assertThat(listing().columns()).as("two states").contains(Listing.Column.STATE);
        assertThat(text().sentence().headline()).startsWith("60 memories are waiting");
        assertThat(text().sentence().cause())
                .isEqualTo("2 of them are on hold: nobody sends them until you release them.");
        assertThat(button()).isEqualTo("Send 7 now");
        model.select(sample.in(MemoryState.HELD));
        assertThat(button()).isEqualTo("Release 2 selected");
        model.pressPrimary();
        assertThat(desk.acts.getFirst().wish()).isEqualTo(Wish.RELEASE);
        assertThat(notices.done)
                .containsExactly("2 memories are released: they wait in the queue.");
    }

    @Test
    void whatIsMarkedIsHeldWhereItCanBe() {
        List<Memory> marked = new ArrayList<>(sample.in(MemoryState.PENDING).subList(0, 2));
        marked.add(sample.in(MemoryState.DEAD_LETTER).getFirst());
        model.act(Wish.HOLD, marked);
        assertThat(desk.acts.getFirst().ids())
                .containsExactly(marked.get(0).id(), marked.get(1).id());
        assertThat(notices.done)
                .containsExactly(
                        "2 memories are on hold: nobody sends them until they are released.");
        Objects.requireNonNull(notices.undo).run();
        assertThat(desk.undone).containsExactly(1L);
    }

    @Test
    void whyAHeldOneIsNotRetriedIsTold() {
        held("home-infra", "held one");
        look();
        model.act(Wish.RETRY, sample.in(MemoryState.HELD));
        assertThat(notices.problems)
                .containsExactly("Nothing was changed. It is on hold: release it.");
    }

    @Test
    void exactlyWhatWasCountedIsMeant() {
        model.setGroup(MemoryGroup.FAILED);
        model.setText("timed out");
        List<String> counted = listing().matching().stream().map(Memory::id).toList();
        background.holding = true;
        model.pressPrimary();
        sample.add(MemoryState.FAILED, "dotfiles", "later", 1, 5, "Connect timed out", null);
        look();
        background.all();
        assertThat(desk.acts).hasSize(1);
        assertThat(desk.acts.getFirst().wish()).isEqualTo(Wish.RETRY);
        assertThat(desk.acts.getFirst().ids()).containsExactlyElementsOf(counted);
        assertThat(button()).isEqualTo("Retry 13 matching");
    }

    @Test
    void whatWasDoneCanBeTakenBack() {
        model.act(Wish.DISCARD, List.of(failed(0)));
        assertThat(notices.done).containsExactly("1 memory moved to the trash.");
        Objects.requireNonNull(notices.undo).run();
        assertThat(desk.undone).containsExactly(1L);
    }

    @Test
    void whatMayBeStoredIsTold() {
        desk.mayBeStored = 2;
        model.act(Wish.RETRY, List.of(failed(0), failed(1)));
        assertThat(notices.done)
                .containsExactly(
                        "2 memories go back into the queue. 2 may be stored already: they are"
                                + " looked up before they are sent.");
    }

    @Test
    void whatWasLeftIsToldIdByIdWithItsReason() {
        desk.leaves.put(failed(1).id(), "was changed since you looked");
        model.act(Wish.RETRY, List.of(failed(0), failed(1)));
        assertThat(notices.done)
                .containsExactly("1 memory goes back into the queue. 1 memory was left as it is.");
        assertThat(Objects.requireNonNull(model.acts().leftAloneProperty().get()).lines())
                .containsExactly(
                        new LeftAlone.Line(failed(1).id(), "It was changed since you looked."));
    }

    @Test
    void whereNothingCouldBeDoneTheReasonIsTold() {
        Memory sending = sample.in(MemoryState.IN_FLIGHT).getFirst();
        model.act(Wish.DISCARD, List.of(sending));
        assertThat(notices.problems)
                .containsExactly(
                        "Nothing was changed. It is being uploaded now: try again when that has"
                                + " ended.");
    }

    @Test
    void anActThatIsNotInTheHistoryCannotBeTakenBack() {
        desk.historyProblem = "The disk is full.";
        model.act(Wish.DISCARD, List.of(failed(0)));
        assertThat(notices.done.getFirst()).contains("It is not in the history");
    }

    @Test
    void whatIsForGoodIsAskedFirst() {
        Memory doubt = sample.in(MemoryState.IN_DOUBT).getFirst();
        model.act(Wish.SENT, List.of(doubt));
        assertThat(desk.acts).isEmpty();
        Question question = Objects.requireNonNull(model.questionProperty().get());
        assertThat(question.sentence())
                .as("what happens, and that it is for good")
                .startsWith("It then counts as stored")
                .endsWith("this can’t be taken back.");
        assertThat(question.verb()).isEqualTo("Mark 1 as stored");
        question.yes().run();
        assertThat(desk.acts).hasSize(1);
        assertThat(model.questionProperty().get()).isNull();
        assertThat(notices.undo).isNull();
    }

    @Test
    void whereNothingMayBeWrittenNothingIsOffered() {
        SampleSnapshots watched = new SampleSnapshots();
        watched.counts = SampleSnapshots.counts(58, 3, 0, 16, 2, 1);
        model.apply(sample.snapshot(watched), SampleSnapshots.NOW);
        assertThat(text().primary()).isNull();
        assertThat(text().readOnly()).startsWith("Only watched");
        model.act(Wish.RETRY, List.of(failed(0)));
        assertThat(desk.acts).isEmpty();
        assertThat(notices.problems).hasSize(1);
    }

    @Test
    void whatWaitsForTheLockSaysSoAndCanBeCancelled() {
        SampleSnapshots busy = new SampleSnapshots();
        busy.managed = true;
        busy.lock =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(4711, "python3", "", false),
                        Duration.ofSeconds(41),
                        null);
        model.apply(sample.snapshot(busy), SampleSnapshots.NOW);
        background.holding = true;
        model.act(Wish.RETRY, List.of(failed(0)));
        assertThat(notices.waiting)
                .containsExactly("Waiting for python3 (pid 4711), which holds the queue lock.");
        Objects.requireNonNull(notices.cancel).run();
        assertThat(background.cancelled).isEqualTo(1);
        background.all();
        assertThat(notices.closed).isEqualTo(1);
    }

    @Test
    void whatTakesLongIsToldAfterASecond() {
        background.holding = true;
        model.act(Wish.RETRY, List.of(failed(0)));
        model.tick(SampleSnapshots.NOW);
        assertThat(notices.waiting).isEmpty();
        model.tick(SampleSnapshots.NOW.plusSeconds(1));
        assertThat(notices.waiting).containsExactly("Still at work.");
    }

    @Test
    void oneActAtATime() {
        background.holding = true;
        model.act(Wish.RETRY, List.of(failed(0)));
        model.act(Wish.RETRY, List.of(failed(0)));
        assertThat(notices.done)
                .as("a key that does nothing says why")
                .containsExactly("Not begun: what was asked before is still being done.");
        background.all();
        assertThat(desk.acts).hasSize(1);
    }

    /** Its button is gone with the press, so it must not be lost. */
    @Test
    void anUndoPressedMeanwhileIsCarriedOutAfterwards() {
        model.act(Wish.DISCARD, List.of(failed(0)));
        Runnable first = Objects.requireNonNull(notices.undo);
        background.holding = true;
        model.act(Wish.RETRY, List.of(failed(1)));
        first.run();
        assertThat(notices.done.getLast())
                .isEqualTo("It is undone as soon as what is being done now has ended.");
        assertThat(desk.undone).isEmpty();
        background.all();
        assertThat(desk.undone).containsExactly(1L);
    }

    @Test
    void anEditorOpenedMeanwhileIsNotClosedByTheChangeOfAnother() {
        model.select(List.of(failed(0)));
        model.detail().edit();
        Editing first = Objects.requireNonNull(model.detail().editingProperty().get());
        background.holding = true;
        model.save(first, "other", "dotfiles", Editing.Then.RETRY);
        background.holding = false;
        model.closeEditor();
        model.select(List.of(failed(3)));
        model.detail().edit();
        background.all();
        assertThat(desk.edits).hasSize(1);
        assertThat(Objects.requireNonNull(model.detail().editingProperty().get()).seen().id())
                .isEqualTo(failed(3).id());
    }

    /** The notice has gone over into the other language with its button. */
    @Test
    void whatWasLeftIsShownInTheNewLanguageToo() {
        desk.leaves.put(failed(0).id(), "was changed since you looked");
        desk.leaves.put(failed(1).id(), "was changed since you looked");
        model.act(Wish.RETRY, List.of(failed(0), failed(1)));
        MemoriesViewModel next =
                new MemoriesViewModel(
                        desk,
                        new PageContext(
                                SampleSnapshots.DIRECTORY,
                                new Messages(Locale.FRENCH, ZoneOffset.UTC, SampleSnapshots.HOME),
                                Clock.fixed(SampleSnapshots.NOW, ZoneOffset.UTC),
                                background,
                                opened::add,
                                notices));
        next.takeOver(model);
        Objects.requireNonNull(notices.step).act().run();
        assertThat(Objects.requireNonNull(next.acts().leftAloneProperty().get()).lines())
                .hasSize(2);
    }
}
