package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.shell.SyncDesk;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Another language in the middle of something: it goes on, and its end is told in the new one. */
class UnderWayLanguageTest {
    private final SampleMemories sample = SampleMemories.failedAfterABadNight();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ScriptMemoriesDesk memories = new ScriptMemoriesDesk();
    private final ScriptWritingDesk writing = new ScriptWritingDesk();
    private final SlowSync sync = new SlowSync();
    private ScriptWindow window;

    /** Sends until the test lets it end, or until it is stopped. */
    private final class SlowSync implements SyncDesk {
        volatile @Nullable String api = "http://127.0.0.1:8081";
        volatile @Nullable SyncStop stop;
        volatile boolean interrupted;

        @Override
        public Means means() {
            return new Means(api, "python3 worker.py");
        }

        @Override
        public SyncResult sync(SyncStop asked, Consumer<SyncProgress> progress)
                throws InterruptedException {
            stop = asked;
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            return new SyncResult.Ran(new SyncReport(3, 3, 0, 0, 0, 0L, null));
        }

        @Override
        public @Nullable String keepSending(
                SyncStop asked, Consumer<SyncResult> told, Consumer<SyncProgress> progress) {
            throw new AssertionError("not asked for");
        }

        @Override
        public WorkerEnd runWorker() throws InterruptedException {
            try {
                assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
                return new WorkerEnd.Ended(0);
            } catch (InterruptedException e) {
                interrupted = true;
                throw e;
            }
        }

        @Override
        public @Nullable String pause() {
            return null;
        }

        @Override
        public @Nullable String resume() {
            return null;
        }
    }

    @BeforeEach
    void open() {
        ScriptDoors doors = new ScriptDoors();
        doors.sync = sync;
        doors.memories = memories;
        doors.writing = writing;
        window =
                new ScriptWindow(
                        doors, ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
        look();
    }

    @AfterEach
    void close() {
        ended.countDown();
        window.close();
    }

    private void look() {
        window.feed.tell(sample.snapshot(213, 0, 0));
        Fx.pulses(3);
    }

    private void speakFrench() {
        window.speak(Locale.FRENCH);
        look();
    }

    private void press(KeyCode code) {
        window.press(code, KeyCombination.SHORTCUT_DOWN);
        Fx.pulses(2);
    }

    private boolean says(String words) {
        return Looks.visible(window.scene().getRoot()).stream()
                .anyMatch(node -> node instanceof Text text && text.getText().contains(words));
    }

    private void awaitText(String words) {
        await(words, () -> says(words));
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

    private @Nullable Button button(String words) {
        for (Node node : Looks.visible(window.scene().getRoot())) {
            if (node instanceof Button button && words.equals(button.getText())) {
                return button;
            }
        }
        return null;
    }

    private void fire(String words) {
        await(words, () -> button(words) instanceof Button button && !button.isDisabled());
        Fx.run(() -> button(words).fire());
    }

    @Test
    void aSyncGoesOnAndItsEndIsTold() {
        press(KeyCode.S);
        awaitText("Sending");
        await("it sends", () -> sync.stop != null);
        speakFrench();
        awaitText("Envoi");
        assertThat(sync.stop.stopped()).isFalse();
        ended.countDown();
        awaitText("3 envoyés");
        awaitText("Synchroniser");
    }

    @Test
    void itIsStoppedFromTheNewWindowToo() {
        press(KeyCode.S);
        await("it sends", () -> sync.stop != null);
        speakFrench();
        press(KeyCode.S);
        assertThat(sync.stop.stopped()).isTrue();
    }

    @Test
    void thePersonsWorkerGoesOn() {
        sync.api = null;
        press(KeyCode.S);
        awaitText("Worker runs");
        speakFrench();
        awaitText("Worker en cours");
        ended.countDown();
        awaitText("Votre worker a terminé.");
        assertThat(sync.interrupted).isFalse();
    }

    private void selectFirstFailed() {
        press(KeyCode.DIGIT2);
        Fx.run(() -> ((ToggleButton) window.scene().lookup(".segment.failed")).fire());
        await("the failed ones", () -> table().getItems().size() == 19);
        Fx.run(
                () -> {
                    table().getSelectionModel().clearAndSelect(0);
                    table().requestFocus();
                });
    }

    private TableView<?> table() {
        return (TableView<?>) window.scene().lookup(".memory-table .table-view");
    }

    @Test
    void anActThatWaitsGoesOnAndCanBeUndone() {
        memories.beforeActs = this::waitForTheEnd;
        selectFirstFailed();
        Fx.press(this::table, KeyCode.DELETE);
        await("the act", () -> memories.acts.size() == 1);
        speakFrench();
        await("the rows", () -> table() != null && table().getItems().size() == 19);
        Fx.run(() -> table().getSelectionModel().clearAndSelect(1));
        Fx.press(this::table, KeyCode.R);
        awaitText("Rien n’a commencé");
        ended.countDown();
        awaitText("1 souvenir est dans la corbeille.");
        assertThat(memories.acts).hasSize(1);
        fire("Annuler");
        await("the undo", () -> memories.undone.equals(List.of(1L)));
    }

    private void waitForTheEnd() {
        try {
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsToldAlreadyStaysWithItsUndo() {
        selectFirstFailed();
        Fx.press(this::table, KeyCode.DELETE);
        awaitText("1 memory moved to the trash.");
        speakFrench();
        awaitText("1 memory moved to the trash.");
        press(KeyCode.Z);
        await("the undo", () -> memories.undone.equals(List.of(1L)));
    }

    @Test
    void aSaveOfManyGoesOnAndSavesNothingTwice() {
        writing.allowed.drainPermits();
        writing.snapshot = sample.snapshot(213, 0, 0);
        press(KeyCode.N);
        Fx.run(
                () -> {
                    ((ComboBox<?>) window.scene().lookup(".writing .combo-box"))
                            .getEditor()
                            .setText("p");
                    ((TextArea) window.scene().lookup(".writing .text-area"))
                            .setText(
                                    IntStream.rangeClosed(1, 30)
                                            .mapToObj(i -> "{\"text\": \"pasted " + i + "\"}")
                                            .collect(Collectors.joining("\n")));
                });
        fire("Save 30 memories");
        awaitText("Saved 0 of 30");
        speakFrench();
        await(
                "how far it is",
                () ->
                        window.scene().getRoot().lookupAll(".label").stream()
                                .anyMatch(
                                        node ->
                                                String.valueOf(((Labeled) node).getText())
                                                        .contains("0 sur 30")));
        writing.allowed.release(1000);
        awaitText("30 souvenirs sont enregistrés.");
        assertThat(writing.saved).hasSize(30).doesNotHaveDuplicates();
    }
}
