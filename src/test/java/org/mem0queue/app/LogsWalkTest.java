package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.store.Disk;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleLogFile;
import org.mem0queue.ui.ScriptChoosers;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.logs.LogsPage;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What a person does with the log, on real files that are written meanwhile. */
class LogsWalkTest {
    @TempDir Path folder;

    private final List<Destination> opened = new ArrayList<>();
    private final NoticeList notices = new NoticeList();
    private SampleLogFile log;
    private QueueService service;
    private BackgroundThreads background;
    private LogsPage page;
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        log = new SampleLogFile(folder.resolve("mem0_worker.log")).busy(Instant.now());
        service =
                new QueueService(
                        new ServiceSetup(
                                folder,
                                ServiceSetup.Duty.LOOK,
                                SettingValues.of(new SettingsRead.Missing(), Map.of(), Map.of())
                                        .settings()
                                        .thresholds(),
                                null,
                                () -> null,
                                null,
                                MachineIdentity.ofThisMachine(),
                                WorkerProcesses.ofThisMachine(),
                                Clock.systemUTC(),
                                Disk.real()));
        background =
                new BackgroundThreads(
                        Thread.ofVirtual().factory(), javafx.application.Platform::runLater);
        Fx.run(
                () -> {
                    stage = new Stage();
                    page =
                            new LogsPage(
                                    new ServiceLogsDesk(service),
                                    new PageContext(
                                            folder,
                                            new Messages(
                                                    Locale.ENGLISH,
                                                    ZoneId.of("Europe/Paris"),
                                                    folder),
                                            Clock.systemUTC(),
                                            background,
                                            opened::add,
                                            notices),
                                    choosers);
                    stage.setScene(new Scene((javafx.scene.Parent) page.node(), 1000, 700));
                    stage.show();
                    page.opened();
                });
        await(() -> list().getItems().size() == 687);
    }

    @AfterEach
    void close() {
        Fx.run(
                () -> {
                    page.dispose();
                    stage.hide();
                });
        background.close();
        service.close();
    }

    private final ScriptChoosers choosers = new ScriptChoosers();

    private void await(BooleanSupplier condition) {
        for (int round = 0; round < 600; round++) {
            if (Fx.call(condition::getAsBoolean)) {
                return;
            }
            Fx.pulses(2);
        }
        throw new AssertionError(
                "not within the time; "
                        + Fx.call(
                                () ->
                                        text(".new-lines .label")
                                                + " of "
                                                + list().getItems().size()));
    }

    private ListView<?> list() {
        return (ListView<?>) page.node().lookup(".list-view");
    }

    private String text(String selector) {
        return ((Label) page.node().lookup(selector)).getText();
    }

    /** The texts of the rows on screen. */
    private List<String> rows() {
        return list().lookupAll(".log-cell").stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    private boolean shows(String part) {
        return rows().stream().anyMatch(row -> row.contains(part));
    }

    @Test
    void theLogIsFollowedReadAndFollowedAgain() throws IOException {
        await(() -> shows("Retry 1/5: api-facturation"));
        log.append("  ✅ Synced: first (ID: 00000001...)\n");
        await(() -> shows("Synced: first"));
        // Scrolling up ends following: what is on screen stays.
        Fx.pulses(5); // what moves by itself has come to rest
        Fx.run(
                () -> {
                    list().scrollTo(100);
                    Fx.fireKey(list(), KeyCode.PAGE_UP);
                });
        Fx.pulses(5);
        log.more(38);
        await(() -> text(".new-lines .label").equals("38 new lines below"));
        assertThat(Fx.call(() -> shows("Synced: first"))).isFalse();
        Fx.run(() -> ((Button) page.node().lookup(".new-lines .button")).fire());
        await(() -> shows(String.format("%08x", 0x5a66b8d1L + 37)));
        // The file is rotated while it is followed.
        Files.move(log.path(), folder.resolve("mem0_worker.log.1"));
        log.append("  ✅ Synced: rotated (ID: 00000002...)\n");
        await(() -> shows("Synced: rotated") && list().getItems().size() == 1);
        assertThat(Files.readAllLines(log.path())).hasSize(1);
    }

    private void export() {
        Fx.run(
                () ->
                        ((MenuButton) page.node().lookup(".logs .menu-button.edge"))
                                .getItems()
                                .getLast()
                                .fire());
    }

    @Test
    void theLinesShownAreWrittenIntoTheFileThatIsChosen() throws IOException {
        export();
        assertThat(choosers.asked).hasSize(1);
        Path file = folder.resolve("chosen.log");
        choosers.chosen.add(file);
        export();
        await(() -> Files.exists(file));
        await(() -> file.toFile().length() == log.path().toFile().length());
        assertThat(file).hasSameBinaryContentAs(log.path());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(one -> one.toString().endsWith(".log")))
                    .as("nothing of the dialog that was cancelled")
                    .hasSize(2);
        }
    }

    private void shortcut(KeyCode key) {
        Fx.run(
                () ->
                        Event.fireEvent(
                                list(),
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        true,
                                        false,
                                        false)));
    }

    @Test
    void whatIsTooMuchToMarkOrToCopyIsSaidAndAnExportOffered() throws IOException {
        log.more(10_000);
        await(() -> list().getItems().size() == 10_687);
        shortcut(KeyCode.A);
        assertThat(notices.problems)
                .singleElement()
                .asString()
                .startsWith("More than 10,000 lines");
        Fx.run(() -> list().getSelectionModel().selectRange(0, 10_100));
        shortcut(KeyCode.C);
        await(() -> notices.problems.size() == 2);
        assertThat(notices.problems.getLast()).startsWith("Only the first 10,000");
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()).lines())
                .hasSize(10_000);
        Fx.run(() -> notices.steps.getLast().act().run());
        assertThat(choosers.asked).as("which file to export to").hasSize(1);
    }

    @Test
    void somethingIsFoundAndItsMemoryOpened() {
        Fx.run(() -> ((TextField) page.node().lookup(".search .text-field")).setText("7f3a9c"));
        await(() -> text(".matches").equals("1"));
        Fx.run(() -> ((TextField) page.node().lookup(".search .text-field")).clear());
        Fx.run(() -> page.goTo(new Destination.Logs("Moved to DLQ", null)));
        await(() -> text(".matches").equals("1 of 1") && shows("Moved to DLQ"));
        await(() -> page.node().lookup(".log-cell:current .id") != null);
        Fx.run(
                () ->
                        Fx.fireMouse(
                                page.node().lookup(".log-cell:current .id"),
                                MouseEvent.MOUSE_CLICKED));
        assertThat(opened).containsExactly(Destination.Memories.one("7f3a9c1e"));
    }
}
