package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;

import org.junit.jupiter.params.provider.Arguments;
import org.mem0queue.ui.fx.Appearance;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * One window, to be fed, driven and drawn into {@code target/screenshots}. Each picture is looked
 * at for what a person would see at once: a text that is cut, two things on top of each other, a
 * button without a name.
 */
final class Shot implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "screenshots");

    /** Both looks in both languages, as a method source. */
    static final String LOOKS = "org.mem0queue.ui.Shot#looks";

    private final Appearance look;
    private final Locale language;
    private final ScriptWindow window;

    /** A window over doors that hold nothing but the feed. */
    Shot(Appearance look, Locale language, double width, double height) {
        this(new ScriptDoors(), look, language, width, height);
    }

    /** A window over these doors; the feed is put into them here. */
    Shot(ScriptDoors doors, Appearance look, Locale language, double width, double height) {
        this(doors, look, language, width, height, false);
    }

    /** The window as it looks while the demo is shown. */
    static Shot ofDemo(Appearance look, Locale language, double width, double height) {
        return new Shot(new ScriptDoors(), look, language, width, height, true);
    }

    private Shot(
            ScriptDoors doors,
            Appearance look,
            Locale language,
            double width,
            double height,
            boolean demo) {
        this.look = look;
        this.language = language;
        window =
                new ScriptWindow(
                        doors,
                        ScriptWindow.options(look, language, demo),
                        stage -> {
                            stage.setWidth(width);
                            stage.setHeight(height);
                        });
    }

    static Stream<Arguments> looks() {
        return Stream.of(Appearance.LIGHT, Appearance.DARK)
                .flatMap(
                        look ->
                                Stream.of(Locale.ENGLISH, Locale.FRENCH)
                                        .map(language -> Arguments.of(look, language)));
    }

    ScriptFeed feed() {
        return window.feed;
    }

    /** To look things up in, on the JavaFX thread only. */
    Scene scene() {
        return window.scene();
    }

    /** Goes to the place with this digit. */
    void press(KeyCode digit) {
        window.press(digit, KeyCombination.SHORTCUT_DOWN);
    }

    void filter(String text) {
        Fx.pulses(2);
        Fx.run(() -> ((TextField) scene().lookup(".logs .search .text-field")).setText(text));
    }

    void selectLine(int index) {
        Fx.run(
                () -> {
                    ListView<?> list = (ListView<?>) scene().lookup(".logs .list-view");
                    list.scrollTo(index - 10);
                    list.getSelectionModel().select(index);
                    Node cell = list.lookup(".log-cell:selected");
                    Fx.fireMouse(
                            cell == null ? list.lookup(".log-cell") : cell,
                            MouseEvent.MOUSE_RELEASED);
                });
    }

    /** Draws, then looks for what is wrong. */
    void take(String name, double scale) throws IOException {
        take(scene(), name, look, language, scale);
    }

    /** Draws any scene, then looks for what is wrong. */
    static void take(Scene scene, String name, Appearance look, Locale language, double scale)
            throws IOException {
        Fx.pulses(4);
        String file =
                name
                        + "-"
                        + look.name().toLowerCase(Locale.ROOT)
                        + "-"
                        + language.getLanguage()
                        + ".png";
        WritableImage picture = Fx.call(() -> picture(scene, scale));
        save(picture, FOLDER.resolve(file));
        if (scene.getWindow() instanceof Stage) {
            assertThat(List.of(picture.getWidth(), picture.getHeight()))
                    .as("what is drawn for %s, and what the window shows of it", file)
                    .containsExactly(scene.getWidth() * scale, scene.getHeight() * scale);
        }
        assertThat(Fx.call(() -> Looks.cutTexts(scene.getRoot())))
                .as("cut texts in %s", file)
                .isEmpty();
        assertThat(Fx.call(() -> Looks.overlaps(scene.getRoot())))
                .as("overlaps in %s", file)
                .isEmpty();
        assertThat(Fx.call(() -> Looks.stickingOut(scene.getRoot())))
                .as("out of the window or of their list in %s", file)
                .isEmpty();
        assertThat(Fx.call(() -> Looks.namelessButtons(scene.getRoot())))
                .as("icon buttons without a name in %s", file)
                .isEmpty();
    }

    @Override
    public void close() {
        window.close();
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
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(FOLDER);
        ImageIO.write(copy, "png", file.toFile());
    }
}
