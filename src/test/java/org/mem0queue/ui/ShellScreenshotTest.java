package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.Pane;
import javafx.stage.Window;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What floats over every page, what hangs from the header, and the pages that are still to come.
 */
class ShellScreenshotTest {
    private static Messages words(Locale language) {
        return new Messages(language, ZoneId.of("Europe/Paris"), SampleSnapshots.HOME);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void noticesAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            notices(shot, look, language, "notice");
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowNoticesAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 900, 600)) {
            notices(shot, look, language, "narrow-notice");
        }
    }

    private static void notices(Shot shot, Appearance look, Locale language, String name)
            throws IOException {
        Messages words = words(language);
        shot.feed().tell(SampleSnapshots.normal().build());
        Fx.pulses(2);
        Fx.run(() -> board(shot).done(words.count("act.retried", 12), () -> {}));
        shot.take(name + "-undo", 1);
        Fx.run(() -> board(shot).done(words.count("act.exported", 12, "~/memories.json"), null));
        shot.take(name + "-done", 1);
        Notices.Step again = new Notices.Step(words.text("notice.again"), () -> {});
        Fx.run(
                () ->
                        board(shot)
                                .problem(
                                        words.text("notice.bug"),
                                        new Notices.Step(words.text("notice.bug.copy"), () -> {})));
        shot.take(name + "-bug", 1);
        assertThat(standing(shot)).as("newest first").hasSize(3);
        Fx.run(
                () -> {
                    board(shot)
                            .problem(
                                    words.text(
                                            "act.failed",
                                            Reasons.told(
                                                    "/home/lea/.claude: permission denied. Give"
                                                            + " this user write access to the"
                                                            + " folder. Nothing was changed.",
                                                    words)),
                                    again);
                    board(shot).problem(words.text("act.nothing"), null);
                    board(shot)
                            .waiting(
                                    words.text("act.waiting.lock", "python3 (pid 4711)"), () -> {});
                });
        shot.take(name + "-problem", 1);
        assertThat(standing(shot)).as("what waits, and three problems").hasSize(4);
        Fx.run(() -> board(shot).done(words.count("act.retried", 12), () -> {}));
        shot.take(name + "-full", 1);
        assertThat(standing(shot).get(1)).as("the newest").isEqualTo("undo");
        assertApart(shot);
    }

    /** What stands on the board, by its style, from top to bottom. */
    private static List<String> standing(Shot shot) {
        return Fx.call(
                () ->
                        ((Pane) shot.scene().lookup(".notices"))
                                .getChildren().stream()
                                        .map(bar -> bar.getStyleClass().getLast())
                                        .toList());
    }

    /** None lies over another, and all of them lie in the page. */
    private static void assertApart(Shot shot) {
        Fx.run(
                () -> {
                    Pane board = (Pane) shot.scene().lookup(".notices");
                    double bottom = 0;
                    for (Node bar : board.getChildren()) {
                        Bounds at = bar.localToParent(bar.getLayoutBounds());
                        assertThat(at.getMinY()).isGreaterThanOrEqualTo(bottom);
                        bottom = at.getMaxY();
                    }
                    assertThat(bottom).isLessThanOrEqualTo(board.getHeight());
                    Bounds first = board.getChildren().getFirst().getBoundsInParent();
                    assertThat(first.getMinY()).isPositive();
                });
    }

    private static Notices board(Shot shot) {
        return (Notices) shot.scene().lookup(".notices");
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void theSheetOfKeysIsWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            keys(shot);
            shot.take("keys", 1);
        }
        try (Shot shot = new Shot(look, language, 900, 600)) {
            keys(shot);
            shot.take("narrow-keys", 1);
        }
    }

    private static void keys(Shot shot) {
        shot.feed().tell(SampleSnapshots.normal().build());
        Fx.pulses(2);
        Fx.run(() -> shot.scene().getAccelerators().get(new KeyCodeCombination(KeyCode.F1)).run());
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void menusOfTheHeaderAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            SampleSnapshots managed = SampleSnapshots.normal();
            managed.managed = true;
            shot.feed().tell(managed.build());
            Fx.pulses(2);
            menu(shot, ".header .sync-more", "menu-sync", look, language);
            menu(shot, ".header .queue", "menu-queue", look, language);
        }
    }

    private static void menu(
            Shot shot, String button, String name, Appearance look, Locale language)
            throws IOException {
        Fx.run(() -> ((Button) shot.scene().lookup(button)).fire());
        Fx.pulses(4);
        ContextMenu open = Fx.call(ShellScreenshotTest::openMenu);
        Shot.take(open.getScene(), name, look, language, 1);
        Fx.run(open::hide);
    }

    private static ContextMenu openMenu() {
        List<ContextMenu> open =
                Window.getWindows().stream()
                        .filter(ContextMenu.class::isInstance)
                        .map(ContextMenu.class::cast)
                        .filter(Window::isShowing)
                        .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void theBannerOfTheDemoIsWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = Shot.ofDemo(look, language, 1280, 800)) {
            shot.feed().tell(SampleSnapshots.alarm().build());
            shot.take("demo", 1);
        }
        try (Shot shot = Shot.ofDemo(look, language, 900, 600)) {
            shot.feed().tell(SampleSnapshots.alarm().build());
            shot.take("narrow-demo", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void pagesToComeAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            later(shot, "");
        }
        try (Shot shot = new Shot(look, language, 900, 600)) {
            later(shot, "narrow-");
        }
    }

    private static void later(Shot shot, String prefix) throws IOException {
        shot.feed().tell(SampleSnapshots.lost().build());
        shot.press(KeyCode.DIGIT3);
        shot.take(prefix + "later-recovery", 1);
        assertThat(Fx.call(() -> shot.scene().lookup(".later .primary").isVisible()))
                .as("the number in the rail leads to what it counts")
                .isTrue();
        shot.press(KeyCode.DIGIT6);
        shot.take(prefix + "later-protect", 1);
    }
}
