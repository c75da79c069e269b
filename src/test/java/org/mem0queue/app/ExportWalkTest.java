package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.ScriptChoosers;
import org.mem0queue.ui.ShownPage;
import org.mem0queue.ui.memories.MemoriesPage;
import org.mem0queue.ui.writing.WritingPage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Out of the table into a file, and from the file into a queue. */
class ExportWalkTest {
    /** Everything that a format could stumble over, as it stands in JSON. */
    private static final String ODD = "a \\\"quoted\\\", line\\nand \\ud83d\\ude00 = é;\\t\\\\";

    @TempDir private Path folder;
    private WalkQueue queue;
    private QueueService service;

    @BeforeEach
    void makeQueue() {
        queue = WalkQueue.in(folder);
        queue.write(
                """
                {"queue": [%s, %s], "last_100": [], "failed": [%s],
                 "stats": {"total_queued": 3, "total_synced": 0, "total_failed": 1}}
                """
                        .formatted(
                                WalkQueue.entry("p1", "walk", "stays where it is", ""),
                                WalkQueue.entry("p2", "two words", ODD, ""),
                                WalkQueue.entry("f1", "walk", "=1+1", "")));
        service = queue.service(ServiceSetup.Duty.MANAGE);
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** Marks these and exports them; gives what was told. */
    private String export(Path file, String... marked) {
        try (ShownPage page =
                new ShownPage(
                        queue.directory(),
                        context ->
                                new MemoriesPage(
                                        new ServiceMemoriesDesk(service),
                                        context,
                                        ScriptChoosers.choosing(file)))) {
            page.tell(service.look());
            page.await("all three", () -> table(page).getItems().size() == 3);
            Fx.run(() -> mark(table(page), List.of(marked)));
            page.press(".filter > .icon-only");
            String verb = "Export " + marked.length;
            page.await("the menu", () -> item(verb) != null);
            Fx.run(() -> item(verb).fire());
            page.await(
                    "told", () -> !page.notices.done.isEmpty() || !page.notices.problems.isEmpty());
            return page.notices.done.isEmpty()
                    ? page.notices.problems.getFirst()
                    : page.notices.done.getFirst();
        }
    }

    private static void mark(TableView<?> table, List<String> ids) {
        table.getSelectionModel().clearSelection();
        for (int i = 0; i < table.getItems().size(); i++) {
            String row = table.getItems().get(i).toString();
            if (ids.stream().anyMatch(id -> row.contains(id + ","))) {
                table.getSelectionModel().select(i);
            }
        }
    }

    private static TableView<?> table(ShownPage page) {
        return (TableView<?>) page.node().lookup(".memory-table .table-view");
    }

    private static MenuItem item(String words) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .filter(one -> words.equals(one.getText()))
                .findFirst()
                .orElse(null);
    }

    /** Id, project and text of what waits or has failed. */
    private static Map<String, String> memories(QueueSnapshot snapshot) {
        Map<String, String> all = new TreeMap<>();
        List<Memory> here = new ArrayList<>();
        for (MemoryState state :
                List.of(MemoryState.SPOOLED, MemoryState.PENDING, MemoryState.FAILED)) {
            here.addAll(snapshot.in(state));
        }
        for (Memory memory : here) {
            all.put(memory.id(), memory.projectId().orElse("") + ": " + memory.detail().content());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "json", "csv"})
    void whatIsMarkedIsWrittenAndBroughtBackAddsNothing(String format) throws IOException {
        Path file = folder.resolve("memories." + format);
        String before = queue.text();
        assertThat(export(file, "p2", "f1")).isEqualTo("2 memories are written to " + file + ".");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        try (ShownPage page = offered(service, queue, file)) {
            page.await("all of it is there", () -> shows(page, "All of it is there already."));
            assertThat(Fx.call(() -> page.node().lookup(".save-bar .primary").isDisabled()))
                    .isTrue();
        }
        assertThat(queue.text()).isEqualTo(before);
        assertThat(memories(service.look())).hasSize(3);

        Map<String, String> expected = memories(service.look());
        expected.remove("p1");
        WalkQueue other = WalkQueue.in(Files.createDirectory(folder.resolve("other")));
        try (QueueService there = other.service(ServiceSetup.Duty.MANAGE);
                ShownPage page = offered(there, other, file)) {
            page.press(".save-bar .primary");
            page.await("saved", () -> !page.notices.done.isEmpty());
            assertThat(memories(there.look())).isEqualTo(expected);
        }
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("memories.jsonl"), "somebody's");
        assertThat(export(file, "p1", "f1"))
                .isEqualTo(file + " exists already. Choose another name.");
        assertThat(file).hasContent("somebody's");
    }

    @Test
    void whoThinksBetterOfAnExportWritesNothing() throws IOException {
        ScriptChoosers cancelled = new ScriptChoosers();
        try (ShownPage page =
                        new ShownPage(
                                queue.directory(),
                                context ->
                                        new MemoriesPage(
                                                new ServiceMemoriesDesk(service),
                                                context,
                                                cancelled));
                Stream<Path> before = Files.list(folder)) {
            page.tell(service.look());
            page.await("all three", () -> table(page).getItems().size() == 3);
            Fx.run(() -> mark(table(page), List.of("p1", "f1")));
            page.press(".filter > .icon-only");
            page.await("the menu", () -> item("Export 2") != null);
            Fx.run(() -> item("Export 2").fire());
            assertThat(cancelled.asked).containsExactly("Export 2 as memories.jsonl");
            assertThat(page.notices.done).isEmpty();
            assertThat(page.notices.problems).isEmpty();
            try (Stream<Path> after = Files.list(folder)) {
                assertThat(after).containsExactlyInAnyOrderElementsOf(before.toList());
            }
        }
    }

    private static ShownPage offered(QueueService service, WalkQueue queue, Path file) {
        ScriptChoosers choosers = new ScriptChoosers();
        ShownPage page =
                new ShownPage(
                        queue.directory(),
                        context ->
                                new WritingPage(
                                        new ServiceWritingDesk(service), context, choosers));
        page.tell(service.look());
        page.press(".writing .options > .button");
        assertThat(choosers.asked).as("cancelled").hasSize(1);
        assertThat(Fx.call(() -> page.isShown(".writing .text-area"))).isTrue();
        choosers.chosen.add(file);
        page.press(".writing .options > .button");
        return page;
    }

    private static boolean shows(ShownPage page, String words) {
        return page.node().lookupAll(".label").stream()
                .anyMatch(label -> words.equals(((Label) label).getText()));
    }
}
