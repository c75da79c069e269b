package org.mem0queue.ui;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.fx.Relay;
import org.mem0queue.ui.logs.LogBatch;
import org.mem0queue.ui.logs.LogViewModel;
import org.mem0queue.ui.text.Messages;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The window: takes what the feed brings onto the JavaFX thread, gives it to the view models, and
 * puts the screens into the shell. Everything here runs on the JavaFX thread.
 */
public final class MainWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;

    /** Ages are shown in seconds, so once a second is enough. */
    private static final Duration TICK = Duration.seconds(1);

    private final Stage stage;
    private final WindowOptions options;
    private final BackgroundThreads background;
    private final Relay<QueueSnapshot> snapshots;
    private final Relay<LogBatch> logBatches;
    private final List<QueueFeed.Subscription> subscriptions;
    private final Timeline ticker;
    private final WindowContent content;
    private final Look look;
    private boolean closed;

    /** Builds the window into a stage, which is not shown yet. */
    public MainWindow(Stage stage, WindowDoors doors, WindowOptions options) {
        this.stage = stage;
        this.options = options;
        background =
                new BackgroundThreads(
                        Thread.ofVirtual().name("window-", 0).factory(), Platform::runLater);
        content = new WindowContent(doors, options, background);
        Scene scene = new Scene(content.view(), WIDTH, HEIGHT);
        look = new Look(scene, options.appearance());
        content.view().addKeys(scene);
        setUpStage(scene, options.words());

        snapshots = Relay.newestWins(content::apply, Platform::runLater);
        logBatches =
                Relay.gathering(
                        (older, newer) -> older.then(newer, LogViewModel.LIMIT),
                        content::append,
                        Platform::runLater);
        subscriptions = List.of(doors.feed().onSnapshot(snapshots), doors.feed().onLog(logBatches));
        ticker = new Timeline(new KeyFrame(TICK, event -> tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        ticker.play();
    }

    private void setUpStage(Scene scene, Messages words) {
        stage.setScene(scene);
        stage.setTitle(words.text("window.title"));
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.getIcons()
                .setAll(
                        Stream.of("16", "24", "32", "48", "64", "128", "256")
                                .map(MainWindow::icon)
                                .toList());
    }

    private static Image icon(String size) {
        String name = "icons/icon-" + size + ".png";
        return new Image(
                Objects.requireNonNull(MainWindow.class.getResource(name), name).toExternalForm());
    }

    /** Not while nobody can see it. */
    private void tick() {
        if (stage.isShowing() && !stage.isIconified()) {
            content.tick();
        }
    }

    /** Shows the window, or brings it to the front. */
    public void show() {
        if (stage.isShowing()) {
            stage.setIconified(false);
            stage.toFront();
        } else {
            stage.show();
        }
    }

    /** Ends the subscriptions, hides pop-ups and the window; closing twice does nothing more. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        subscriptions.forEach(QueueFeed.Subscription::close);
        snapshots.close();
        logBatches.close();
        ticker.stop();
        content.dispose();
        look.dispose();
        stage.hide();
    }
}
