package org.mem0queue.ui;

import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.AfterFrame;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.fx.Relay;
import org.mem0queue.ui.fx.Ticker;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.settings.SettingsEffects;
import org.mem0queue.ui.shell.Place;
import org.mem0queue.ui.shell.ShellActs;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;
import org.mem0queue.ui.text.WriteProblems;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The window: takes what the feed brings onto the JavaFX thread and gives it to the screens.
 * Everything here runs on the JavaFX thread, but for {@link #awaitEnd}.
 */
public final class MainWindow implements QueueWindow {
    /** Longer than from one look to the next, which tells the ages itself. */
    private static final Duration TICK = Duration.ofMillis(2500);

    private final Stage stage;
    private final Scene scene;
    private final WindowDoors doors;
    private final WindowOptions options;
    private final BackgroundThreads background;
    private final Ticker ticker;
    private final Look look;
    private Live live;

    /** How it stood last without filling the screen: that is where it shrinks to. */
    private WindowState usual;

    private boolean closed;

    /** Builds the window into a stage, which may be shown already. */
    public MainWindow(Stage stage, WindowDoors doors, WindowOptions options) {
        this.stage = stage;
        this.doors = doors;
        this.options = options;
        background =
                BackgroundThreads.held(
                        Thread.ofVirtual().name("window-", 0).factory(), Platform::runLater);
        WindowState state = options.state();
        usual = state;
        // The theme first: a pop-up made before it would load the toolkit's own for nothing.
        scene = new Scene(new Group(), state.width(), state.height());
        look = new Look(scene, options.appearance());
        ticker = new Ticker(TICK, this::tick, Platform::runLater);
        live = new Live(options.words(), Place.of(state.place()), state.choices());
        AfterFrame.willShow(scene);
        live.begin();
        new AfterFrame(live.content.view()).run(this::framed);
        StageSetUp.apply(stage, scene, state);
    }

    /** The numbers stand there: now for all that would have kept them waiting. */
    private void framed() {
        background.begin();
        doors.feed().lookNow();
    }

    /** All that is made anew when another language is chosen. */
    private final class Live {
        final WindowContent content;
        private final Relay<QueueSnapshot> snapshots;
        private final QueueFeed.Subscription subscription;
        final Messages words;

        Live(Messages words, Place start, Map<String, String> choices) {
            this.words = words;
            // First of all: the files are looked at while the window is built.
            snapshots = Relay.newestWins(this::apply, Platform::runLater);
            subscription = doors.feed().onSnapshot(snapshots);
            content =
                    new WindowContent(
                            doors,
                            options,
                            words,
                            start,
                            choices,
                            new Acts(),
                            new Changes(),
                            background);
        }

        private void apply(QueueSnapshot snapshot) {
            ticker.postpone();
            content.apply(snapshot);
        }

        /** Comes into the window, with what was seen meanwhile. */
        void begin() {
            scene.setRoot(content.view());
            content.view().addKeys(scene);
            stage.setTitle(words.text("window.title"));
            snapshots.catchUp();
        }

        void end() {
            subscription.close();
            snapshots.close();
            scene.getAccelerators().clear();
            content.dispose();
        }
    }

    /** What the frame asks of the window. */
    private final class Acts implements ShellActs {
        @Override
        public void lookNow() {
            doors.feed().lookNow();
        }

        @Override
        public Appearance appearance() {
            return look.appearance();
        }

        @Override
        public void setAppearance(Appearance chosen) {
            look.setAppearance(chosen);
            options.effects().appearanceChosen(chosen);
        }

        @Override
        public List<Path> directories() {
            return options.effects().directories();
        }

        @Override
        public void openDirectory(Path directory) {
            options.effects().openDirectory(directory);
        }

        @Override
        public void chooseDirectory() {
            Path chosen =
                    options.effects()
                            .choosers()
                            .folder(
                                    live.words.text("queue.open-folder"),
                                    options.directory(),
                                    stage);
            if (chosen != null) {
                openDirectory(chosen);
            }
        }

        @Override
        public void openDemo() {
            options.effects().openDemo();
        }

        @Override
        public void leaveDemo() {
            options.effects().leaveDemo();
        }
    }

    /** What a changed setting does at once. */
    private final class Changes implements SettingsEffects {
        @Override
        public void appearance(Appearance appearance) {
            look.setAppearance(appearance);
        }

        @Override
        public void language(Language language) {
            options.effects().languageChosen(language);
        }

        @Override
        public void ownServer(OwnServer chosen) {
            options.effects().ownServerChosen(chosen);
        }

        @Override
        public void directory(Path directory) {
            options.effects().openDirectory(directory);
        }

        @Override
        public void mode(DirectoryMode mode) {
            options.effects().modeChosen();
        }
    }

    /** Not while nobody can see it. */
    private void tick() {
        if (stage.isShowing() && !stage.isIconified()) {
            noteUsual();
            live.content.tick();
        }
    }

    /** Says everything in another language, at the same place; what was begun goes on. */
    public void setWords(Messages words) {
        Live before = live;
        live = new Live(words, before.content.place(), before.content.choices());
        live.content.takeOver(before.content);
        before.end();
        live.begin();
    }

    /** Looks otherwise, at once. */
    public void setAppearance(Appearance chosen) {
        look.setAppearance(chosen);
    }

    /** Goes where a link leads. */
    public void open(Destination destination) {
        live.content.open(destination);
    }

    @Override
    public void tell(String sentence) {
        live.content.notices().problem(Reasons.alone(sentence, live.words), null);
    }

    @Override
    public void tell(WriteProblem problem) {
        live.content.notices().problem(WriteProblems.sentence(problem, live.words), null);
    }

    @Override
    public void tellBug(String report) {
        Messages words = live.words;
        live.content
                .notices()
                .problem(
                        words.text("notice.bug"),
                        new Notices.Step(
                                words.text("notice.bug.copy"),
                                () -> {
                                    ClipboardContent text = new ClipboardContent();
                                    text.putString(report);
                                    Clipboard.getSystemClipboard().setContent(text);
                                }));
    }

    @Override
    public void show() {
        StageSetUp.show(stage);
    }

    /** How it stands now; the size and the place are those without filling the screen. */
    public WindowState state() {
        noteUsual();
        return new WindowState(
                usual.width(),
                usual.height(),
                usual.x(),
                usual.y(),
                stage.isMaximized(),
                live.content.place().word(),
                live.content.choices());
    }

    /** Desktops tell a new size before or after they tell that it fills the screen. */
    private void noteUsual() {
        if (stage.isMaximized()
                || stage.isFullScreen()
                || stage.isIconified()
                || StageSetUp.fillsScreen(stage)) {
            return;
        }
        boolean placed = !Double.isNaN(stage.getX()) && !Double.isNaN(stage.getY());
        usual =
                new WindowState(
                        scene.getWidth(),
                        scene.getHeight(),
                        placed ? stage.getX() : null,
                        placed ? stage.getY() : null,
                        false,
                        usual.place(),
                        usual.choices());
    }

    @Override
    public void dispose() {
        if (closed) {
            return;
        }
        closed = true;
        options.effects().left(state());
        ticker.close();
        live.end();
        look.dispose();
    }

    /** Disposes and hides the stage. */
    public void close() {
        dispose();
        stage.hide();
    }

    @Override
    public void awaitEnd() {
        background.close();
    }
}
