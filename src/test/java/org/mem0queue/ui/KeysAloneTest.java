package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.fx.Appearance;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A walk through the window with no mouse: every key goes to whoever has the focus. */
class KeysAloneTest {
    private final SampleMemories sample = SampleMemories.failedAfterABadNight();
    private final ScriptMemoriesDesk memories = new ScriptMemoriesDesk();
    private ScriptWindow window;

    @BeforeEach
    void open() {
        ScriptDoors doors = new ScriptDoors();
        doors.memories = memories;
        window =
                new ScriptWindow(
                        doors, ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
        window.feed.tell(sample.snapshot(213, 0, 0));
        Fx.pulses(3);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private Node focus() {
        Node owner = window.scene().getFocusOwner();
        return owner == null ? window.scene().getRoot() : owner;
    }

    private void send(KeyCode code, boolean control) {
        Fx.run(
                () ->
                        Event.fireEvent(
                                focus(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        code,
                                        false,
                                        control,
                                        false,
                                        false)));
        Fx.pulses(2);
    }

    private void key(KeyCode code) {
        send(code, false);
    }

    private void control(KeyCode code) {
        send(code, true);
    }

    private void type(String text) {
        for (char one : text.toCharArray()) {
            String typed = String.valueOf(one);
            Fx.run(
                    () ->
                            Event.fireEvent(
                                    focus(),
                                    new KeyEvent(
                                            KeyEvent.KEY_TYPED,
                                            typed,
                                            typed,
                                            KeyCode.UNDEFINED,
                                            false,
                                            false,
                                            false,
                                            false)));
        }
        Fx.pulses(2);
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 1200; i++) {
            if (Fx.call(condition::getAsBoolean)) {
                return;
            }
            Fx.pulses(1);
        }
        throw new AssertionError(what);
    }

    private boolean isShown(String selector) {
        return Looks.visible(window.scene().getRoot()).contains(window.scene().lookup(selector));
    }

    private TableView<?> table() {
        return Objects.requireNonNull(
                (TableView<?>) window.scene().lookup(".memory-table .table-view"));
    }

    private String marked() {
        return Fx.call(() -> String.valueOf(table().getSelectionModel().getSelectedItem()));
    }

    private boolean says(String words) {
        return Looks.visible(window.scene().getRoot()).stream()
                .anyMatch(node -> node instanceof Text text && text.getText().contains(words));
    }

    @Test
    void fromThePaletteToAMemoryAndBack() {
        control(KeyCode.K);
        await("the palette", () -> isShown(".palette"));
        key(KeyCode.ESCAPE);
        await("no palette", () -> !isShown(".palette"));

        control(KeyCode.K);
        type("saint-just");
        key(KeyCode.DOWN);
        key(KeyCode.UP);
        key(KeyCode.ENTER);
        await("the one that was looked for", () -> table().getItems().size() == 1);

        control(KeyCode.F);
        await("the filter", () -> focus() instanceof TextField field && !field.getText().isEmpty());
        key(KeyCode.ESCAPE);
        await("all of them", () -> table().getItems().size() == 81);
        type("timed out?");
        await("none", () -> table().getItems().isEmpty());
        assertThat(Fx.<Boolean>call(() -> isShown(".sheet-ground")))
                .as("a question mark belongs into a text")
                .isFalse();
        key(KeyCode.BACK_SPACE);
        await("those that timed out", () -> table().getItems().size() == 19);

        key(KeyCode.DOWN);
        await("the rows", () -> focus() == table());
        key(KeyCode.HOME);
        key(KeyCode.DOWN);
        key(KeyCode.DOWN);
        String third = marked();
        key(KeyCode.UP);
        assertThat(marked()).isNotEqualTo(third).contains("OfMemory");
        key(KeyCode.ENTER);
        await("its detail", () -> isShown(".detail > .scroll-pane"));
        key(KeyCode.ESCAPE);
        await("no detail", () -> !isShown(".detail > .scroll-pane"));
        assertThat(Fx.<Boolean>call(() -> focus() == table())).isTrue();

        type("?");
        await("the sheet", () -> isShown(".sheet-ground"));
        key(KeyCode.ESCAPE);
        await("no sheet", () -> !isShown(".sheet-ground"));
        assertThat(Fx.<Boolean>call(() -> focus() == table())).as("the keys are back").isTrue();
    }

    @Test
    void whatIsMarkedIsRetriedHeldDiscardedAndUndone() {
        control(KeyCode.DIGIT2);
        await("the rows", () -> table().getItems().size() == 81);
        control(KeyCode.F);
        type("saint-just");
        await("one", () -> table().getItems().size() == 1);
        key(KeyCode.DOWN);
        key(KeyCode.HOME);
        Memory one =
                sample.in(MemoryState.FAILED).stream()
                        .filter(memory -> memory.detail().content().contains("Saint-Just"))
                        .findFirst()
                        .orElseThrow();
        key(KeyCode.R);
        await("retried", () -> memories.acts.size() == 1);
        key(KeyCode.H);
        await("held", () -> memories.acts.size() == 2);
        key(KeyCode.DELETE);
        await("discarded", () -> memories.acts.size() == 3);
        assertThat(memories.acts)
                .containsExactly(
                        new ScriptMemoriesDesk.Asked(Wish.RETRY, List.of(one.id())),
                        new ScriptMemoriesDesk.Asked(Wish.HOLD, List.of(one.id())),
                        new ScriptMemoriesDesk.Asked(Wish.DISCARD, List.of(one.id())));
        await("it is told", () -> says("1 memory moved to the trash."));
        control(KeyCode.Z);
        await("the last is undone", () -> memories.undone.equals(List.of(3L)));
        control(KeyCode.Z);
        await("and the one before", () -> memories.undone.equals(List.of(3L, 2L)));
        control(KeyCode.Z);
        control(KeyCode.Z);
        await("nothing is left", () -> says("There is nothing here to undo any more."));
        assertThat(memories.undone).containsExactly(3L, 2L, 1L);
    }

    /** What cannot be taken back is not answered by pressing the same key once more. */
    @Test
    void theFocusOfTheButtonThatAsksGoesToTheAnswerThatDoesNothing() {
        sample.add(MemoryState.IN_DOUBT, "dotfiles", "sent or not", 3);
        sample.add(MemoryState.IN_DOUBT, "dotfiles", "sent or not either", 4);
        control(KeyCode.DIGIT2);
        window.feed.tell(sample.snapshot(213, 0, 0));
        Fx.run(() -> ((ToggleButton) window.scene().lookup(".segment.unclear")).fire());
        await("the button", () -> isShown(".memories .filter .primary"));
        Fx.run(() -> window.scene().lookup(".memories .filter .primary").requestFocus());
        space();
        await("the question", () -> isShown(".memories .question"));
        Fx.pulses(3);
        assertThat(Fx.call(() -> ((Button) focus()).getText())).isEqualTo("Leave it");
        space();
        await("no question", () -> !isShown(".memories .question"));
        Fx.pulses(3);
        assertThat(Fx.call(() -> focus().getStyleClass())).contains("primary");
        assertThat(memories.acts).isEmpty();
    }

    private void space() {
        for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Fx.run(
                    () ->
                            Event.fireEvent(
                                    focus(),
                                    new KeyEvent(
                                            type,
                                            "",
                                            "",
                                            KeyCode.SPACE,
                                            false,
                                            false,
                                            false,
                                            false)));
        }
        Fx.pulses(2);
    }
}
