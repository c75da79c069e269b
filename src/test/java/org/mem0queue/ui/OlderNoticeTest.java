package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The button of a notice that has outlived the page it is about. */
class OlderNoticeTest {
    private static final int LINES = 10_100;

    @TempDir Path folder;
    private SampleLogFile log;
    private Path copy;
    private ScriptWindow window;

    @BeforeEach
    void offerTheExport() throws IOException {
        log = new SampleLogFile(folder.resolve("mem0_worker.log")).more(LINES);
        copy = folder.resolve("copy");
        ScriptDoors doors = new ScriptDoors();
        doors.logs =
                new ScriptLogsDesk(
                        folder, Clock.fixed(SampleSnapshots.NOW, ZoneId.of("Europe/Paris")));
        window =
                new ScriptWindow(
                        doors, ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
        window.effects().choosers.chosen.add(copy);
        go(KeyCode.DIGIT4);
        await("the lines", () -> lines() == LINES);
        Fx.run(
                () ->
                        Event.fireEvent(
                                window.scene().lookup(".logs .list-view"),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        KeyCode.A,
                                        false,
                                        true,
                                        false,
                                        false)));
        await("the notice", () -> export() != null);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void go(KeyCode place) {
        window.press(place, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(2);
    }

    private int lines() {
        ListView<?> list = (ListView<?>) window.scene().lookup(".logs .list-view");
        return list == null ? 0 : list.getItems().size();
    }

    private @Nullable Button export() {
        for (Node node : window.scene().getRoot().lookupAll(".notices .button")) {
            if (node instanceof Button button
                    && "Export the lines shown".equals(button.getText())) {
                return button;
            }
        }
        return null;
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

    private void press() {
        Fx.run(() -> export().fire());
        await("the copy", () -> copy.toFile().length() == log.path().toFile().length());
        assertThat(window.effects().choosers.asked).hasSize(1);
    }

    @Test
    void theLogIsExportedFromElsewhereToo() {
        go(KeyCode.DIGIT1);
        press();
        assertThat(Fx.call(this::lines)).as("the log is in sight").isEqualTo(LINES);
    }

    @Test
    void theLogIsExportedInAnotherLanguageToo() {
        window.speak(Locale.FRENCH);
        await("the lines again", () -> lines() == LINES);
        go(KeyCode.DIGIT1);
        press();
    }
}
