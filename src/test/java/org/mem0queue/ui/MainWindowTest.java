package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The window as a whole: what the feed says is shown, keys work, closing lets go. */
class MainWindowTest {
    private ScriptWindow window;
    private ScriptFeed feed;

    @BeforeEach
    void open() {
        window = new ScriptWindow();
        feed = window.feed;
    }

    @AfterEach
    void close() {
        window.close();
    }

    private List<String> texts() {
        Fx.pulses(3);
        return Fx.call(
                () ->
                        Looks.visible(window.scene().getRoot()).stream()
                                .filter(Text.class::isInstance)
                                .map(node -> ((Text) node).getText())
                                .filter(text -> !text.isEmpty())
                                .toList());
    }

    @Test
    void itShowsWhatTheFeedSaysAsItChanges() {
        assertThat(texts()).contains("Looking at ~/.claude.", "~/.claude");
        feed.tell(SampleSnapshots.normal().build());
        assertThat(texts())
                .contains("11 memories need you; all of them are safe.", "40", "none running");
        feed.tell(SampleSnapshots.alarm().build());
        assertThat(texts())
                .contains("Memories saved now may be lost.", "lock: python3 4711, 41 s", "58")
                .doesNotContain("40");
    }

    @Test
    void whatIsSeenWhileItIsBuiltStandsInItsFirstFrame() {
        Fx.run(
                () -> {
                    Stage stage = new Stage();
                    MainWindow built =
                            new MainWindow(
                                    stage,
                                    new ScriptDoors()
                                            .with(new ScriptFeed(SampleSnapshots.alarm().build())),
                                    ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH));
                    // Nothing comes from elsewhere before this thread is left.
                    built.show();
                    assertThat(number(stage.getScene(), "pending")).isEqualTo("58");
                    built.close();
                });
    }

    private static String number(Scene scene, String state) {
        return ((Labeled) scene.getRoot().lookup(".tile." + state + " .number")).getText();
    }

    @Test
    void aHundredSnapshotsInOneBreathEndWithTheLast() {
        for (int i = 0; i < 100; i++) {
            feed.tell(SampleSnapshots.empty().build());
        }
        feed.tell(SampleSnapshots.calm().build());
        assertThat(texts()).contains("216", "Nothing is waiting.");
    }

    @Test
    void keysGoToPlacesAndLookAgain() {
        window.press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        assertThat(texts()).contains("There is no worker log here.");
        window.press(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN);
        assertThat(texts()).contains("Looking at ~/.claude.");
        Fx.pulses(4);
        int before = feed.looks.get();
        assertThat(before).as("the rest was asked for after the first frame").isEqualTo(1);
        window.press(KeyCode.F5);
        assertThat(feed.looks).hasValue(before + 1);
    }

    @Test
    void theRailIsPressedWhereOneIs() {
        window.press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(2);
        List<String> selected =
                Fx.call(
                        () ->
                                window.scene().getRoot().lookupAll(".rail .item").stream()
                                        .map(ToggleButton.class::cast)
                                        .filter(ToggleButton::isSelected)
                                        .map(Labeled::getText)
                                        .toList());
        assertThat(selected).containsExactly("Logs");
    }

    @Test
    void refreshKeepsTheFocus() {
        feed.tell(SampleSnapshots.normal().build());
        Fx.pulses(2);
        Node link = Fx.call(() -> window.scene().lookup(".latest-head .link"));
        Fx.run(link::requestFocus);
        feed.tell(SampleSnapshots.alarm().build());
        Fx.pulses(3);
        assertThat(Fx.call(() -> window.scene().getFocusOwner())).isSameAs(link);
    }

    @Test
    void theSentenceLeadsToTheLogWhereTheLogTellsMore() {
        feed.tell(SampleSnapshots.alarm().build());
        Fx.pulses(3);
        Button show = (Button) Fx.call(() -> window.scene().lookup(".sentence .button"));
        Fx.run(show::fire);
        assertThat(texts()).contains("There is no worker log here.");
    }

    @Test
    void belowAThousandPixelsTheRailShowsIcons() {
        Fx.run(() -> window.stage.setWidth(999));
        Fx.pulses(4);
        assertThat(Fx.call(() -> ((Region) window.scene().lookup(".rail")).getWidth()))
                .isEqualTo(56);
        Fx.run(() -> window.stage.setWidth(1000));
        Fx.pulses(4);
        assertThat(Fx.call(() -> ((Region) window.scene().lookup(".rail")).getWidth()))
                .isEqualTo(200);
    }

    @Test
    void manyFindingsWaitBehindALinkThatStaysOpen() {
        feed.tell(SampleSnapshots.busy().build());
        assertThat(texts())
                .contains("Show 5 more")
                .noneMatch(text -> text.contains("mem0_worker_error.log"));
        Button more = (Button) Fx.call(() -> window.scene().lookup(".findings .more"));
        Fx.run(more::fire);
        assertThat(texts())
                .contains("Show fewer")
                .anyMatch(text -> text.contains("mem0_worker_error.log"));
        feed.tell(SampleSnapshots.busy().build());
        assertThat(texts()).contains("Show fewer");
    }

    private void openFolder() {
        Fx.run(() -> ((Button) window.scene().lookup(".header .queue")).fire());
        Fx.run(
                () ->
                        Window.getWindows().stream()
                                .filter(ContextMenu.class::isInstance)
                                .map(ContextMenu.class::cast)
                                .toList()
                                .forEach(
                                        menu -> {
                                            menu.getItems().stream()
                                                    .filter(
                                                            item ->
                                                                    "Open another folder"
                                                                            .equals(item.getText()))
                                                    .forEach(MenuItem::fire);
                                            menu.hide();
                                        }));
    }

    @Test
    void anotherFolderIsAskedForAndOpened() {
        QuietEffects effects = window.effects();
        openFolder();
        assertThat(effects.choosers.asked)
                .as("one begins where one is")
                .containsExactly("Open another folder from " + SampleSnapshots.DIRECTORY);
        assertThat(effects.opened).as("cancelled").isEmpty();
        effects.choosers.chosen.add(Path.of("/home/lea/other"));
        openFolder();
        assertThat(effects.opened).containsExactly(Path.of("/home/lea/other"));
    }

    @Test
    void closingEndsTheSubscriptions() {
        assertThat(feed.listeners()).isOne();
        window.close();
        assertThat(feed.listeners()).isZero();
        window.close();
    }

    @Test
    void aWindowThatFillsTheScreenIsLeftWithTheSizeThatItShrinksTo() {
        Fx.run(
                () -> {
                    window.stage.setWidth(1111);
                    window.stage.setHeight(777);
                });
        Fx.pulses(3);
        WindowState before = window.state();
        assertThat(before.width()).isEqualTo(Fx.call(() -> window.scene().getWidth()));
        Fx.run(() -> window.stage.setMaximized(true));
        Fx.run(
                () -> {
                    window.stage.setWidth(1900);
                    window.stage.setHeight(1000);
                });
        Fx.pulses(3);
        WindowState left = window.state();
        assertThat(left.maximised()).isTrue();
        assertThat(left.width()).isEqualTo(before.width());
        assertThat(left.height()).isEqualTo(before.height());
    }

    /** Desktops may tell the size before they tell that the window is maximised. */
    @Test
    void aSizeThatFillsTheScreenIsNotTheUsualOne() {
        Fx.run(() -> window.stage.setWidth(1000));
        Fx.run(() -> window.stage.setHeight(650));
        Fx.pulses(3);
        WindowState before = window.state();
        Fx.run(
                () -> {
                    Rectangle2D room = Screen.getPrimary().getVisualBounds();
                    window.stage.setX(room.getMinX());
                    window.stage.setY(room.getMinY());
                    window.stage.setWidth(room.getWidth());
                    window.stage.setHeight(room.getHeight());
                });
        Fx.pulses(3);
        assertThat(window.state()).isEqualTo(before);
    }

    @Test
    void itOpensAgainAsItWasLeft() {
        Fx.run(
                () -> {
                    window.stage.setX(40);
                    window.stage.setY(30);
                    window.stage.setWidth(1100);
                    window.stage.setHeight(700);
                });
        window.press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(3);
        window.close();
        WindowState left = window.effects().left.getLast();
        window =
                new ScriptWindow(
                        new ScriptDoors(),
                        new WindowOptions(
                                SampleSnapshots.DIRECTORY,
                                new Messages(
                                        Locale.ENGLISH,
                                        ZoneId.of("Europe/Paris"),
                                        SampleSnapshots.HOME),
                                Clock.systemUTC(),
                                Appearance.LIGHT,
                                false,
                                left,
                                new QuietEffects()),
                        made -> {});
        Fx.pulses(3);
        assertThat(window.state()).isEqualTo(left);
        assertThat(left.place()).isEqualTo("logs");
        assertThat(left.x()).isEqualTo(40.0);
    }

    @Test
    void theNumberOfMemoriesInTheStatusBarOpensThem() {
        feed.tell(SampleSnapshots.normal().build());
        Fx.pulses(3);
        Button amount = (Button) Fx.call(() -> window.scene().lookup(".status .amount"));
        Fx.run(amount::fire);
        Fx.pulses(3);
        assertThat(Fx.<Boolean>call(() -> window.scene().lookup(".memories") != null)).isTrue();
        window.press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(3);
        assertThat(Fx.<Boolean>call(amount::isFocusTraversable))
                .as("there it counts the lines in sight")
                .isFalse();
    }
}
