package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Another language makes the whole content anew; what a person has begun to write stays. */
class LanguageChangeTest {
    private ScriptWindow window;

    @BeforeEach
    void open() {
        window = new ScriptWindow();
        window.feed.tell(SampleMemories.failedAfterABadNight().snapshot(213, 3, 0));
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void press(KeyCode code) {
        window.press(code, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(2);
    }

    private <T extends Node> T find(String selector, Class<T> type) {
        return Objects.requireNonNull(type.cast(window.scene().lookup(selector)), selector);
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 600; i++) {
            if (Fx.call(condition::getAsBoolean)) {
                return;
            }
            Fx.pulses(1);
        }
        throw new AssertionError(what);
    }

    @Test
    void whatIsWrittenUnderNewMemoriesStays() {
        press(KeyCode.N);
        Fx.run(
                () -> {
                    find(".writing .text-area", TextArea.class).setText("Half a thought, and");
                    find(".writing .combo-box", ComboBox.class).getEditor().setText("trace-hub");
                });
        press(KeyCode.COMMA);
        window.speak(Locale.FRENCH);
        press(KeyCode.N);

        assertThat(Fx.call(window.stage::getTitle)).isEqualTo("Moniteur de file Mem0");
        assertThat(Fx.call(() -> find(".writing .text-area", TextArea.class).getText()))
                .isEqualTo("Half a thought, and");
        assertThat(Fx.call(() -> find(".writing .combo-box", ComboBox.class).getEditor().getText()))
                .isEqualTo("trace-hub");
    }

    @Test
    void anOpenEditorStaysOpenWithWhatIsInIt() {
        press(KeyCode.DIGIT2);
        Fx.run(() -> find(".segment.failed", ToggleButton.class).fire());
        await("the failed ones", () -> table().getItems().size() == 19);
        Fx.run(
                () -> {
                    table().getSelectionModel().clearAndSelect(2);
                    table().requestFocus();
                });
        Fx.pulses(4);
        key(KeyCode.ENTER);
        Fx.pulses(6);
        key(KeyCode.E);
        await("the editor", () -> isShown(".memories .editor"));
        Fx.run(
                () ->
                        find(".memories .editor .text-area", TextArea.class)
                                .setText("Rewritten so far"));
        press(KeyCode.COMMA);
        window.speak(Locale.FRENCH);
        window.feed.tell(SampleMemories.failedAfterABadNight().snapshot(213, 3, 0));
        press(KeyCode.DIGIT2);

        await("the editor again", () -> isShown(".memories .editor"));
        assertThat(Fx.call(() -> find(".memories .editor .text-area", TextArea.class).getText()))
                .isEqualTo("Rewritten so far");
        assertThat(Fx.call(() -> find(".segment.failed", ToggleButton.class).isSelected()))
                .isTrue();
        await("the failed ones again", () -> table().getItems().size() == 19);
    }

    private TableView<?> table() {
        return find(".memory-table .table-view", TableView.class);
    }

    private boolean isShown(String selector) {
        List<Node> there = Looks.visible(window.scene().getRoot());
        return there.contains(window.scene().lookup(selector));
    }

    private void key(KeyCode code) {
        Fx.press(this::table, code);
    }
}
