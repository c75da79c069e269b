package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every state of the page for new memories, in every look. */
class WritingScreenshotTest {
    private static final String ONE =
            "The build needs Java 25; older runtimes fail at start with UnsupportedClassVersion.";
    private static final String MANY =
            """
            [
              {"project_id": "client--shop", "content": "We agreed on the plain layout for the cart."},
              {"project_id": "client--shop", "content": "The release waits for the French texts."},
              {"project_id": "tools--queue", "content": "Keep the lock for milliseconds only."},
              {"project_id": "tools--queue", "content": "Keep the lock for milliseconds only."},
              {"project_id": "tools--queue", "content": "Known already."},
              {"project_id": "tools--queue", "content": ""},
              {"project_id": "tools--queue", "content": "One more index.", "timestamp": "noon"},
              "A text that names no project, and is so long that it would never fit on one line"
            ]
            """;

    private static final String NOTES =
            IntStream.rangeClosed(1, 30)
                    .mapToObj(number -> "{\"text\": \"Note " + number + " of a long day.\"}")
                    .collect(Collectors.joining("\n"));

    private static final String QUEUE_FILE =
            """
            {"queue": [{"id": "a1", "project_id": "trace-hub", "content": "Scans keep 300 dpi"}],
             "held": [{"id": "b1", "project_id": "home-infra", "content": "Reach the NAS at nas.lan"},
                      {"id": "b2", "project_id": "client--shop", "content": "Moves next week"}],
             "failed": []}
            """;

    private final ScriptDoors doors = new ScriptDoors();
    private final ScriptWritingDesk desk = new ScriptWritingDesk();

    WritingScreenshotTest() {
        doors.writing = desk;
        desk.saved.add(new NewMemory(null, "tools--queue", "Known already.", null, "test"));
        desk.sentBefore = Set.of("The release waits for the French texts.");
    }

    private static QueueSnapshot managed() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.managed = true;
        return sample.build();
    }

    private static void write(Shot shot, String project, String text) {
        Fx.pulses(2);
        Fx.run(
                () -> {
                    ComboBox<?> combo = (ComboBox<?>) shot.scene().lookup(".writing .combo-box");
                    combo.getEditor().setText(project);
                    ((TextArea) shot.scene().lookup(".writing .text-area")).setText(text);
                });
        Fx.pulses(4);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void pagesAreWhole(Appearance look, Locale language) throws IOException {
        takeAll("writing", look, language, 1280, 800);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowPagesAreWhole(Appearance look, Locale language) throws IOException {
        takeAll("narrow-writing", look, language, 900, 600);
    }

    /** What a notice is about is pressed next. */
    private static void assertNothingOverTheButtons(Shot shot) {
        Fx.run(
                () -> {
                    Node bar = shot.scene().lookup(".save-bar");
                    Bounds foot = bar.localToScene(bar.getLayoutBounds());
                    for (Node notice : ((Pane) shot.scene().lookup(".notices")).getChildren()) {
                        assertThat(notice.localToScene(notice.getLayoutBounds()).intersects(foot))
                                .isFalse();
                    }
                });
    }

    private void takeAll(String name, Appearance look, Locale language, double width, double height)
            throws IOException {
        try (Shot shot = new Shot(doors, look, language, width, height)) {
            shot.feed().tell(managed());
            shot.press(KeyCode.N);
            Fx.pulses(4);
            shot.take(name + "-empty", 1);
            write(shot, "client--shop", ONE);
            shot.take(name + "-one", 1);
            write(shot, "", ONE);
            shot.take(name + "-no-project", 1);
            write(shot, "", MANY);
            shot.take(name + "-many", 1);
            write(shot, "", QUEUE_FILE);
            shot.take(name + "-held", 1);
            Fx.run(() -> ((CheckBox) shot.scene().lookup(".writing .check-box")).fire());
            Fx.pulses(4);
            shot.take(name + "-held-taken", 1);
            desk.allowed.drainPermits();
            desk.allowed.release();
            write(shot, "client--shop", NOTES);
            Fx.run(() -> ((Button) shot.scene().lookup(".writing .primary")).fire());
            Fx.pulses(4);
            shot.take(name + "-saving", 1);
            desk.refusal =
                    "/home/lea/.claude/mem0_queue.d/spool: the disk is full. Free some space and"
                            + " try again.";
            desk.allowed.release(1000);
            Fx.pulses(8);
            shot.take(name + "-refused", 1);
            assertNothingOverTheButtons(shot);
            shot.feed().tell(SampleSnapshots.normal().build());
            shot.take(name + "-watching", 1);
        }
    }
}
