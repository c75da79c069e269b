package org.mem0queue.ui;

import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.fx.Relay;
import org.mem0queue.ui.fx.Ticker;
import org.mem0queue.ui.shell.PlainFrame;
import org.mem0queue.ui.shell.ShellViewModel;
import org.mem0queue.ui.start.StartChoices;
import org.mem0queue.ui.start.StartDesk;
import org.mem0queue.ui.start.StartPage;
import org.mem0queue.ui.start.StartPlace;
import org.mem0queue.ui.text.Reasons;
import org.mem0queue.ui.text.WriteProblems;

import java.time.Duration;

/**
 * The window before anything was chosen for its queue directory: what was found, and two choices.
 * Everything here runs on the JavaFX thread, but for {@link #awaitEnd}.
 */
public final class StartWindow implements QueueWindow {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Stage stage;
    private final WindowOptions options;
    private final BackgroundThreads background;
    private final StartChoices choices;
    private final StartPage page;
    private final ShellViewModel status;
    private final PlainFrame frame;
    private final Look look;
    private final Ticker ticker;
    private final Relay<QueueSnapshot> snapshots;
    private final QueueFeed.@Nullable Subscription subscription;
    private boolean closed;

    /**
     * @param feed what is seen in the folder; null where there is none
     */
    public StartWindow(
            Stage stage,
            StartPlace place,
            @Nullable QueueFeed feed,
            StartDesk desk,
            StartChoices choices,
            WindowOptions options) {
        this.stage = stage;
        this.options = options;
        this.choices = choices;
        background =
                new BackgroundThreads(
                        Thread.ofVirtual().name("start-", 0).factory(), Platform::runLater);
        Scene scene = new Scene(new Group(), options.state().width(), options.state().height());
        look = new Look(scene, options.appearance());
        page =
                new StartPage(
                        place,
                        desk,
                        choices,
                        options.words(),
                        background,
                        options.effects().choosers());
        status = new ShellViewModel(options.directory(), options.words());
        frame = new PlainFrame(status, page.node());
        scene.setRoot(frame);
        StageSetUp.apply(stage, scene, options.state());
        stage.setTitle(options.words().text("window.title"));
        snapshots = Relay.newestWins(this::apply, Platform::runLater);
        subscription = feed == null ? null : feed.onSnapshot(snapshots);
        ticker = new Ticker(TICK, () -> status.tick(options.clock().instant()), Platform::runLater);
    }

    private void apply(QueueSnapshot snapshot) {
        page.apply(snapshot);
        status.apply(snapshot, options.clock().instant());
    }

    /** Another choice may be tried. */
    @Override
    public void tell(String sentence) {
        page.failed(Reasons.alone(sentence, options.words()));
    }

    /**
     * What was chosen waits for the queue lock.
     *
     * @param cancel gives it up
     */
    public void waiting(LockStatus held, Runnable cancel) {
        page.waiting(Reasons.waitsFor(held, options.words()), cancel);
    }

    @Override
    public void tellBug(String report) {
        page.tellBug(report);
    }

    @Override
    public void tell(WriteProblem problem) {
        page.failed(WriteProblems.sentence(problem, options.words()));
    }

    @Override
    public void show() {
        StageSetUp.show(stage);
    }

    @Override
    public void dispose() {
        if (closed) {
            return;
        }
        closed = true;
        choices.leave();
        if (subscription != null) {
            subscription.close();
        }
        snapshots.close();
        ticker.close();
        frame.dispose();
        look.dispose();
    }

    @Override
    public void awaitEnd() {
        background.close();
    }
}
