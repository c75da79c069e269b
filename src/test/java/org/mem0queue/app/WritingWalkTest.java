package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.store.Disk;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.WindowState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Memories pasted into the real window, as they end in the real files. */
class WritingWalkTest {
    private static final String QUEUE =
            """
            {"queue": [{"id": "11111111-1111-4111-8111-111111111111", "project_id": "p",
                        "content": "note 7", "timestamp": 1763900000, "retries": 0}],
             "last_100": [], "failed": [],
             "stats": {"total_queued": 1, "total_synced": 0, "total_failed": 0, "last_sync": null}}
            """;

    @TempDir private Path folder;
    private ScratchRequest request;
    private Stage stage;
    private Desktop desktop;
    private volatile Disk.Fault fault = (call, path) -> {};

    @BeforeEach
    void open() throws IOException {
        request = ScratchRequest.managing(folder);
        request.disk = Disk.withFaults((call, path) -> fault.before(call, path));
        Files.writeString(request.queue.resolve("mem0_queue.json"), QUEUE);
        Fx.run(
                () -> {
                    stage = new Stage();
                    desktop = new Desktop(request, WindowState.FIRST);
                    desktop.begin(stage);
                    desktop.openDirectory(request.queue);
                });
        await("the window", () -> stage.getScene() != null);
        Fx.run(
                () ->
                        stage.getScene()
                                .getAccelerators()
                                .get(
                                        new KeyCodeCombination(
                                                KeyCode.N, KeyCombination.SHORTCUT_DOWN))
                                .run());
        await("the page", () -> stage.getScene().lookup(".writing .text-area") != null);
    }

    @AfterEach
    void close() {
        if (desktop != null) {
            beginToClose().awaitEnd();
        }
    }

    private Desktop beginToClose() {
        Desktop closing = desktop;
        desktop = null;
        Fx.run(closing::close);
        return closing;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 90_000_000_000L;
        while (!Fx.call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Fx.pulses(2);
        }
    }

    private void write(String project, String text) {
        Fx.run(
                () -> {
                    ComboBox<?> combo =
                            (ComboBox<?>) stage.getScene().lookup(".writing .combo-box");
                    combo.getEditor().setText(project);
                    ((TextArea) stage.getScene().lookup(".writing .text-area")).setText(text);
                });
    }

    private Button button(String words) {
        Node found =
                stage.getScene().getRoot().lookupAll(".button").stream()
                        .filter(node -> words.equals(((Labeled) node).getText()))
                        .findFirst()
                        .orElse(null);
        return found instanceof Button button && !button.isDisabled() ? button : null;
    }

    private void press(String words) {
        await(words, () -> button(words) != null);
        Fx.run(() -> button(words).fire());
    }

    /** What the files hold, as another process reads them. */
    private List<String> texts() {
        try (QueueService other =
                new QueueService(request.setup(request.queue, ServiceSetup.Duty.LOOK))) {
            QueueSnapshot snapshot = other.look();
            List<String> texts = new ArrayList<>();
            for (MemoryState state : List.of(MemoryState.SPOOLED, MemoryState.PENDING)) {
                for (Memory memory : snapshot.in(state)) {
                    texts.add(memory.projectId().orElse("") + ": " + memory.detail().content());
                }
            }
            return texts;
        }
    }

    @Test
    void thirtyPastedAtOnceAreThirtyInTheFiles() {
        write(
                "p",
                IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "{\"text\": \"note " + i + "\"}")
                        .collect(Collectors.joining("\n")));
        press("Save 29 memories");
        await(
                "everything is saved",
                () ->
                        ((TextArea) stage.getScene().lookup(".writing .text-area"))
                                .getText()
                                .isEmpty());
        assertThat(texts())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 30).mapToObj(i -> "p: note " + i).toList());
    }

    /** The disk takes its time with the second group of four; the window goes meanwhile. */
    @Test
    void whatWasToldAsSavedIsInTheFilesWhenTheWindowIsClosedInBetween() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        AtomicInteger groups = new AtomicInteger();
        fault =
                (call, path) -> {
                    if (call == Disk.Call.RENAME
                            && path.getParent().endsWith("spool")
                            && groups.incrementAndGet() == 2) {
                        second.countDown();
                        waitFor(disk);
                    }
                };
        List<String> all =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "p: one of many " + i).toList();
        try {
            write(
                    "p",
                    all.stream()
                            .map(text -> "{\"text\": \"" + text.substring(3) + "\"}")
                            .collect(Collectors.joining("\n")));
            press("Save 40 memories");
            await("what is safe is told", () -> isWritten("Saved 12 of 40"));
            waitFor(second);
            Desktop closing = beginToClose();
            disk.countDown();
            closing.awaitEnd();
        } finally {
            disk.countDown();
        }
        List<String> left = new ArrayList<>(texts());
        assertThat(left.remove("p: note 7")).isTrue();
        assertThat(left)
                .as("a group is there as a whole or not at all")
                .containsExactlyInAnyOrderElementsOf(all.subList(0, left.size() > 12 ? 24 : 12));
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private boolean isWritten(String words) {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> String.valueOf(((Labeled) node).getText()).contains(words));
    }

    @Test
    void whatCannotBeWrittenStaysOnThePage() throws IOException {
        Path spool = request.queue.resolve("mem0_queue.d/spool");
        Files.createDirectories(spool.getParent());
        Files.deleteIfExists(spool.resolve("tmp"));
        Files.deleteIfExists(spool);
        Files.writeString(spool, "a file where a folder should be");
        write("p", "kept until it is safe");
        press("Save 1 memory");
        await("the refusal is told", () -> isWritten("Your text is still here."));
        String left =
                Fx.call(
                        () ->
                                ((TextArea) stage.getScene().lookup(".writing .text-area"))
                                        .getText());
        assertThat(left).isEqualTo("kept until it is safe");
        Files.delete(spool);
    }

    @Test
    void theAuditTrailSaysThatItWasTheWindow() {
        write("p", "saved by hand");
        press("Save 1 memory");
        await("it is saved", () -> isWritten("1 memory is saved."));
        try (QueueService other =
                new QueueService(request.setup(request.queue, ServiceSetup.Duty.LOOK))) {
            LedgerResult<List<Act>> trail = other.history(10);
            assertThat(trail).isInstanceOf(LedgerResult.Done.class);
            assertThat(((LedgerResult.Done<List<Act>>) trail).value())
                    .extracting(Act::actor)
                    .containsExactly("window");
        }
    }

    @Test
    void whatWasSavedIsTakenBackByItsUndo() {
        write("p", "saved by mistake");
        press("Save 1 memory");
        await("it is saved", () -> isWritten("1 memory is saved."));
        assertThat(texts()).contains("p: saved by mistake");
        press("Undo");
        await("it is taken back", () -> !texts().contains("p: saved by mistake"));
        assertThat(texts()).containsExactly("p: note 7");
    }
}
