package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/** The screen of memories in every state and look. */
class MemoriesScreenshotTest {
    private static final String NO_ANSWER = "No answer before the deadline.";

    private static ScriptDoors doors(SampleMemories sample) {
        ScriptMemoriesDesk desk = new ScriptMemoriesDesk();
        Memory first = sample.in(MemoryState.FAILED).getFirst();
        List<JourneyEvent> events = new ArrayList<>();
        events.add(event(first, 128, JourneyKind.QUEUED_BY_ANOTHER, ""));
        for (int i = 0; i < 4; i++) {
            events.add(event(first, 118 - 20 * i, JourneyKind.CLAIMED, ""));
            events.add(event(first, 117 - 20 * i, JourneyKind.ATTEMPT, NO_ANSWER));
        }
        events.add(event(first, 4, JourneyKind.FAILED, NO_ANSWER));
        desk.journeys.put(first.id(), events);
        List<String> texts =
                List.of("Invoices are numbered by year", "Cameras stay on VLAN 20", "Use ripgrep");
        for (int i = 0; i < texts.size(); i++) {
            desk.known
                    .computeIfAbsent(MemoryState.SYNCED, key -> new ArrayList<>())
                    .add(
                            SampleMemories.known(
                                    SampleMemories.memory(
                                            "5e3a9c1" + i + "-1111",
                                            MemoryState.SYNCED,
                                            i == 0 ? "api-facturation" : "home-infra",
                                            texts.get(i),
                                            600 + 31 * i,
                                            0,
                                            null,
                                            null),
                                    i == 0));
        }
        ScriptDoors doors = new ScriptDoors();
        doors.memories = desk;
        return doors;
    }

    private static JourneyEvent event(
            Memory memory, int minutesAgo, JourneyKind kind, String detail) {
        return new JourneyEvent(
                memory.id(), SampleSnapshots.NOW.minusSeconds(60L * minutesAgo), kind, detail);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void memoriesAreWhole(Appearance look, Locale language) throws IOException {
        drive(look, language, 1280, 800, "memories");
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowMemoriesAreWhole(Appearance look, Locale language) throws IOException {
        drive(look, language, 900, 600, "narrow-memories");
    }

    private void drive(Appearance look, Locale language, double width, double height, String name)
            throws IOException {
        SampleMemories sample = SampleMemories.failedAfterABadNight();
        try (Shot shot = new Shot(doors(sample), look, language, width, height)) {
            shot.press(KeyCode.DIGIT2);
            shot.feed().tell(sample.snapshot(213, 3, 0));
            awaitRows(shot, rows -> rows > 0);
            shot.take(name + "-all", 1);
            segment(shot, "failed");
            awaitRows(shot, rows -> rows == 19);
            shot.take(name + "-failed", 1);
            group(shot);
            filter(shot, "timed out");
            awaitRows(shot, rows -> rows == 14);
            select(shot, 1);
            Fx.pulses(6);
            shot.take(name, 1);
            key(shot, KeyCode.E);
            Fx.pulses(6);
            shot.take(name + "-edit", 1);
            press(shot, ".memories .editor .button.flat");
            press(shot, ".memories .detail .head .button");
            filter(shot, "nothing like this");
            awaitRows(shot, rows -> rows == 0);
            shot.take(name + "-filtered-empty", 1);
            filter(shot, "");
            segment(shot, "unclear");
            awaitRows(shot, rows -> rows == 2);
            select(shot, 1);
            Fx.pulses(4);
            press(shot, ".memories .detail .button.resend");
            shot.take(name + "-unclear", 1);
            assertThat(
                            Fx.call(
                                    () ->
                                            Looks.visible(shot.scene().getRoot()).stream()
                                                    .filter(MemoriesScreenshotTest::asks)
                                                    .count()))
                    .as("what cannot be taken back is asked where it can be seen")
                    .isOne();
            key(shot, KeyCode.ESCAPE);
            key(shot, KeyCode.ESCAPE);
            segment(shot, "synced");
            awaitRows(shot, rows -> rows == 3);
            shot.take(name + "-synced", 1);
            SampleSnapshots calm = SampleSnapshots.calm();
            calm.managed = false;
            shot.feed().tell(new SampleMemories().snapshot(calm));
            segment(shot, "failed");
            awaitRows(shot, rows -> rows == 0);
            shot.take(name + "-calm-watching", 1);
            shot.feed().tell(deadLettersOnly().snapshot(SampleSnapshots.corrupt()));
            awaitRows(shot, rows -> rows > 0);
            shot.take(name + "-corrupt", 1);
        }
    }

    private static boolean asks(Node node) {
        return node.getStyleClass().contains("question");
    }

    /** What is left to list where the queue file cannot be read. */
    private static SampleMemories deadLettersOnly() {
        SampleMemories sample = new SampleMemories();
        List<String> texts =
                List.of(
                        "UPS: NUT server answers on 3493, shut down at 20 %",
                        "ssh: one key for each machine, never a shared one",
                        "Scanner profile 3 is the only one");
        for (int i = 0; i < texts.size(); i++) {
            sample.add(
                    MemoryState.DEAD_LETTER,
                    "home-infra",
                    texts.get(i),
                    900 + 40 * i,
                    8,
                    SampleMemories.TIMED_OUT,
                    null);
        }
        return sample;
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void whatIsOnHoldIsWhole(Appearance look, Locale language) throws IOException {
        onHold(look, language, 1280, 800, "memories-held");
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void whatIsOnHoldIsWholeInANarrowWindow(Appearance look, Locale language) throws IOException {
        onHold(look, language, 900, 600, "narrow-memories-held");
    }

    private void onHold(Appearance look, Locale language, double width, double height, String name)
            throws IOException {
        SampleMemories sample = SampleMemories.failedAfterABadNight();
        Memory held =
                sample.add(
                        MemoryState.HELD,
                        "home-infra",
                        "The NAS is reached at nas.lan.\nIts password: k7-Vh2!pQ9 is to be"
                                + " changed before this is sent.",
                        95);
        sample.add(MemoryState.HELD, "client-x", "Moves to another project next week", 61);
        sample.add(MemoryState.PENDING, "trace-hub", "Scans keep 300 dpi", 12);
        ScriptDoors doors = doors(sample);
        ((ScriptMemoriesDesk) doors.memories)
                .journeys.put(
                        held.id(),
                        List.of(
                                event(held, 95, JourneyKind.QUEUED_BY_ANOTHER, ""),
                                event(held, 90, JourneyKind.HELD, "act 12")));
        try (Shot shot = new Shot(doors, look, language, width, height)) {
            shot.press(KeyCode.DIGIT2);
            shot.feed().tell(sample.snapshot(213, 3, 0));
            segment(shot, "pending");
            awaitRows(shot, rows -> rows == 61);
            String id = held.id();
            Fx.run(
                    () -> {
                        TableView<?> table =
                                find(shot, TableView.class, ".memory-table .table-view");
                        for (int i = 0; i < table.getItems().size(); i++) {
                            if (table.getItems().get(i).toString().contains(id)) {
                                table.getSelectionModel().clearAndSelect(i);
                                table.scrollTo(Math.max(0, i - 4));
                            }
                        }
                        table.requestFocus();
                    });
            key(shot, KeyCode.ENTER);
            Fx.pulses(6);
            shot.take(name, 1);
            assertThat(texts(shot))
                    .as("its secret is masked")
                    .noneMatch(text -> text.contains("k7-Vh2"))
                    .anyMatch(text -> text.contains(Secrets.MASK));
        }
    }

    /** All that is drawn. */
    private static List<String> texts(Shot shot) {
        return Fx.call(
                () ->
                        Looks.visible(shot.scene().getRoot()).stream()
                                .filter(Text.class::isInstance)
                                .map(node -> ((Text) node).getText())
                                .toList());
    }

    private static <T extends Node> T find(Shot shot, Class<T> type, String selector) {
        return Objects.requireNonNull(type.cast(shot.scene().lookup(selector)), selector);
    }

    private static void segment(Shot shot, String group) {
        Fx.run(() -> find(shot, ToggleButton.class, ".segment." + group).fire());
    }

    private static void press(Shot shot, String selector) {
        Fx.run(() -> find(shot, Button.class, selector).fire());
        Fx.pulses(3);
    }

    private static void group(Shot shot) {
        Fx.run(
                () -> {
                    Button button =
                            (Button)
                                    shot.scene()
                                            .getRoot()
                                            .lookupAll(".choice-button")
                                            .toArray(Node[]::new)[1];
                    button.fire();
                    Window.getWindows().stream()
                            .filter(ContextMenu.class::isInstance)
                            .map(ContextMenu.class::cast)
                            .toList()
                            .forEach(
                                    menu -> {
                                        menu.getItems().get(1).fire();
                                        menu.hide();
                                    });
                });
    }

    private static void filter(Shot shot, String text) {
        Fx.run(() -> find(shot, TextField.class, ".memories .search .text-field").setText(text));
    }

    private static void select(Shot shot, int index) {
        Fx.run(
                () -> {
                    TableView<?> table = find(shot, TableView.class, ".memory-table .table-view");
                    table.getSelectionModel().clearAndSelect(index);
                    table.requestFocus();
                });
        key(shot, KeyCode.ENTER);
    }

    private static void key(Shot shot, KeyCode code) {
        Fx.press(() -> find(shot, TableView.class, ".memory-table .table-view"), code);
        Fx.pulses(2);
    }

    private static void awaitRows(Shot shot, Predicate<Integer> wanted) {
        for (int i = 0; i < 600; i++) {
            int rows =
                    Fx.call(
                            () ->
                                    find(shot, TableView.class, ".memory-table .table-view")
                                            .getItems()
                                            .size());
            if (wanted.test(rows)) {
                return;
            }
            Fx.pulses(1);
        }
        throw new AssertionError("these rows did not come");
    }
}
