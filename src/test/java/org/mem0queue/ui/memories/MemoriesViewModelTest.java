package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.SampleMemories;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the Memories screen lists, and what is read beside the list. */
class MemoriesViewModelTest extends MemoriesFixture {
    @BeforeEach
    void openThePage() {
        open();
    }

    // ---- what is listed

    @Test
    void allThatIsThereIsListedButTheTrash() {
        assertThat(listing().matching()).hasSize(19 + 58 + 3 + 1);
        assertThat(listing().matching()).noneMatch(m -> m.state() == MemoryState.TRASH);
    }

    @Test
    void theNewestIsFirst() {
        assertThat(listing().matching().getFirst().detail().content()).startsWith("Note 1 ");
    }

    @Test
    void aGroupShowsItsStatesOnly() {
        model.setGroup(MemoryGroup.FAILED);
        assertThat(listing().matching())
                .hasSize(19)
                .allMatch(memory -> MemoryGroup.FAILED.states().contains(memory.state()));
    }

    @Test
    void theFilterLooksInContentProjectAndError() {
        model.setGroup(MemoryGroup.FAILED);
        model.setText("timed OUT");
        assertThat(listing().matching()).hasSize(12);
        model.setText("saint-just");
        assertThat(listing().matching()).hasSize(1);
        model.setText("atelier");
        assertThat(listing().matching()).hasSize(2);
    }

    @Test
    void aFilterIsAText() {
        model.setText("tmux: prefix is C-a");
        assertThat(listing().matching()).hasSize(1);
        model.setText(".*");
        assertThat(listing().matching()).isEmpty();
        model.setText("(");
        assertThat(listing().matching()).isEmpty();
    }

    @Test
    void whatTheFilterHidesIsTold() {
        model.setGroup(MemoryGroup.FAILED);
        model.setText("timed out");
        assertThat(text().hidden()).isEqualTo("7 more are hidden by “timed out”.");
        model.setText("no such text");
        assertThat(text().hidden()).isEmpty();
        assertThat(text().empty())
                .isEqualTo(
                        new MemoriesText.Empty(
                                "Nothing matches “no such text”; 19 memories are hidden.",
                                true,
                                ""));
        model.clearFilter();
        assertThat(listing().matching()).hasSize(19);
    }

    @Test
    void groupsOfOneErrorAreLargestFirstAndCanBeClosed() {
        model.setGroup(MemoryGroup.FAILED);
        model.setGrouping(Grouping.ERROR);
        assertThat(titles())
                .containsExactly(
                        "Read timed out after 30 s 9",
                        "Rejected: content is longer than 8192 tokens 4",
                        "Connect timed out 3",
                        "Without an error 3");
        assertThat(listing().rows()).hasSize(19 + 4);
        model.toggle((Row.OfGroup) listing().rows().getFirst());
        assertThat(listing().rows()).hasSize(19 + 4 - 9);
        assertThat(listing().matching()).as("what is closed still counts").hasSize(19);
        model.toggle((Row.OfGroup) listing().rows().getFirst());
        assertThat(listing().rows()).hasSize(19 + 4);
    }

    @Test
    void aColumnWithOneValueDisappears() {
        model.setGroup(MemoryGroup.FAILED);
        assertThat(listing().columns())
                .contains(Listing.Column.ERROR, Listing.Column.PROJECT)
                .doesNotContain(Listing.Column.STATE, Listing.Column.NEXT_TRY);
        model.setGrouping(Grouping.ERROR);
        assertThat(listing().columns()).doesNotContain(Listing.Column.ERROR);
        model.setProject("dotfiles");
        assertThat(listing().columns()).doesNotContain(Listing.Column.PROJECT);
    }

    @Test
    void whileAListIsMadeOnlyTheNewestQuestionWaits() {
        background.holding = true;
        model.setText("t");
        model.setText("ti");
        model.setText("timed out");
        assertThat(background.waiting()).isEqualTo(1);
        background.next();
        assertThat(background.waiting()).isEqualTo(1);
        background.next();
        assertThat(listing().query().text()).isEqualTo("timed out");
        assertThat(background.waiting()).isZero();
    }

    @Test
    void whatNobodySeesIsNotListed() {
        model.left();
        int before = background.begun;
        look();
        model.setText("timed out");
        assertThat(background.begun).isEqualTo(before);
        model.opened();
        assertThat(listing().query().text()).isEqualTo("timed out");
    }

    @Test
    void whatLeftTheFilesComesFromTheHistory() {
        desk.known.put(
                MemoryState.SYNCED,
                List.of(
                        SampleMemories.known(
                                SampleMemories.memory(
                                        "5e1",
                                        MemoryState.SYNCED,
                                        "dotfiles",
                                        "old",
                                        9000,
                                        0,
                                        null,
                                        null),
                                true),
                        SampleMemories.known(failed(0).in(MemoryState.SYNCED), false)));
        model.apply(sample.snapshot(215, 0, 0), SampleSnapshots.NOW);
        model.setGroup(MemoryGroup.SYNCED);
        assertThat(listing().matching())
                .as("what is in a file again is not where the history last knew it")
                .extracting(Memory::id)
                .containsExactly("5e1");
        assertThat(text().countedOnly())
                .isEqualTo("214 more are counted; their texts are not known here.");
        assertThat(listing().columns())
                .as("of one alone it is told whose it is and how old")
                .contains(Listing.Column.PROJECT, Listing.Column.AGE);
        model.setGrouping(Grouping.ERROR);
        assertThat(titles()).as("none has an error to be grouped by").isEmpty();
        assertThat(listing().rows()).hasSize(1);
    }

    @Test
    void whereThereIsNothingALinkLeadsToWhatThereIs() {
        model.apply(SampleSnapshots.calm().build(), SampleSnapshots.NOW);
        model.setGroup(MemoryGroup.FAILED);
        assertThat(text().empty())
                .as("216 have left, and nothing but their number is known")
                .isEqualTo(new MemoriesText.Empty("", false, ""));
        look();
        model.setGroup(MemoryGroup.LOST);
        assertThat(text().empty())
                .isEqualTo(new MemoriesText.Empty("", false, "Show the 81 whose texts are known"));
        model.leaveEmpty();
        assertThat(listing().query().group()).isEqualTo(MemoryGroup.ALL);
        assertThat(listing().matching()).hasSize(81);
    }

    @Test
    void nothingIsClaimedOfAFileThatCannotBeRead() {
        SampleSnapshots corrupt = SampleSnapshots.corrupt();
        model.apply(corrupt.build(), SampleSnapshots.NOW);
        assertThat(segments())
                .contains("All", "Pending", "Sending", "Synced", "Failed 3", "Unclear", "Trash 0");
        assertThat(text().backupsHelp()).isTrue();
        corrupt.counts = SampleSnapshots.counts(0, 0, 0, 0, 0, 0);
        model.apply(corrupt.build(), SampleSnapshots.NOW);
        assertThat(segments()).contains("Failed");
    }

    private List<String> segments() {
        return text().segments().stream().map(MemoriesText.Segment::text).toList();
    }

    // ---- what is read beside it

    @Test
    void whatIsMarkedStaysMarkedAsItIsNow() {
        model.setGroup(MemoryGroup.FAILED);
        model.select(listing().matching().subList(0, 2));
        Memory first = model.selected().getFirst();
        look();
        assertThat(model.selected()).hasSize(2);
        assertThat(model.selected().getFirst()).isNotSameAs(first);
        sample.remove(first);
        look();
        assertThat(model.selected()).hasSize(1);
    }

    @Test
    void theDetailFollowsItsMemory() {
        Memory memory = failed(0);
        model.select(List.of(memory));
        sample.remove(memory);
        sample.byState()
                .computeIfAbsent(MemoryState.PENDING, state -> new ArrayList<>())
                .add(memory.in(MemoryState.PENDING));
        look();
        assertThat(shown().memory().state()).isEqualTo(MemoryState.PENDING);
    }

    @Test
    void theDetailFollowsAMemoryOutOfTheFiles() {
        Memory memory = failed(0);
        model.select(List.of(memory));
        sample.remove(memory);
        desk.known.put(
                MemoryState.SYNCED,
                List.of(SampleMemories.known(memory.in(MemoryState.SYNCED), true)));
        look();
        assertThat(shown().memory().state()).isEqualTo(MemoryState.SYNCED);
    }

    private Detail shown() {
        return Objects.requireNonNull(model.detail().detailProperty().get());
    }

    @Test
    void anOpenEditorIsLeftAlone() {
        Memory memory = failed(0);
        model.select(List.of(memory));
        model.detail().edit();
        sample.remove(memory);
        look();
        model.select(List.of(failed(3)));
        Editing editing = Objects.requireNonNull(model.detail().editingProperty().get());
        assertThat(editing.seen().id()).isEqualTo(memory.id());
        assertThat(shown().memory().id()).isEqualTo(memory.id());
    }

    @Test
    void anEditorClosesWhenItsChangeIsMadeAndStaysWhenItIsNot() {
        Memory memory = failed(0);
        model.select(List.of(memory));
        model.detail().edit();
        Editing editing = Objects.requireNonNull(model.detail().editingProperty().get());
        desk.leaves.put(memory.id(), "was changed since you looked");
        model.save(editing, "other", "dotfiles", Editing.Then.RETRY);
        assertThat(model.detail().editingProperty().get()).isNotNull();
        desk.leaves.clear();
        model.save(editing, "other", "dotfiles", Editing.Then.RETRY);
        assertThat(model.detail().editingProperty().get()).isNull();
        assertThat(desk.edits).last().isEqualTo(memory.id() + "|dotfiles|other|retry");
    }

    @Test
    void anEmptyTextIsRefusedBeforeItIsSaved() {
        assertThat(model.detail().refusal(" ", "p")).isEqualTo("A memory needs a text.");
        assertThat(model.detail().refusal("text", "")).isEqualTo("A memory needs a project.");
        assertThat(model.detail().refusal("text", "p")).isNull();
    }

    @Test
    void aJourneyIsLoadedWithTheDetail() {
        desk.journeys.put(
                failed(0).id(),
                List.of(
                        new JourneyEvent(
                                failed(0).id(), SampleSnapshots.NOW, JourneyKind.ACCEPTED)));
        model.select(List.of(failed(0)));
        assertThat(model.detail().journeyProperty().get().steps()).hasSize(1);
        model.select(List.of(failed(1)));
        assertThat(model.detail().journeyProperty().get().note()).startsWith("Nothing is known");
    }

    @Test
    void aLinkSetsTheFilterAndFindsByTheBeginningOfAnId() {
        model.left();
        Memory memory = failed(4);
        model.goTo(Destination.Memories.one(memory.id().substring(0, 8)));
        model.opened();
        assertThat(shown().memory().id()).isEqualTo(memory.id());
        assertThat(Objects.requireNonNull(model.arrivedProperty().get()).id())
                .isEqualTo(memory.id());
        model.goTo(new Destination.Memories(MemoryGroup.FAILED, "dotfiles", "zsh", null));
        assertThat(listing().matching()).hasSize(1);
        assertThat(listing().query().project()).isEqualTo("dotfiles");
    }

    @Test
    void aLinkFindsWhatHasLeftTheFiles() {
        desk.known.put(
                MemoryState.SYNCED,
                List.of(
                        SampleMemories.known(
                                SampleMemories.memory(
                                        "5e1-22",
                                        MemoryState.SYNCED,
                                        "dotfiles",
                                        "old",
                                        9000,
                                        0,
                                        null,
                                        null),
                                true)));
        model.goTo(Destination.Memories.one("5e1"));
        assertThat(shown().memory().id()).isEqualTo("5e1-22");
    }

    @Test
    void whenTheEditorIsClosedTheOneThatIsMarkedIsShown() {
        model.select(List.of(failed(0)));
        model.detail().edit();
        model.select(List.of(failed(3)));
        assertThat(shown().memory().id()).isEqualTo(failed(0).id());
        model.closeEditor();
        assertThat(shown().memory().id())
                .as("what the keys mean from now on")
                .isEqualTo(failed(3).id());
    }

    @Test
    void aLinkThatLeadsNowhereSaysSo() {
        model.goTo(Destination.Memories.one("0000"));
        assertThat(notices.problems.getLast())
                .startsWith("There is no memory whose id begins with 0000");
        model.goTo(Destination.Memories.one("7f3a"));
        assertThat(notices.problems.getLast())
                .startsWith("The ids of several memories begin with 7f3a.");
        desk.notKnown = "it is locked";
        model.goTo(Destination.Memories.one("1111"));
        assertThat(notices.problems.getLast())
                .isEqualTo("The memory could not be looked up in the history: It is locked.");
        assertThat(notices.problems).hasSize(3);
    }

    @Test
    void aHistoryThatWasBusyAtTheFirstLookIsAskedAgainAtTheNext() {
        Memory old =
                SampleMemories.memory(
                        "5e1", MemoryState.SYNCED, "dotfiles", "old", 9000, 0, null, null);
        desk.known.put(MemoryState.SYNCED, List.of(SampleMemories.known(old, true)));
        desk.notKnown = "it is locked";
        model.apply(sample.snapshot(215, 0, 0), SampleSnapshots.NOW);
        model.setGroup(MemoryGroup.SYNCED);
        assertThat(listing().matching()).isEmpty();
        desk.notKnown = null;
        model.apply(sample.snapshot(215, 0, 0), SampleSnapshots.NOW);
        assertThat(listing().matching()).extracting(Memory::id).containsExactly("5e1");
        desk.notKnown = "it is locked";
        model.apply(sample.snapshot(216, 0, 0), SampleSnapshots.NOW);
        assertThat(listing().matching()).as("what was answered stays").hasSize(1);
    }
}
