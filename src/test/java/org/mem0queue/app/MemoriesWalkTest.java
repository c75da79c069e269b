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
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
import org.mem0queue.ui.ScriptChoosers;
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
    private final MemoriesHands hands = new MemoriesHands(() -> stage.getScene());
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
        hands.awaitRows(6);
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
                                notices),
                        new ScriptChoosers());
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
        hands.select("f1");
        hands.fire(".detail .button.retry");
        await(() -> ids("queue").equals(List.of("p1", "f1")));
        assertThat(ids("failed")).containsExactly("f2", "f3", "f4");
        awaitDone("1 memory goes back into the queue.");
    }

    @Test
    void editAndRetryChangesTheTextAndTheProject() {
        hands.select("f3");
        hands.fire(".detail .button.edit");
        Fx.run(
                () -> {
                    hands.find(TextArea.class, ".editor .text-area").setText("the right one");
                    hands.find(TextField.class, ".editor > .text-field").setText("home");
                });
        hands.fire(".editor .button.primary");
        await(() -> ids("queue").contains("f3"));
        JsonNode entry = entryOf("queue", "f3");
        assertThat(entry.path("content").asText()).isEqualTo("the right one");
        assertThat(entry.path("project_id").asText()).isEqualTo("home");
        assertThat(ids("failed")).doesNotContain("f3");
    }

    @Test
    void discardIsTakenBackByUndo() {
        hands.select("f2");
        hands.key(KeyCode.DELETE);
        await(() -> !ids("failed").contains("f2"));
        await(() -> inState(MemoryState.TRASH).equals(List.of("f2")));
        awaitDone("1 memory moved to the trash.");
        Fx.run(() -> Objects.requireNonNull(notices.undo).run());
        await(() -> ids("failed").contains("f2"));
        await(() -> inState(MemoryState.TRASH).isEmpty());
    }

    @Test
    void whatIsOnHoldIsNotSentUntilItIsReleased() {
        hands.select("p1");
        hands.fire(".detail .button.hold");
        await(() -> ids("held").equals(List.of("p1")));
        assertThat(ids("queue")).isEmpty();
        awaitDone("1 memory is on hold: nobody sends it until it is released.");
        await(() -> inState(MemoryState.HELD).equals(List.of("p1")));
        hands.segment("pending");
        hands.awaitRows(1);
        await(() -> hands.find(Label.class, ".detail .chip").getText().equals("On hold"));
        hands.fire(".detail .button.release");
        await(() -> ids("queue").equals(List.of("p1")));
        assertThat(ids("held")).isEmpty();
        awaitDone("1 memory is released: it waits in the queue.");
        Fx.run(() -> Objects.requireNonNull(notices.undo).run());
        await(() -> ids("held").equals(List.of("p1")));
    }

    @Test
    void anEditLeavesItOnHold() {
        hands.select("p1");
        hands.fire(".detail .button.hold");
        await(() -> inState(MemoryState.HELD).equals(List.of("p1")));
        awaitDone("1 memory is on hold");
        hands.select("p1");
        await(() -> hands.find(Button.class, ".detail .button.release") != null);
        hands.fire(".detail .button.edit");
        Fx.run(() -> hands.find(TextArea.class, ".editor .text-area").setText("better"));
        hands.fire(".editor .button.keep");
        await(() -> entryOf("held", "p1").path("content").asText().equals("better"));
        assertThat(ids("queue")).isEmpty();
    }

    @Test
    void whatMatchesIsRetriedAtOnce() {
        hands.filter("timed out");
        hands.await("Retry 3 matching", () -> hands.says(".filter .primary", "Retry 3 matching"));
        hands.fire(".filter .primary");
        await(() -> ids("queue").equals(List.of("p1", "f1", "f2", "f4")));
        assertThat(ids("failed")).containsExactly("f3");
        awaitDone("3 memories go back into the queue.");
    }

    @Test
    void whatIsInTheTrashIsRestored() {
        hands.select("f2");
        hands.fire(".detail .button.discard");
        await(() -> inState(MemoryState.TRASH).equals(List.of("f2")));
        hands.segment("trash");
        hands.awaitRows(1);
        hands.select("f2");
        await(() -> hands.find(Node.class, ".detail .button.restore") != null);
        hands.fire(".detail .button.restore");
        await(() -> ids("queue").contains("f2"));
        await(() -> inState(MemoryState.TRASH).isEmpty());
    }

    @Test
    void whatIsUnclearIsSettledAfterAQuestion() {
        hands.segment("unclear");
        hands.awaitRows(1);
        hands.select("d1");
        hands.fire(".detail .button.resend");
        assertThat(ids("in_flight")).containsExactly("d1");
        hands.fire(".question .button");
        await(() -> ids("in_flight").isEmpty());
        assertThat(ids("queue")).containsExactly("p1", "d1");
    }

    @Test
    void theSettledOneLeavesTheQueueAsStored() {
        hands.segment("unclear");
        hands.awaitRows(1);
        hands.select("d1");
        hands.fire(".detail .button.sent");
        hands.fire(".question .button");
        await(() -> ids("in_flight").isEmpty());
        assertThat(ids("queue")).containsExactly("p1");
        hands.segment("synced");
        hands.awaitRows(1);
    }

    // ---- driving it

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
