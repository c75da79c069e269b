package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The window as a whole: what the feed says is shown, keys work, closing lets go. */
class MainWindowTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final ScriptFeed feed = new ScriptFeed();
    private final QuietEffects effects = new QuietEffects();
    private Stage stage;
    private MainWindow window;

    @BeforeEach
    void open() {
        Fx.run(
                () -> {
                    stage = new Stage();
                    window =
                            new MainWindow(
                                    stage,
                                    new ScriptDoors().with(feed),
                                    new WindowOptions(
                                            SampleSnapshots.DIRECTORY,
                                            new Messages(
                                                    Locale.ENGLISH, ZONE, SampleSnapshots.HOME),
                                            Clock.fixed(SampleSnapshots.NOW, ZONE),
                                            Appearance.LIGHT,
                                            false,
                                            WindowState.FIRST,
                                            effects));
                    window.show();
                });
    }

    @AfterEach
    void close() {
        Fx.run(window::close);
    }

    private List<String> texts() {
        Fx.pulses(3);
        return Fx.call(
                () ->
                        Looks.visible(stage.getScene().getRoot()).stream()
                                .filter(Text.class::isInstance)
                                .map(node -> ((Text) node).getText())
                                .filter(text -> !text.isEmpty())
                                .toList());
    }

    private void press(KeyCode code, KeyCombination.Modifier... modifiers) {
        Fx.run(
                () ->
                        stage.getScene()
                                .getAccelerators()
                                .get(new KeyCodeCombination(code, modifiers))
                                .run());
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
    void aHundredSnapshotsInOneBreathEndWithTheLast() {
        for (int i = 0; i < 100; i++) {
            feed.tell(SampleSnapshots.empty().build());
        }
        feed.tell(SampleSnapshots.calm().build());
        assertThat(texts()).contains("216", "Nothing is waiting.");
    }

    @Test
    void keysGoToPlacesAndLookAgain() {
        press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        assertThat(texts()).contains("There is no worker log here.");
        press(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN);
        assertThat(texts()).contains("Looking at ~/.claude.");
        press(KeyCode.F5);
        assertThat(feed.looks).hasValue(1);
    }

    @Test
    void theRailIsPressedWhereOneIs() {
        press(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(2);
        List<String> selected =
                Fx.call(
                        () ->
                                stage.getScene().getRoot().lookupAll(".rail .item").stream()
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
        Node link = Fx.call(() -> stage.getScene().lookup(".latest-head .link"));
        Fx.run(link::requestFocus);
        feed.tell(SampleSnapshots.alarm().build());
        Fx.pulses(3);
        assertThat(Fx.call(() -> stage.getScene().getFocusOwner())).isSameAs(link);
    }

    @Test
    void theSentenceLeadsToTheLogWhereTheLogTellsMore() {
        feed.tell(SampleSnapshots.alarm().build());
        Fx.pulses(3);
        Button show = (Button) Fx.call(() -> stage.getScene().lookup(".sentence .button"));
        Fx.run(show::fire);
        assertThat(texts()).contains("There is no worker log here.");
    }

    @Test
    void belowAThousandPixelsTheRailShowsIcons() {
        Fx.run(() -> stage.setWidth(999));
        Fx.pulses(4);
        assertThat(Fx.call(() -> ((Region) stage.getScene().lookup(".rail")).getWidth()))
                .isEqualTo(56);
        Fx.run(() -> stage.setWidth(1000));
        Fx.pulses(4);
        assertThat(Fx.call(() -> ((Region) stage.getScene().lookup(".rail")).getWidth()))
                .isEqualTo(200);
    }

    @Test
    void manyFindingsWaitBehindALinkThatStaysOpen() {
        feed.tell(SampleSnapshots.busy().build());
        assertThat(texts()).contains("Show 5 more").noneMatch(text -> text.contains("number 5"));
        Button more = (Button) Fx.call(() -> stage.getScene().lookup(".findings .more"));
        Fx.run(more::fire);
        assertThat(texts()).contains("Show fewer").anyMatch(text -> text.contains("number 5"));
        feed.tell(SampleSnapshots.busy().build());
        assertThat(texts()).contains("Show fewer");
    }

    @Test
    void closingEndsTheSubscriptions() {
        assertThat(feed.listeners()).isOne();
        Fx.run(window::close);
        assertThat(feed.listeners()).isZero();
        Fx.run(window::close);
    }
}
