package org.mem0queue.app;

import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.MainWindow;
import org.mem0queue.ui.StartWindow;
import org.mem0queue.ui.WindowEffects;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.start.StartPlace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one window and the queue that it shows: opens another directory, or the same one for another
 * duty, by closing the service and the window's content and making both anew on the same stage.
 *
 * <p>Methods are called on the JavaFX thread unless they say otherwise; files are read and services
 * are closed on one thread of its own, in order.
 */
final class Desktop implements WindowEffects {
    /** Complete once the toolkit runs. */
    private final CompletableFuture<Stage> stage = new CompletableFuture<>();

    /** The person's own; {@link #request} is that of a demo while one is shown. */
    private final CliEnvironment.GuiRequest own;

    private final WindowStateFile stateFile;
    private final Clock clock;
    private final ExecutorService files =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("desktop").factory());
    private final OwnMem0Server server;

    private volatile CliEnvironment.GuiRequest request;
    private volatile WindowState state;
    private volatile List<Path> known = List.of();
    private volatile boolean remembering;
    private @Nullable Opened opened;

    /** Whether something is being opened: until it is shown nothing else is. */
    private boolean opening;

    /** What was asked for last while something was being opened. */
    private @Nullable Runnable wanted;

    /** What was opened and is not shown yet. */
    private volatile @Nullable QueueService unshown;

    private volatile boolean closing;
    private final DemoVisit demo = new DemoVisit();

    /** What was open before the demo. */
    private @Nullable Path beforeDemo;

    /**
     * @param state how the window was left the last time
     */
    Desktop(CliEnvironment.GuiRequest request, WindowState state) {
        this.own = request;
        this.request = request;
        this.stateFile = new WindowStateFile(request.folders().state());
        this.state = state;
        this.clock = Clock.systemUTC();
        this.server =
                new OwnMem0Server(
                        request.folders().state(),
                        clock,
                        trouble -> onToolkit(() -> failed(trouble)));
    }

    /**
     * Begins to open a directory while the toolkit still starts: reading the files takes about as
     * long. From any thread; the first thing that is done.
     */
    void prepare(Path directory) {
        files.execute(() -> open(directory, null));
    }

    /** Shows on this stage what is or will be opened. */
    void begin(Stage empty) {
        stage.complete(empty);
    }

    /** Opens a queue directory in the duty that was chosen for it, or asks for a choice. */
    @Override
    public void openDirectory(Path directory) {
        if (isLater(() -> raise(directory)) || closing) {
            return;
        }
        opening = true;
        Opened before = leave();
        files.execute(
                () -> {
                    try {
                        open(directory, before);
                    } catch (RuntimeException | Error bug) {
                        onToolkit(() -> opening = false);
                        throw bug;
                    }
                });
    }

    /** Whether this has to wait until what is being opened is shown. */
    private boolean isLater(Runnable asked) {
        if (opening) {
            wanted = asked;
        }
        return opening;
    }

    /** On the files' thread. */
    private void open(Path directory, @Nullable Opened before) {
        Opened.close(before);
        demo.closeUnless(request);
        String trouble = request.demo() ? null : server.follow(request, directory);
        Settings settings = request.values(directory).settings();
        known = WindowFittings.directories(settings, directory);
        Optional<DirectoryMode> mode = settings.mode(directory);
        if (mode.isEmpty() || !Files.isReadable(directory)) {
            askFor(directory, settings);
            return;
        }
        remembering |= !request.demo();
        QueueService service = fittings().service(directory, mode.get());
        unshown = service;
        // The first look takes as long as the window does: they begin together.
        AutoCloseable _ = service.beginWithNumbers();
        onToolkit(
                () -> {
                    show(directory, service, settings);
                    if (trouble != null) {
                        failed(trouble);
                    }
                });
    }

    /** On the JavaFX thread, as soon as there is one; not any more if the window was closed. */
    private void onToolkit(Runnable work) {
        stage.join();
        Platform.runLater(
                () -> {
                    if (!closing) {
                        work.run();
                    }
                });
    }

    private @Nullable Opened leave() {
        Opened before = opened;
        opened = null;
        if (before != null) {
            before.window().dispose();
        }
        return before;
    }

    /** Nothing was chosen for this directory yet: it is only looked at. On the files' thread. */
    private void askFor(Path directory, Settings settings) {
        StartPlace place = FileStartDesk.place(directory);
        QueueService looking =
                place instanceof StartPlace.Folder ? fittings().looking(directory) : null;
        unshown = looking;
        onToolkit(
                () -> {
                    FirstChoices choices = new FirstChoices(this, directory, request, files);
                    StartWindow window =
                            new StartWindow(
                                    stage.join(),
                                    place,
                                    looking == null ? null : new ServiceFeed(looking),
                                    new FileStartDesk(directory),
                                    choices,
                                    fittings().options(directory, settings, state, this));
                    choices.shownIn(window);
                    shown(new Opened(directory, looking, window));
                });
    }

    private void show(Path directory, QueueService service, Settings settings) {
        MainWindow window =
                new MainWindow(
                        stage.join(),
                        fittings().doors(service),
                        fittings().options(directory, settings, state, this));
        shown(new Opened(directory, service, window));
    }

    private void shown(Opened now) {
        opened = now;
        opening = false;
        unshown = null;
        now.window().show();
        Runnable asked = wanted;
        wanted = null;
        if (asked != null) {
            asked.run();
        }
    }

    private WindowFittings fittings() {
        return new WindowFittings(request, clock);
    }

    /** Something that was asked for could not be done. */
    void failed(String sentence) {
        Opened now = opened;
        if (now != null) {
            now.window().tell(sentence);
        } else {
            request.err().println("mem0-queue: " + sentence);
        }
    }

    /** What was chosen could not be kept. */
    void failed(WriteProblem problem) {
        Opened now = opened;
        if (now != null) {
            now.window().tell(problem);
        } else {
            failed(problem.sentence());
        }
    }

    /**
     * What a later start asks for, from any thread; done as soon as there is a window.
     *
     * @return false if the window is being closed: then the later start needs one of its own
     */
    boolean raiseSoon(Path directory) {
        if (closing) {
            return false;
        }
        // Before the toolkit runs nothing can be given to it.
        var _ = stage.thenRun(() -> Platform.runLater(() -> raise(directory)));
        return true;
    }

    /** Brings the window to the front; another directory than the one it shows is opened. */
    void raise(Path directory) {
        Opened now = opened;
        if (now == null) {
            wanted = () -> raise(directory);
            return;
        }
        now.window().show();
        if (!now.directory().equals(directory)) {
            openDirectory(directory);
        }
    }

    /** A bug, from any thread: told in the window, or where it was started. */
    void tellBug(Thread thread, Throwable bug) {
        String report = BugReport.of(bug, thread.getName(), clock.instant());
        Platform.runLater(
                () -> {
                    Opened now = opened;
                    if (now != null) {
                        now.window().tellBug(report);
                    } else {
                        request.err().println(report);
                    }
                });
    }

    @Override
    public List<Path> directories() {
        List<Path> all = new ArrayList<>(known);
        Opened now = opened;
        if (now != null && !all.contains(now.directory())) {
            all.add(now.directory());
        }
        return all;
    }

    @Override
    public void appearanceChosen(Appearance chosen) {
        String word = chosen.name().toLowerCase(Locale.ROOT);
        files.execute(
                () -> {
                    SettingsWrite written =
                            request.settingsFile().set(SettingKey.THEME, word, null);
                    Platform.runLater(() -> FirstChoices.judge(this, written, () -> {}));
                });
    }

    @Override
    public void openDemo() {
        Opened now = opened;
        if (request.demo() || closing) {
            return;
        }
        Path present = now == null ? null : now.directory();
        demo.begin(own, files, started -> enter(started, present), this::failed);
    }

    private void enter(CliEnvironment.GuiRequest started, @Nullable Path present) {
        if (closing || isLater(() -> enter(started, present))) {
            return; // its end is among what closing does
        }
        beforeDemo = present;
        request = started;
        if (request.located() instanceof LocatedDirectory.Found found) {
            openDirectory(found.directory());
        }
    }

    @Override
    public void leaveDemo() {
        Path back = beforeDemo;
        if (own.demo() || back == null) {
            Stage shown = stage.join();
            shown.fireEvent(new WindowEvent(shown, WindowEvent.WINDOW_CLOSE_REQUEST));
            return;
        }
        if (!request.demo() || isLater(this::leaveDemo)) {
            return;
        }
        request = own;
        openDirectory(back);
    }

    @Override
    public void languageChosen(Language chosen) {
        Opened now = opened;
        if (now != null && now.window() instanceof MainWindow main) {
            main.setWords(fittings().words(chosen));
        }
    }

    @Override
    public void ownServerChosen(OwnServer chosen) {
        modeChosen(); // the service asks another API from now on
    }

    @Override
    public void modeChosen() {
        Opened now = opened;
        if (now != null) {
            openDirectory(now.directory());
        }
    }

    @Override
    public void left(WindowState left) {
        state = left; // also of a demo: it is the same window
    }

    /** Ends the window; then {@link #awaitEnd} on another thread. */
    void close() {
        closing = true;
        Opened last = leave();
        stage.join().hide();
        files.execute(
                () -> {
                    Opened.close(last);
                    QueueService left = unshown;
                    if (left != null) {
                        left.close();
                    }
                    request = own;
                    demo.closeUnless(request);
                    server.close();
                    // Before a choice was made nothing is written, not even this.
                    if (remembering) {
                        stateFile.write(state);
                    }
                });
    }

    /** Blocks until everything is closed. Not on the JavaFX thread. */
    void awaitEnd() {
        files.close();
    }
}
