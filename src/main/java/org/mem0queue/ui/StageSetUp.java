package org.mem0queue.ui;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.mem0queue.ui.fx.AfterFrame;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What every window of ours has in common: least size, icons, its place on the screens. */
final class StageSetUp {
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;

    private StageSetUp() {}

    /** A stage that is shown already keeps its size and place. */
    static void apply(Stage stage, Scene scene, WindowState state) {
        boolean shown = stage.isShowing();
        double width = stage.getWidth();
        double height = stage.getHeight();
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        if (shown) {
            stage.setWidth(width);
            stage.setHeight(height);
        } else {
            Double x = state.x();
            Double y = state.y();
            // A screen that is gone must not take the window with it.
            if (x != null
                    && y != null
                    && !Screen.getScreensForRectangle(x, y, state.width(), state.height())
                            .isEmpty()) {
                stage.setX(x);
                stage.setY(y);
            }
            stage.setMaximized(state.maximised());
        }
    }

    private static void loadIcons(Stage stage) {
        List<Image> icons =
                Stream.of("16", "24", "32", "48", "64", "128", "256")
                        .map(StageSetUp::icon)
                        .toList();
        Platform.runLater(() -> stage.getIcons().setAll(icons));
    }

    /** Whether it takes all the room of a screen, whatever the desktop says of it so far. */
    static boolean fillsScreen(Stage stage) {
        return Screen.getScreensForRectangle(
                        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
                .stream()
                .map(Screen::getVisualBounds)
                .anyMatch(
                        room ->
                                stage.getWidth() >= room.getWidth()
                                        && stage.getHeight() >= room.getHeight());
    }

    /** Shows a stage, or brings it to the front. */
    static void show(Stage stage) {
        if (stage.isShowing()) {
            stage.setIconified(false);
            stage.toFront();
            stage.requestFocus();
        } else {
            stage.show();
            if (stage.getIcons().isEmpty()) {
                // Decoding them takes longer than a frame, and nobody waits for them.
                new AfterFrame(stage.getScene().getRoot())
                        .run(() -> Thread.ofVirtual().start(() -> loadIcons(stage)));
            }
        }
    }

    private static Image icon(String size) {
        String name = "icons/icon-" + size + ".png";
        return new Image(
                Objects.requireNonNull(StageSetUp.class.getResource(name), name).toExternalForm());
    }
}
