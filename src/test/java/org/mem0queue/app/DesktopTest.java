package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.WindowState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private Stage stage;
    private Desktop desktop;

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

    private void open() {
        Fx.run(
                () -> {
                    stage = new Stage();
                    desktop = new Desktop(stage, request, WindowState.FIRST);
                    desktop.openDirectory(request.queue);
                });
    }

    @AfterEach
    void close() {
        if (desktop != null) {
            Fx.run(desktop::close);
            desktop.awaitEnd();
        }
    }

    private List<String> texts() {
        return Fx.call(
                () -> {
                    List<String> texts = new ArrayList<>();
                    if (stage.getScene() != null) {
                        collect(stage.getScene().getRoot(), texts);
                    }
                    return texts;
                });
    }

    private static void collect(Node node, List<String> into) {
        if (node.isVisible() && node instanceof Text text) {
            into.add(text.getText());
        }
        if (node.isVisible() && node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }

    private void awaitText(String wanted) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (texts().stream().noneMatch(text -> text.contains(wanted))) {
            assertThat(System.nanoTime()).as("%s in %s", wanted, texts()).isLessThan(end);
            Fx.pulses(2);
        }
    }

    private void press(String words) {
        Fx.run(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .filter(node -> node.isVisible())
                                .map(Button.class::cast)
                                .filter(button -> words.equals(((Labeled) button).getText()))
                                .findFirst()
                                .orElseThrow()
                                .fire());
    }

    @Test
    void beforeAChoiceNothingIsWrittenAnywhere() throws IOException {
        makeQueue();
        Map<String, String> before = request.everything();
        open();
        awaitText("Nothing has been changed.");
        awaitText("1");
        Fx.run(desktop::close);
        desktop.awaitEnd();
        assertThat(request.everything()).isEqualTo(before);
        desktop = null;
    }

    @Test
    void watchOnlyWritesSettingsAndHistoryAndNothingIntoTheQueueDirectory() throws IOException {
        makeQueue();
        open();
        awaitText("Nothing has been changed.");
        Map<String, String> before = ScratchRequest.everything(request.queue);
        press("Watch only");
        awaitText("Pending");
        awaitText("reading only");
        assertThat(request.values(request.queue).settings().mode(request.queue))
                .contains(DirectoryMode.WATCH_ONLY);
        awaitLedger();
        Fx.run(desktop::close);
        desktop.awaitEnd();
        desktop = null;
        assertThat(ScratchRequest.everything(request.queue)).isEqualTo(before);
        assertThat(request.folders.state().resolve("window.json")).exists();
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
        awaitText("~/.claude");
        press("Create the queue here");
        awaitText("Sync now");
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
        awaitText("Nothing has been changed.");
        Fx.run(() -> desktop.openDirectory(other));
        awaitText("A queue was found in " + other);
        Fx.run(() -> desktop.raise(request.queue));
        awaitText("A queue was found in ~/.claude");
    }

    @Test
    void theDemoIsMarkedAndLeavesThePersonsFilesAlone() throws IOException {
        makeQueue();
        Map<String, String> before = request.everything();
        open();
        awaitText("Nothing has been changed.");
        press("Try the demo");
        awaitText("Nothing here is real");
        awaitText("Pending");
        Fx.run(desktop::leaveDemo);
        awaitText("Nothing has been changed.");
        Fx.run(desktop::close);
        desktop.awaitEnd();
        desktop = null;
        assertThat(request.everything()).isEqualTo(before);
    }

    @Test
    void anotherLanguageIsSpokenAtOnceAtTheSamePlace() throws IOException {
        makeQueue();
        request.settingsFile().set(SettingKey.MODE, "manage", request.queue);
        open();
        awaitText("Sync now");
        Fx.run(() -> desktop.languageChosen(Language.FR));
        awaitText("Synchroniser");
        awaitText("Vue d’ensemble");
        Fx.run(() -> desktop.languageChosen(Language.EN));
        awaitText("Sync now");
    }
}
