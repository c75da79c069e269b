package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Another language makes the whole content anew; what a person has begun to write stays. */
class LanguageChangeTest {
    @TempDir Path folder;
    private ScriptWindow window;

    @BeforeEach
    void open() throws IOException {
        new SampleLogFile(folder.resolve("mem0_worker.log")).busy(SampleSnapshots.NOW);
        ScriptActivityDesk activity = new ScriptActivityDesk();
        activity.acts = new LedgerResult.Done<>(SampleActivity.acts());
        activity.copies = SampleActivity.copies();
        ScriptDoors doors = new ScriptDoors();
        doors.activity = activity;
        doors.logs =
                new ScriptLogsDesk(
                        folder, Clock.fixed(SampleSnapshots.NOW, ZoneId.of("Europe/Paris")));
        window =
                new ScriptWindow(
                        doors, ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
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

    @Test
    void theMarkedRowAndTheScrollPlaceStayInTheTable() {
        SampleMemories many = new SampleMemories();
        for (int i = 0; i < 120; i++) {
            many.add(MemoryState.PENDING, "trace-hub", "number " + i, i);
        }
        window.feed.tell(many.snapshot(0, 0, 0));
        press(KeyCode.DIGIT2);
        await("the rows", () -> table().getItems().size() == 120);
        Fx.run(
                () -> {
                    table().getSelectionModel().clearAndSelect(63);
                    table().scrollTo(57);
                });
        Fx.pulses(4);
        int top = Fx.call(this::topRow);
        String marked = marked();
        assertThat(top).isEqualTo(57);
        press(KeyCode.COMMA);
        window.speak(Locale.FRENCH);
        window.feed.tell(many.snapshot(0, 0, 0));
        press(KeyCode.DIGIT2);
        await("the rows again", () -> table().getItems().size() == 120);
        await("the place", () -> topRow() == top);
        assertThat(marked()).isEqualTo(marked);
        assertThat(Fx.call(() -> table().getSelectionModel().getSelectedIndices().size())).isOne();

        // At once, with the page in sight.
        window.speak(Locale.ENGLISH);
        window.feed.tell(many.snapshot(0, 0, 0));
        await("the rows once more", () -> table().getItems().size() == 120);
        await("the place once more", () -> topRow() == top);
        assertThat(marked()).isEqualTo(marked);
    }

    private String marked() {
        return Fx.call(() -> String.valueOf(table().getSelectionModel().getSelectedItem()));
    }

    private int topRow() {
        return top(table());
    }

    private static int top(Node list) {
        VirtualFlow<?> flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
        IndexedCell<?> first = flow == null ? null : (IndexedCell<?>) flow.getFirstVisibleCell();
        return first == null ? -1 : first.getIndex();
    }

    @Test
    void whatIsLookedForAndTheSegmentStayInActivityAndInSettings() {
        press(KeyCode.DIGIT5);
        Fx.run(() -> find(".activity .search .text-field", TextField.class).setText("retry"));
        Fx.run(
                () ->
                        ((ToggleButton)
                                        find(".activity .segments", HBox.class)
                                                .getChildren()
                                                .get(1))
                                .fire());
        press(KeyCode.COMMA);
        Fx.run(() -> find(".settings .search .text-field", TextField.class).setText("lock"));
        window.speak(Locale.FRENCH);

        assertThat(Fx.call(() -> find(".settings .search .text-field", TextField.class).getText()))
                .isEqualTo("lock");
        press(KeyCode.DIGIT5);
        assertThat(
                        Fx.call(
                                () ->
                                        ((ToggleButton)
                                                        find(".activity .segments", HBox.class)
                                                                .getChildren()
                                                                .get(1))
                                                .isSelected()))
                .isTrue();
        assertThat(Fx.call(() -> find(".activity .search .text-field", TextField.class).getText()))
                .isEqualTo("retry");
    }

    @Test
    void theActAndTheBackupThatWereLookedAtStayChosen() {
        press(KeyCode.DIGIT5);
        await("the acts", () -> find(".acts", ListView.class).getItems().size() > 4);
        Fx.run(() -> find(".acts", ListView.class).getSelectionModel().select(2));
        segment(1);
        await("the copies", () -> find(".copies", ListView.class).getItems().size() == 6);
        Fx.run(() -> find(".copies", ListView.class).getSelectionModel().select(3));
        press(KeyCode.COMMA);
        window.speak(Locale.FRENCH);
        window.feed.tell(SampleMemories.failedAfterABadNight().snapshot(213, 3, 0));
        assertThat(Fx.call(window.stage::getTitle)).isEqualTo("Moniteur de file Mem0");

        press(KeyCode.DIGIT5);
        await("the copy", () -> chosen(".copies") == 3);
        segment(0);
        await("the act", () -> chosen(".acts") == 2);
    }

    private int chosen(String list) {
        return find(list, ListView.class).getSelectionModel().getSelectedIndex();
    }

    /** Goes to the acts or to the backups. */
    private void segment(int index) {
        Fx.run(
                () ->
                        ((ToggleButton)
                                        find(".activity .segments", HBox.class)
                                                .getChildren()
                                                .get(index))
                                .fire());
    }

    private ListView<?> log() {
        return find(".logs .list-view", ListView.class);
    }

    @Test
    void thePlaceAndTheMarkedLineStayInTheLog() {
        press(KeyCode.DIGIT4);
        await("the lines", () -> log().getItems().size() == 687);
        Fx.run(
                () -> {
                    log().scrollTo(200);
                    log().getSelectionModel().clearAndSelect(205);
                    // As a click does: one reads, and does not follow.
                    Fx.fireMouse(log().lookup(".log-cell"), MouseEvent.MOUSE_RELEASED);
                });
        await("the place", () -> top(log()) == 200);
        press(KeyCode.COMMA);
        window.speak(Locale.FRENCH);
        press(KeyCode.DIGIT4);

        await("the lines again", () -> log().getItems().size() == 687);
        await("the place again", () -> top(log()) == 200);
        await("the mark", () -> log().getSelectionModel().getSelectedIndices().contains(205));
    }

    @Test
    void whatIsLookedForInTheLogStaysWithItsPlace() {
        press(KeyCode.DIGIT4);
        await("the lines", () -> log().getItems().size() == 687);
        Fx.run(() -> find(".logs .search .text-field", TextField.class).setText("Queue processed"));
        Fx.run(() -> find(".logs .flat-toggle.icon-only", ToggleButton.class).fire());
        await("the hits", () -> log().getItems().size() == 61);
        Fx.run(
                () -> {
                    log().scrollTo(20);
                    Fx.fireMouse(log().lookup(".log-cell"), MouseEvent.MOUSE_RELEASED);
                });
        await("the place", () -> top(log()) == 20);
        window.speak(Locale.FRENCH);

        await("the hits again", () -> log().getItems().size() == 61);
        await("the place again", () -> top(log()) == 20);
        assertThat(Fx.call(() -> find(".logs .search .text-field", TextField.class).getText()))
                .isEqualTo("Queue processed");
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
