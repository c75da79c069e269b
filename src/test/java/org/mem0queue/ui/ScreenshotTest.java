package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.logs.LogBatch;
import org.mem0queue.ui.text.Messages;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * Draws every screen in every look into {@code target/screenshots} and checks what a person would
 * see at once: a text that is cut, two things on top of each other.
 */
class ScreenshotTest {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final Map<String, Supplier<SampleSnapshots>> SAMPLES = samples();

    private static Map<String, Supplier<SampleSnapshots>> samples() {
        Map<String, Supplier<SampleSnapshots>> samples = new TreeMap<>();
        samples.put("empty", SampleSnapshots::empty);
        samples.put("normal", SampleSnapshots::normal);
        samples.put("alarm", SampleSnapshots::alarm);
        samples.put("corrupt", SampleSnapshots::corrupt);
        samples.put("denied", SampleSnapshots::denied);
        samples.put("calm", SampleSnapshots::calm);
        samples.put("lost", SampleSnapshots::lost);
        samples.put("busy", SampleSnapshots::busy);
        return samples;
    }

    static Stream<Arguments> looks() {
        return Stream.of(Appearance.LIGHT, Appearance.DARK)
                .flatMap(
                        look ->
                                Stream.of(Locale.ENGLISH, Locale.FRENCH)
                                        .map(language -> Arguments.of(look, language)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void overviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.take("overview-first-look", 1);
            for (String sample : SAMPLES.keySet()) {
                shot.feed.tell(SAMPLES.get(sample).get().build());
                shot.feed.tell(sample.equals("empty") ? LogBatch.none() : SampleLog.timed());
                shot.take("overview-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void narrowOverviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 900, 600)) {
            for (String sample : SAMPLES.keySet()) {
                shot.feed.tell(SAMPLES.get(sample).get().build());
                shot.feed.tell(SampleLog.untimed());
                shot.take("narrow-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aFinerScreenShowsTheSame(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.feed.tell(SAMPLES.get("lost").get().build());
            shot.feed.tell(SampleLog.timed());
            shot.take("scaled-lost", 1.5);
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void logsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.feed.tell(SAMPLES.get("alarm").get().build());
            shot.press(KeyCode.DIGIT4);
            shot.feed.tell(LogBatch.none());
            shot.take("logs-none", 1);
            shot.feed.tell(SampleLog.timed());
            shot.take("logs", 1);
            shot.feed.tell(SampleLog.more(0, 500));
            shot.filter("line 3");
            shot.take("logs-filtered", 1);
            shot.filter("no such text");
            shot.take("logs-filtered-empty", 1);
            shot.filter("");
            Fx.pulses(3);
            shot.selectLine(505);
            shot.feed.tell(SampleLog.more(500, 38));
            shot.take("logs-reading", 1);
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void narrowLogsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 900, 600)) {
            shot.feed.tell(SAMPLES.get("normal").get().build());
            shot.feed.tell(SampleLog.untimed());
            shot.press(KeyCode.DIGIT4);
            shot.take("narrow-logs", 1);
        }
    }

    /** One window, to be fed and drawn. */
    private static final class Shot implements AutoCloseable {
        final ScriptFeed feed = new ScriptFeed();
        private final Appearance look;
        private final Locale language;
        private final MainWindow window;
        private final Stage stage;

        Shot(Appearance look, Locale language, double width, double height) {
            this.look = look;
            this.language = language;
            stage = Fx.call(Stage::new);
            window =
                    Fx.call(
                            () -> {
                                MainWindow made =
                                        new MainWindow(
                                                stage,
                                                new ScriptDoors().with(feed),
                                                new WindowOptions(
                                                        SampleSnapshots.DIRECTORY,
                                                        new Messages(
                                                                language,
                                                                ZONE,
                                                                SampleSnapshots.HOME),
                                                        Clock.fixed(SampleSnapshots.NOW, ZONE),
                                                        look,
                                                        chosen -> {}));
                                stage.setWidth(width);
                                stage.setHeight(height);
                                made.show();
                                return made;
                            });
        }

        void press(KeyCode digit) {
            Fx.run(
                    () ->
                            stage.getScene()
                                    .getAccelerators()
                                    .get(
                                            new KeyCodeCombination(
                                                    digit, KeyCombination.SHORTCUT_DOWN))
                                    .run());
        }

        void filter(String text) {
            Fx.pulses(2);
            Fx.run(
                    () ->
                            ((TextField) stage.getScene().lookup(".search .text-field"))
                                    .setText(text));
        }

        void selectLine(int index) {
            Fx.run(
                    () -> {
                        ListView<?> list =
                                (ListView<?>) stage.getScene().lookup(".logs .list-view");
                        list.scrollTo(index - 10);
                        list.getSelectionModel().select(index);
                        Node cell = list.lookup(".log-cell:selected");
                        Event.fireEvent(cell == null ? list.lookup(".log-cell") : cell, released());
                    });
        }

        private static MouseEvent released() {
            return new MouseEvent(
                    MouseEvent.MOUSE_RELEASED,
                    0,
                    0,
                    0,
                    0,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null);
        }

        /** Draws, then looks for what is wrong. */
        void take(String name, double scale) throws IOException {
            Fx.pulses(4);
            String file =
                    name
                            + "-"
                            + look.name().toLowerCase(Locale.ROOT)
                            + "-"
                            + language.getLanguage()
                            + ".png";
            save(Fx.call(() -> picture(stage.getScene(), scale)), FOLDER.resolve(file));
            assertThat(Fx.call(() -> Looks.cutTexts(stage.getScene().getRoot())))
                    .as("cut texts in %s", file)
                    .isEmpty();
            assertThat(Fx.call(() -> Looks.overlaps(stage.getScene().getRoot())))
                    .as("overlaps in %s", file)
                    .isEmpty();
            assertThat(Fx.call(() -> Looks.namelessButtons(stage.getScene().getRoot())))
                    .as("icon buttons without a name in %s", file)
                    .isEmpty();
        }

        @Override
        public void close() {
            Fx.run(window::close);
        }

        private static WritableImage picture(Scene scene, double scale) {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setTransform(new Scale(scale, scale));
            return scene.getRoot().snapshot(parameters, null);
        }

        private static void save(WritableImage image, Path file) throws IOException {
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            int[] pixels = new int[width * height];
            image.getPixelReader()
                    .getPixels(
                            0,
                            0,
                            width,
                            height,
                            PixelFormat.getIntArgbInstance(),
                            pixels,
                            0,
                            width);
            copy.setRGB(0, 0, width, height, pixels, 0, width);
            Files.createDirectories(FOLDER);
            ImageIO.write(copy, "png", file.toFile());
        }
    }
}
