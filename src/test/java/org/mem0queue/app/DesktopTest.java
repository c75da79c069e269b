package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.store.Disk;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the first start on: what is shown, what is written, and where. On real files. */
class DesktopTest {
    private static final String QUEUE =
            """
            {
              "queue": [
                {
                  "id": "11111111-1111-4111-8111-111111111111",
                  "project_id": "trace-hub",
                  "content": "The cache moves to SQLite",
                  "timestamp": 1763900000,
                  "retries": 0
                }
              ],
              "last_100": [],
              "failed": [],
              "stats": {
                "total_queued": 1,
                "total_synced": 0,
                "total_failed": 0,
                "last_sync": null
              }
            }\
            """;

    @TempDir private Path folder;
    private ScratchRequest request;
    private OpenDesktop window;

    @BeforeEach
    void makeHome() throws IOException {
        request = new ScratchRequest(folder.resolve("home"));
        Files.createDirectories(request.home);
    }

    private void makeQueue() throws IOException {
        Files.createDirectories(request.queue.resolve("projects/p"));
        Files.writeString(request.queue.resolve("mem0_queue.json"), QUEUE);
        Files.writeString(request.queue.resolve("projects/p/a.jsonl"), "{}\n");
    }

    private OpenDesktop open() {
        window = new OpenDesktop(request);
        return window;
    }

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }

    @Test
    void beforeAChoiceNothingIsWrittenAnywhere() throws IOException {
        makeQueue();
        Map<String, String> before = request.everything();
        open();
        window.awaitText("Nothing has been changed.");
        window.awaitText("1");
        window.close();
        assertThat(request.everything()).isEqualTo(before);
    }

    @Test
    void watchOnlyWritesSettingsAndHistoryAndNothingIntoTheQueueDirectory() throws IOException {
        makeQueue();
        open();
        window.awaitText("Nothing has been changed.");
        Map<String, String> before = ScratchRequest.everything(request.queue);
        window.press("Watch only");
        window.awaitText("Pending");
        window.awaitText("only watched");
        assertThat(request.values(request.queue).settings().mode(request.queue))
                .contains(DirectoryMode.WATCH_ONLY);
        awaitLedger();
        window.close();
        assertThat(ScratchRequest.everything(request.queue)).isEqualTo(before);
        assertThat(request.folders.state().resolve("window.json")).exists();
    }

    /** A key works where its button is disabled. */
    @Test
    void watchOnlyIsNotWrittenByTheKeysThatSendEither() throws IOException {
        makeQueue();
        Path made = request.queue.resolve("by_the_worker");
        request.set(SettingKey.WORKER_COMMAND, "/bin/sh -c ':> " + made + "'");
        request.set(SettingKey.MODE, SettingKey.MODE.format(DirectoryMode.WATCH_ONLY));
        Map<String, String> before = ScratchRequest.everything(request.queue);
        for (KeyCode key : List.of(KeyCode.S, KeyCode.P)) {
            open();
            window.awaitText("only watched");
            window.press(key);
            window.awaitText("nothing is sent or paused from here");
            window.close();
        }
        assertThat(ScratchRequest.everything(request.queue)).isEqualTo(before);

        // The same keys where they may.
        request.set(SettingKey.MODE, SettingKey.MODE.format(DirectoryMode.MANAGE));
        open();
        window.awaitText("Sync now");
        window.press(KeyCode.S);
        window.await("what the worker makes", () -> Files.exists(made));
        window.press(KeyCode.P);
        window.awaitText("Sending is paused.");
    }

    private void awaitLedger() throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (request.everything().keySet().stream().noneMatch(name -> name.endsWith(".db"))) {
            assertThat(System.nanoTime()).as("no ledger").isLessThan(end);
            Fx.pulses(2);
        }
    }

    @Test
    void whereNothingIsAQueueCanBeMade() throws IOException {
        open();
        window.awaitText("~/.claude");
        window.press("Create the queue here");
        window.awaitText("Sync now");
        assertThat(Files.readString(request.queue.resolve("mem0_queue.json")))
                .contains("\"queue\"", "\"last_100\"", "\"failed\"", "\"stats\"");
        assertThat(request.values(request.queue).settings().mode(request.queue))
                .contains(DirectoryMode.MANAGE);
    }

    @Test
    void anotherDirectoryTakesTheSameStage() throws IOException {
        makeQueue();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("mem0_queue.json"), QUEUE);
        open();
        window.awaitText("Nothing has been changed.");
        window.openDirectory(other);
        window.awaitText("A queue was found in " + other);
        Fx.run(() -> window.desktop().raise(request.queue));
        window.awaitText("A queue was found in ~/.claude");
    }

    /**
     * A second start comes whenever it likes: before the toolkit runs, and while files are read.
     */
    @Test
    void whatALaterStartAsksForWhileSomethingOpensIsNotForgotten() throws IOException {
        makeQueue();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("mem0_queue.json"), QUEUE);
        open();
        Fx.run(
                () -> {
                    window.desktop().openDirectory(request.queue);
                    window.desktop().raise(other);
                });
        window.awaitText("A queue was found in " + other);
        Fx.run(() -> window.desktop().openDirectory(request.queue));
        window.awaitText("A queue was found in ~/.claude");

        Desktop starting = new Desktop(request, WindowState.FIRST);
        assertThat(starting.raiseSoon(other)).isTrue();
        Stage stage =
                Fx.call(
                        () -> {
                            Stage empty = new Stage();
                            starting.begin(empty);
                            return empty;
                        });
        starting.prepare(request.queue);
        try {
            window.await(
                    "what the second start asked for",
                    () -> Fx.call(stage::getScene) != null && texts(stage).contains(other + ""));
        } finally {
            Fx.run(starting::close);
            assertThat(starting.raiseSoon(other)).isFalse();
            starting.awaitEnd();
        }
    }

    private static String texts(Stage stage) {
        return String.join("\n", OpenDesktop.texts(stage));
    }

    @Test
    void theDemoIsMarkedAndLeavesThePersonsFilesAlone() throws IOException {
        makeQueue();
        Map<String, String> before = request.everything();
        open();
        window.awaitText("Nothing has been changed.");
        window.press("Try the demo");
        window.awaitText("Nothing here is real");
        window.awaitText("Pending");
        Fx.run(window.desktop()::leaveDemo);
        window.awaitText("Nothing has been changed.");
        window.close();
        assertThat(request.everything()).isEqualTo(before);
    }

    /** A second press comes while the first one's window is still being made. */
    @Test
    void leavingTheDemoTwiceOpensThePersonsQueueOnce() throws IOException {
        makeQueue();
        request.settingsFile().set(SettingKey.MODE, "manage", request.queue);
        open();
        window.awaitText("Sync now");
        window.demo();
        window.awaitText("Nothing here is real");
        Fx.run(
                () -> {
                    window.desktop().leaveDemo();
                    window.desktop().leaveDemo();
                });
        window.awaitText("~/.claude");
        window.awaitText("Sync now");
        Fx.pulses(20);
        assertThat(watches()).hasSize(1);
        window.close();
        window.await("its service is closed", () -> watches().isEmpty());
    }

    @Test
    void ofTwoFoldersThatAreChosenAtOnceTheLastIsShownAndTheOtherLetGo() throws IOException {
        makeQueue();
        request.settingsFile().set(SettingKey.MODE, "manage", request.queue);
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("mem0_queue.json"), QUEUE);
        request.settingsFile().set(SettingKey.MODE, "manage", other);
        open();
        window.awaitText("Sync now");
        Fx.run(
                () -> {
                    window.desktop().openDirectory(request.queue);
                    window.desktop().openDirectory(other);
                });
        window.awaitText(other.toString());
        window.await("one service", () -> watches().size() == 1);
    }

    @Test
    void theDemoThatIsTriedTwiceIsStartedOnce() throws IOException {
        makeQueue();
        open();
        window.awaitText("Nothing has been changed.");
        Fx.run(
                () -> {
                    window.desktop().openDemo();
                    window.desktop().openDemo();
                });
        window.awaitText("Nothing here is real");
        window.awaitText("Pending");
        Fx.pulses(20);
        assertThat(request.demos).hasValue(1);
        assertThat(window.texts()).noneMatch(text -> text.contains("no folder"));
    }

    @Test
    void aWindowThatIsClosedWhileItsDemoStartsLeavesNothingBehind() throws IOException {
        makeQueue();
        open();
        window.awaitText("Nothing has been changed.");
        Fx.run(() -> window.desktop().openDemo());
        window.close();
        Fx.pulses(20);
        assertThat(request.said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(request.demos).hasValue(1);
        assertThat(request.lastDemo()).as("its scratch folder").doesNotExist();
        assertThat(watches()).isEmpty();
    }

    @Test
    void aWindowThatIsClosedWhileItOpensIsNotShownAgain() throws IOException {
        makeQueue();
        request.settingsFile().set(SettingKey.MODE, "manage", request.queue);
        open();
        Desktop closing = window.beginToClose();
        closing.awaitEnd();
        Fx.pulses(5);
        assertThat(window.isShowing()).isFalse();
        assertThat(watches()).isEmpty();
    }

    /** The threads that look at queue directories: one for each service. */
    private static List<String> watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("queue-look"))
                .toList();
    }

    /** One choice at a time: the second press finds the button disabled. */
    @Test
    void theQueueIsMadeOnceAndWhoHoldsTheLockIsToldUntilSomebodyGivesUp() throws Exception {
        Files.createDirectories(request.queue);
        open();
        window.awaitText("Create the queue here");
        QueueStore others =
                new QueueStore(
                        new QueueDirectory(request.queue),
                        Disk.real(),
                        new SpoolIdentity("a1", "b1"),
                        Clock.systemUTC(),
                        QueueStore.Access.MANAGE,
                        1L << 30);
        LockResult taken = others.lock().acquire(Duration.ofSeconds(5));
        try (AutoCloseable _ = ((LockResult.Acquired) taken).lock()) {
            window.press("Create the queue here");
            assertThat(window.isDisabled("Create the queue here")).isTrue();
            window.awaitText("holds the queue lock");
            window.press("Cancel");
            window.awaitText("Given up before the lock was free. Nothing was changed.");
            assertThat(window.isDisabled("Create the queue here")).isFalse();
            assertThat(request.queue.resolve("mem0_queue.json")).doesNotExist();
        }
        window.press("Create the queue here");
        window.awaitText("Sync now");
    }

    @Test
    void aBugAtTheFirstStartIsToldInItsWindow() throws IOException {
        makeQueue();
        open();
        window.awaitText("Nothing has been changed.");
        window.desktop().tellBug(Thread.currentThread(), new IllegalStateException("a bug"));
        window.awaitText("Something went wrong in this program.");
        window.press("Copy the report");
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
                .contains("IllegalStateException");
        assertThat(request.said.size()).isZero();
    }

    @Test
    void anotherLanguageIsSpokenAtOnceAtTheSamePlace() throws IOException {
        makeQueue();
        request.settingsFile().set(SettingKey.MODE, "manage", request.queue);
        open();
        window.awaitText("Sync now");
        Fx.run(() -> window.desktop().languageChosen(Language.FR));
        window.awaitText("Synchroniser");
        window.awaitText("Vue d’ensemble");
        Fx.run(() -> window.desktop().languageChosen(Language.EN));
        window.awaitText("Sync now");
    }

    @Test
    void aLookThatCannotBeKeptIsToldInTheWindow() throws IOException {
        makeQueue();
        request.set(SettingKey.MODE, SettingKey.MODE.format(DirectoryMode.MANAGE));
        open();
        window.awaitText("Sync now");
        Path settings = request.settingsFile().path();
        Files.move(settings.getParent(), folder.resolve("away"));
        Files.writeString(settings.getParent(), "a file where a folder should be");
        Fx.run(() -> window.desktop().appearanceChosen(Appearance.DARK));
        window.awaitText("settings.json");
        Files.delete(settings.getParent());
        Files.move(folder.resolve("away"), settings.getParent());
    }
}
