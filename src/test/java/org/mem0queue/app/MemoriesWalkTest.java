package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.ObservationFixture;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.store.Disk;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.memories.HeardNotices;
import org.mem0queue.ui.memories.MemoriesPage;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** What a person does on this screen, down to the files. */
class MemoriesWalkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private final HeardNotices notices = new HeardNotices();
    private final AtomicReference<QueueSnapshot> seen = new AtomicReference<>();
    private final BackgroundThreads background =
            new BackgroundThreads(Thread.ofVirtual().factory(), Platform::runLater);
    private Path queue;
    private QueueService service;
    private AutoCloseable subscription;
    private MemoriesPage page;
    private Stage stage;
    private Look look;

    @BeforeEach
    void open() throws IOException {
        queue = Files.createDirectory(folder.resolve("queue"));
        write(
                "mem0_queue.json",
                """
                {"queue": [%s], "last_100": [], "failed": [%s, %s, %s, %s], "in_flight": [%s],
                 "stats": {"total_queued": 6, "total_synced": 0, "total_failed": 4}}
                """
                        .formatted(
                                entry("p1", "home", "waits", ""),
                                entry("f1", "home", "read timed out once", error("Timed out")),
                                entry("f2", "work", "timed out too", error("Timed out")),
                                entry("f3", "work", "another one", error("Rejected")),
                                entry("f4", "work", "timed out again", error("Timed out")),
                                entry(
                                        "d1",
                                        "work",
                                        "sent, and no answer",
                                        ", \"claim\": {\"id\": \"c\", \"machine\": \"m\","
                                                + " \"boot\": \"b\", \"doubt\": \"time_out\","
                                                + " \"sent\": \"2026-01-01T00:00:00Z\", \"until\":"
                                                + " \"2026-01-01T00:00:00Z\"}")));
        service =
                new QueueService(
                        new ServiceSetup(
                                queue,
                                true,
                                ObservationFixture.THRESHOLDS,
                                null,
                                new LedgerLocation(
                                        folder.resolve("state").resolve("ledger.db"), queue, "m"),
                                MachineIdentity.ofThisMachine(),
                                WorkerProcesses.ofThisMachine(),
                                Clock.systemUTC(),
                                Disk.real()));
        Fx.run(this::show);
        subscription =
                service.onSnapshot(
                        snapshot -> {
                            seen.set(snapshot);
                            Platform.runLater(() -> page.apply(snapshot, Instant.now()));
                        });
        awaitRows(6);
    }

    private void show() {
        page =
                new MemoriesPage(
                        new ServiceMemoriesDesk(service),
                        new PageContext(
                                queue,
                                new Messages(Locale.ENGLISH, ZoneOffset.UTC, folder),
                                Clock.systemUTC(),
                                background,
                                destination -> {},
                                notices));
        stage = new Stage();
        Scene scene = new Scene((Parent) page.node(), 1080, 720);
        look = new Look(scene, Appearance.LIGHT);
        stage.setScene(scene);
        stage.show();
        page.opened();
    }

    @AfterEach
    void close() throws Exception {
        subscription.close();
        Fx.run(
                () -> {
                    page.dispose();
                    look.dispose();
                    stage.hide();
                });
        background.close();
        service.close();
    }

    private static String entry(String id, String project, String content, String more) {
        return ("{\"id\": \"%s\", \"project_id\": \"%s\", \"content\": \"%s\","
                        + " \"timestamp\": 1764000000, \"retries\": 0%s}")
                .formatted(id, project, content, more);
    }

    private static String error(String words) {
        return ", \"last_error\": \"" + words + "\"";
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(queue.resolve(name), json);
    }

    // ---- the walks

    @Test
    void retryPutsOneBackIntoTheQueue() {
        select("f1");
        fire(".detail .button.retry");
        await(() -> ids("queue").equals(List.of("p1", "f1")));
        assertThat(ids("failed")).containsExactly("f2", "f3", "f4");
        awaitDone("1 memory goes back into the queue.");
    }

    @Test
    void editAndRetryChangesTheTextAndTheProject() {
        select("f3");
        fire(".detail .button.edit");
        Fx.run(
                () -> {
                    find(TextArea.class, ".editor .text-area").setText("the right one");
                    find(TextField.class, ".editor > .text-field").setText("home");
                });
        fire(".editor .button.primary");
        await(() -> ids("queue").contains("f3"));
        JsonNode entry = entryOf("queue", "f3");
        assertThat(entry.path("content").asText()).isEqualTo("the right one");
        assertThat(entry.path("project_id").asText()).isEqualTo("home");
        assertThat(ids("failed")).doesNotContain("f3");
    }

    @Test
    void discardIsTakenBackByUndo() {
        select("f2");
        key(KeyCode.DELETE);
        await(() -> !ids("failed").contains("f2"));
        await(() -> inState(MemoryState.TRASH).equals(List.of("f2")));
        awaitDone("1 memory moved to the trash.");
        Fx.run(() -> Objects.requireNonNull(notices.undo).run());
        await(() -> ids("failed").contains("f2"));
        await(() -> inState(MemoryState.TRASH).isEmpty());
    }

    @Test
    void whatIsOnHoldIsNotSentUntilItIsReleased() {
        select("p1");
        fire(".detail .button.hold");
        await(() -> ids("held").equals(List.of("p1")));
        assertThat(ids("queue")).isEmpty();
        awaitDone("1 memory is on hold: nobody sends it until it is released.");
        await(() -> inState(MemoryState.HELD).equals(List.of("p1")));
        segment("pending");
        awaitRows(1);
        await(() -> find(Label.class, ".detail .chip").getText().equals("On hold"));
        fire(".detail .button.release");
        await(() -> ids("queue").equals(List.of("p1")));
        assertThat(ids("held")).isEmpty();
        awaitDone("1 memory is released: it waits in the queue.");
        Fx.run(() -> Objects.requireNonNull(notices.undo).run());
        await(() -> ids("held").equals(List.of("p1")));
    }

    @Test
    void anEditLeavesItOnHold() {
        select("p1");
        fire(".detail .button.hold");
        await(() -> inState(MemoryState.HELD).equals(List.of("p1")));
        awaitDone("1 memory is on hold");
        select("p1");
        await(() -> find(Button.class, ".detail .button.release") != null);
        fire(".detail .button.edit");
        Fx.run(() -> find(TextArea.class, ".editor .text-area").setText("better"));
        fire(".editor .button.keep");
        await(() -> entryOf("held", "p1").path("content").asText().equals("better"));
        assertThat(ids("queue")).isEmpty();
    }

    @Test
    void whatMatchesIsRetriedAtOnce() {
        filter("timed out");
        await(() -> buttonSays("Retry 3 matching"));
        fire(".filter .primary");
        await(() -> ids("queue").equals(List.of("p1", "f1", "f2", "f4")));
        assertThat(ids("failed")).containsExactly("f3");
        awaitDone("3 memories go back into the queue.");
    }

    @Test
    void whatIsInTheTrashIsRestored() {
        select("f2");
        fire(".detail .button.discard");
        await(() -> inState(MemoryState.TRASH).equals(List.of("f2")));
        segment("trash");
        awaitRows(1);
        select("f2");
        await(() -> find(Node.class, ".detail .button.restore") != null);
        fire(".detail .button.restore");
        await(() -> ids("queue").contains("f2"));
        await(() -> inState(MemoryState.TRASH).isEmpty());
    }

    @Test
    void whatIsUnclearIsSettledAfterAQuestion() {
        segment("unclear");
        awaitRows(1);
        select("d1");
        fire(".detail .button.resend");
        assertThat(ids("in_flight")).containsExactly("d1");
        fire(".question .button");
        await(() -> ids("in_flight").isEmpty());
        assertThat(ids("queue")).containsExactly("p1", "d1");
    }

    @Test
    void theSettledOneLeavesTheQueueAsStored() {
        segment("unclear");
        awaitRows(1);
        select("d1");
        fire(".detail .button.sent");
        fire(".question .button");
        await(() -> ids("in_flight").isEmpty());
        assertThat(ids("queue")).containsExactly("p1");
        segment("synced");
        awaitRows(1);
    }

    // ---- driving it

    private void select(String id) {
        await(
                () -> {
                    TableView<?> table = table();
                    for (int i = 0; i < table.getItems().size(); i++) {
                        if (table.getItems().get(i).toString().contains(id + ",")) {
                            table.getSelectionModel().clearAndSelect(i);
                            table.requestFocus();
                            return true;
                        }
                    }
                    return false;
                });
        key(KeyCode.ENTER);
        await(() -> find(Node.class, ".detail .actions .button") != null);
        await(() -> find(Node.class, ".detail").isVisible());
    }

    private TableView<?> table() {
        return find(TableView.class, ".memory-table .table-view");
    }

    private <T extends Node> T find(Class<T> type, String selector) {
        return type.cast(stage.getScene().lookup(selector));
    }

    private void fire(String selector) {
        await(
                () -> {
                    Button button = find(Button.class, selector);
                    return button != null && button.isVisible() && !button.isDisabled();
                });
        Fx.run(() -> find(Button.class, selector).fire());
    }

    private void segment(String group) {
        Fx.run(() -> find(ToggleButton.class, ".segment." + group).fire());
    }

    private void filter(String text) {
        Fx.run(() -> find(TextField.class, ".search .text-field").setText(text));
    }

    private boolean buttonSays(String text) {
        Button button = find(Button.class, ".filter .primary");
        return button.isVisible() && text.equals(button.getText());
    }

    private void key(KeyCode code) {
        Fx.run(
                () ->
                        table().fireEvent(
                                        new KeyEvent(
                                                KeyEvent.KEY_PRESSED,
                                                "",
                                                "",
                                                code,
                                                false,
                                                false,
                                                false,
                                                false)));
    }

    private void awaitRows(int number) {
        await(() -> table() != null && table().getItems().size() == number);
    }

    private void awaitDone(String sentence) {
        await(() -> notices.done.stream().anyMatch(told -> told.startsWith(sentence)));
    }

    /** On the JavaFX thread, again and again, until it is so. */
    private void await(Callable<Boolean> condition) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!Fx.call(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "did not come; told: " + notices.done + " " + notices.problems);
            }
            Fx.pulses(1);
        }
    }

    // ---- the files

    private List<String> inState(MemoryState state) {
        QueueSnapshot snapshot = seen.get();
        return snapshot == null
                ? List.of()
                : snapshot.in(state).stream().map(memory -> memory.id()).toList();
    }

    private JsonNode file() {
        try {
            return JSON.readTree(queue.resolve("mem0_queue.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> ids(String list) {
        List<String> ids = new ArrayList<>();
        file().path(list).forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    private JsonNode entryOf(String list, String id) {
        for (JsonNode entry : file().path(list)) {
            if (entry.path("id").asText().equals(id)) {
                return entry;
            }
        }
        throw new AssertionError(id + " is not in " + list);
    }
}
