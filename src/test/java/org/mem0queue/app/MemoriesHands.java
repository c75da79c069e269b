package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.mem0queue.ui.Fx;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What a person does with the Memories screen, wherever it stands. */
final class MemoriesHands {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final Supplier<Scene> scene;

    MemoriesHands(Supplier<Scene> scene) {
        this.scene = scene;
    }

    /** Marks a memory and opens its detail. */
    void select(String id) {
        await(
                id,
                () -> {
                    TableView<?> table = table();
                    for (int i = 0; table != null && i < table.getItems().size(); i++) {
                        if (table.getItems().get(i).toString().contains(id + ",")) {
                            table.getSelectionModel().clearAndSelect(i);
                            table.requestFocus();
                            return true;
                        }
                    }
                    return false;
                });
        key(KeyCode.ENTER);
        await("what can be done", () -> find(Node.class, ".detail .actions .button") != null);
        await("the detail", () -> find(Node.class, ".detail").isVisible());
    }

    /** On the JavaFX thread. */
    TableView<?> table() {
        return find(TableView.class, ".memory-table .table-view");
    }

    /** On the JavaFX thread; null if there is none. */
    <T extends Node> T find(Class<T> type, String selector) {
        Scene now = scene.get();
        return now == null ? null : type.cast(now.lookup(selector));
    }

    /** Presses a button as soon as it can be pressed. */
    void fire(String selector) {
        await(
                selector,
                () -> {
                    ButtonBase button = find(ButtonBase.class, selector);
                    return button != null && button.isVisible() && !button.isDisabled();
                });
        Fx.run(() -> find(ButtonBase.class, selector).fire());
    }

    void segment(String group) {
        Fx.run(() -> find(ToggleButton.class, ".segment." + group).fire());
    }

    void filter(String text) {
        Fx.run(() -> find(TextField.class, ".search .text-field").setText(text));
    }

    /** Whether a button or label says this. On the JavaFX thread. */
    boolean says(String selector, String text) {
        Labeled label = find(Labeled.class, selector);
        return label != null && label.isVisible() && text.equals(label.getText());
    }

    void key(KeyCode code) {
        Fx.press(this::table, code);
    }

    void awaitRows(int number) {
        await(number + " rows", () -> table() != null && table().getItems().size() == number);
    }

    /** On the JavaFX thread, again and again, until it is so. */
    void await(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!Fx.call(condition)) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Fx.pulses(1);
        }
    }
}
