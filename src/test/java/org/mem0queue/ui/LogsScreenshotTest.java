package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The log screen in every state and look, over real files. */
class LogsScreenshotTest {
    private static final Clock CLOCK = Clock.fixed(SampleSnapshots.NOW, ZoneId.of("Europe/Paris"));

    @TempDir Path folder;

    /** A window on the logs of the folder. */
    private Shot window(ScriptLogsDesk desk, Appearance look, Locale language, double width) {
        ScriptDoors doors = new ScriptDoors();
        doors.logs = desk;
        Shot shot = new Shot(doors, look, language, width, width < 1000 ? 600 : 800);
        shot.feed().tell(SampleSnapshots.alarm().build());
        shot.press(KeyCode.DIGIT4);
        settle(shot);
        return shot;
    }

    /** What is read in the background has come: nothing is being looked for any more. */
    private static void settle(Shot shot) {
        for (int round = 0; round < 100; round++) {
            Fx.pulses(10);
            String title = Fx.call(() -> ((Label) shot.scene().lookup(".logs .title")).getText());
            if (!title.startsWith("Looking") && !title.startsWith("Recherche")) {
                Fx.pulses(4);
                return;
            }
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void logsAreWhole(Appearance look, Locale language) throws IOException {
        SampleLogFile log =
                new SampleLogFile(folder.resolve("mem0_worker.log")).busy(SampleSnapshots.NOW);
        ScriptLogsDesk desk = new ScriptLogsDesk(folder, CLOCK);
        try (Shot shot = window(desk, look, language, 1280)) {
            shot.take("logs", 1);
            shot.filter("timed out");
            settle(shot);
            press(shot, KeyCode.F3);
            press(shot, KeyCode.F3);
            log.more(38).modified(SampleSnapshots.NOW);
            desk.look();
            settle(shot);
            shot.take("logs-reading", 1);
            choose(shot, 2);
            settle(shot);
            shot.take("logs-projects", 1);
            choose(shot, 2);
            click(shot, ".logs .flat-toggle.icon-only");
            settle(shot);
            shot.take("logs-only-hits", 1);
            shot.filter("no such text");
            settle(shot);
            shot.take("logs-filtered-empty", 1);
            shot.filter("(");
            click(shot, ".logs .flat-toggle.mono");
            settle(shot);
            shot.take("logs-mistake", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void secretsAreMaskedUntilAskedFor(Appearance look, Locale language) throws IOException {
        String key = "m0-9f2kLsQ84hTzXc71wP";
        new SampleLogFile(folder.resolve("mem0_worker.log"))
                .append(SampleLogFile.picture())
                .append("2026-11-23 13:59:30,000 ❌ 401 for Authorization: Token " + key + "\n")
                .append("2026-11-23 13:59:31,000    VPS URL: http://lea:hunter22@10.0.0.7:8081\n")
                .modified(SampleSnapshots.NOW);
        try (Shot shot = window(new ScriptLogsDesk(folder, CLOCK), look, language, 1280)) {
            shot.take("logs-masked", 1);
            assertThat(shown(shot)).noneMatch(text -> text.contains(key));
            assertThat(shown(shot)).noneMatch(text -> text.contains("hunter22"));
            Fx.run(
                    () -> {
                        Node mask =
                                shot.scene().getRoot().lookupAll(".logs .log-text.masked").stream()
                                        .filter(LogsScreenshotTest::isAuthorization)
                                        .findFirst()
                                        .orElseThrow();
                        Fx.fireMouse(mask, MouseEvent.MOUSE_CLICKED);
                    });
            shot.take("logs-revealed", 1);
            assertThat(shown(shot)).as("one of two").contains(key).doesNotContain("hunter22");
        }
    }

    /** Cells come in no order that one could rely on. */
    private static boolean isAuthorization(Node mask) {
        return mask.getParent().getChildrenUnmodifiable().stream()
                .anyMatch(
                        piece ->
                                piece instanceof Label label
                                        && label.getText().contains("Authorization"));
    }

    private static List<String> shown(Shot shot) {
        return Fx.call(
                () ->
                        shot.scene().getRoot().lookupAll(".logs .log-text").stream()
                                .map(node -> ((Label) node).getText())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowLogsAreWhole(Appearance look, Locale language) throws IOException {
        new SampleLogFile(folder.resolve("logs/mem0_worker.log"))
                .untimed()
                .append("   half a li")
                .modified(SampleSnapshots.NOW);
        ScriptLogsDesk desk = new ScriptLogsDesk(folder, CLOCK);
        try (Shot shot = window(desk, look, language, 900)) {
            shot.take("narrow-logs", 1);
            shot.filter("timed out");
            settle(shot);
            press(shot, KeyCode.F3);
            settle(shot);
            shot.take("narrow-logs-found", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void whatHappensToTheFileIsTold(Appearance look, Locale language) throws IOException {
        ScriptLogsDesk none = new ScriptLogsDesk(folder, CLOCK);
        try (Shot shot = window(none, look, language, 1280)) {
            shot.take("logs-none", 1);
        }
        SampleLogFile log =
                new SampleLogFile(folder.resolve("mem0_worker.log")).busy(SampleSnapshots.NOW);
        ScriptLogsDesk desk = new ScriptLogsDesk(folder, CLOCK);
        try (Shot shot = window(desk, look, language, 1280)) {
            Files.move(
                    log.path(),
                    folder.resolve("mem0_worker.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
            log.append(SampleLogFile.picture()).modified(SampleSnapshots.NOW);
            desk.look();
            settle(shot);
            shot.take("logs-rotated", 1);
            Files.delete(log.path());
            desk.look();
            settle(shot);
            shot.take("logs-gone", 1);
        }
    }

    /** Chooses so many projects in the menu, or takes them out. */
    private static void choose(Shot shot, int projects) {
        for (int i = 0; i < projects; i++) {
            int item = i;
            Fx.run(
                    () ->
                            ((MenuButton) shot.scene().lookup(".logs .menu-button.chip"))
                                    .getItems()
                                    .get(item)
                                    .fire());
        }
    }

    private static void click(Shot shot, String selector) {
        Fx.run(
                () -> {
                    Node node = shot.scene().lookup(selector);
                    if (node instanceof Button button) {
                        button.fire();
                    } else if (node instanceof ToggleButton toggle) {
                        toggle.fire();
                    }
                });
    }

    private static void press(Shot shot, KeyCode key) {
        Fx.press(() -> shot.scene().lookup(".logs .list-view"), key);
        Fx.pulses(4);
    }
}
