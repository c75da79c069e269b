package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.SampleMemories;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptChoosers;
import org.mem0queue.ui.ScriptMemoriesDesk;
import org.mem0queue.ui.ShownPage;

import java.util.List;
import java.util.stream.IntStream;

/** What is marked in the table, through whatever comes and goes around it, and what acts mean. */
class MarkedRowsTest {
    private static final String LONG = "A line of a long text that is read slowly.\n".repeat(120);

    private final SampleMemories sample = SampleMemories.failedAfterABadNight();
    private final ScriptMemoriesDesk desk = new ScriptMemoriesDesk();
    private ShownPage page;

    @BeforeEach
    void open() {
        page =
                new ShownPage(
                        SampleSnapshots.DIRECTORY,
                        context -> new MemoriesPage(desk, context, new ScriptChoosers()));
        look();
        Fx.run(() -> find(".segment.failed", ToggleButton.class).fire());
        awaitRows(19);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private void look() {
        page.tell(sample.snapshot(213, 0, 0));
    }

    private <T extends Node> T find(String selector, Class<T> type) {
        return type.cast(page.node().lookup(selector));
    }

    private TableView<?> table() {
        return find(".memory-table .table-view", TableView.class);
    }

    private void awaitRows(int number) {
        page.await(number + " rows", () -> table().getItems().size() == number);
    }

    private int marked() {
        return Fx.call(() -> table().getSelectionModel().getSelectedIndices().size());
    }

    private void selectAll() {
        Fx.run(() -> table().getSelectionModel().selectAll());
    }

    private void mark(int row) {
        Fx.run(
                () -> {
                    table().getSelectionModel().clearAndSelect(row);
                    table().requestFocus();
                });
    }

    private void key(KeyCode code) {
        Fx.press(this::table, code);
    }

    @Test
    void allThatAFilterLeftAreNotAllWithoutIt() {
        Fx.run(() -> find(".search .text-field", TextField.class).setText("atelier"));
        awaitRows(2);
        selectAll();
        assertThat(marked()).isEqualTo(2);
        Fx.run(() -> find(".note .link", ButtonBase.class).fire());
        awaitRows(19);
        assertThat(marked()).isEqualTo(2);
        key(KeyCode.DELETE);
        page.await("the act", () -> desk.acts.size() == 1);
        assertThat(desk.acts.getFirst().ids())
                .containsExactlyInAnyOrderElementsOf(
                        sample.in(MemoryState.FAILED).stream()
                                .filter(m -> m.projectId().orElse("").equals("atelier-lumen"))
                                .map(Memory::id)
                                .toList());
    }

    @Test
    void oneThatComesAfterAllWereMarkedIsNotMarked() {
        List<String> before =
                Fx.call(() -> table().getItems().stream().map(row -> ((Row) row).key()).toList());
        selectAll();
        sample.add(MemoryState.FAILED, "dotfiles", "came later", 1, 5, "Connect timed out", null);
        look();
        awaitRows(20);
        assertThat(marked()).isEqualTo(19);
        key(KeyCode.DELETE);
        page.await("the act", () -> desk.acts.size() == 1);
        assertThat(desk.acts.getFirst().ids()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void marksAndKeysMeanTheSameRows() {
        Fx.run(
                () -> {
                    table().getSelectionModel().clearAndSelect(2);
                    table().getSelectionModel().selectIndices(5, 9);
                });
        List<String> ids =
                Fx.call(
                        () ->
                                IntStream.of(2, 5, 9)
                                        .mapToObj(i -> ((Row) table().getItems().get(i)).key())
                                        .toList());
        key(KeyCode.R);
        page.await("the act", () -> desk.acts.size() == 1);
        assertThat(desk.acts.getFirst().ids()).containsExactlyInAnyOrderElementsOf(ids);
    }

    // ---- a right click

    private List<MenuItem> rightClick() {
        Fx.run(
                () ->
                        Event.fireEvent(
                                table(),
                                new ContextMenuEvent(
                                        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                                        20,
                                        60,
                                        20,
                                        60,
                                        false,
                                        null)));
        return Fx.call(
                () ->
                        Window.getWindows().stream()
                                .filter(ContextMenu.class::isInstance)
                                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                                .toList());
    }

    @Test
    void aRightClickOnOneRowMeansThatRow() {
        mark(4);
        String id = Fx.call(() -> ((Row) table().getItems().get(4)).key());
        List<MenuItem> items = rightClick();
        assertThat(items).extracting(MenuItem::getText).contains("Retry 1", "Discard 1");
        Fx.run(
                () ->
                        items.stream()
                                .filter(item -> "Discard 1".equals(item.getText()))
                                .forEach(MenuItem::fire));
        page.await("the act", () -> desk.acts.size() == 1);
        assertThat(desk.acts.getFirst().ids()).containsExactly(id);
    }

    @Test
    void whereNothingIsMarkedItMeansAllThatMatch() {
        Fx.run(() -> table().getSelectionModel().clearSelection());
        assertThat(rightClick()).extracting(MenuItem::getText).contains("Discard 19");
    }

    // ---- what is read beside it

    @Test
    void aNewerLookAtTheSameMemoryMovesNothingUnderItsReader() {
        Memory first = addFirst();
        look();
        awaitRows(20);
        mark(0);
        key(KeyCode.ENTER);
        page.await("the detail", () -> page.isShown(".detail .actions .retry"));
        Node button = page.find(".detail .actions .retry", Node.class);
        Fx.run(
                () -> {
                    find(".detail > .scroll-pane", ScrollPane.class).setVvalue(0.6);
                    button.requestFocus();
                });
        tryOnceMore(first);
        awaitTries("6");
        assertThat(Fx.call(() -> find(".detail > .scroll-pane", ScrollPane.class).getVvalue()))
                .isEqualTo(0.6);
        assertThat(Fx.call(() -> page.node().getScene().getFocusOwner())).isSameAs(button);
        key(KeyCode.R);
        page.await("the act", () -> desk.acts.size() == 1);
        mark(3);
        page.await(
                "another one's top",
                () -> find(".detail > .scroll-pane", ScrollPane.class).getVvalue() == 0);
    }

    /** The button that has stayed acts on what the memory is now, not on what it was. */
    @Test
    void theButtonThatStaysMeansTheNewerOne() {
        Memory first = addFirst();
        look();
        awaitRows(20);
        mark(0);
        key(KeyCode.ENTER);
        page.await("the detail", () -> page.isShown(".detail .facts .inline"));
        Hyperlink copy = page.find(".detail .facts .inline", Hyperlink.class);
        look();
        Fx.pulses(4);
        assertThat(page.find(".detail .facts .inline", Hyperlink.class))
                .as("nothing of it has changed")
                .isSameAs(copy);
        Node discard = page.find(".detail .actions .discard", Node.class);
        tryOnceMore(first);
        awaitTries("6");
        assertThat(page.find(".detail .actions .discard", Node.class)).isSameAs(discard);
        page.press(".detail .actions .discard");
        page.await("the act", () -> desk.acts.size() == 1);
        assertThat(desk.meant.getFirst())
                .singleElement()
                .satisfies(
                        memory -> {
                            assertThat(memory.id()).isEqualTo(first.id());
                            assertThat(memory.retries()).isEqualTo(6);
                        });
    }

    /** A long text, newer than all others, after five tries. */
    private Memory addFirst() {
        return sample.add(
                MemoryState.FAILED, "dotfiles", LONG, 1, 5, SampleMemories.TIMED_OUT, null);
    }

    private void tryOnceMore(Memory first) {
        sample.remove(first);
        sample.in(MemoryState.FAILED)
                .add(
                        SampleMemories.memory(
                                first.id(),
                                MemoryState.FAILED,
                                "dotfiles",
                                LONG,
                                1,
                                6,
                                SampleMemories.TIMED_OUT,
                                null));
        look();
    }

    private void awaitTries(String number) {
        page.await(
                number + " tries",
                () ->
                        page.node().lookupAll(".detail .facts .label").stream()
                                .anyMatch(label -> number.equals(((Label) label).getText())));
    }
}
