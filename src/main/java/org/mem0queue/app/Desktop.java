package org.mem0queue.app;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.Theme;
import org.mem0queue.ui.MainWindow;
import org.mem0queue.ui.WindowDoors;
import org.mem0queue.ui.WindowEffects;
import org.mem0queue.ui.WindowOptions;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
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
    private final Stage stage;
    private final CliEnvironment.GuiRequest request;
    private final UserFolders folders;
    private final WindowStateFile stateFile;
    private final Clock clock;
    private final ExecutorService files =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("desktop").factory());
    private volatile WindowState state = WindowState.FIRST;
    private volatile List<Path> known = List.of();
    private @Nullable Opened opened;

    /** What is shown now. */
    private record Opened(
            Path directory,
            Optional<DirectoryMode> mode,
            QueueService service,
            MainWindow window) {}

    Desktop(Stage stage, CliEnvironment.GuiRequest request, UserFolders folders) {
        this.stage = stage;
        this.request = request;
        this.folders = folders;
        this.stateFile = new WindowStateFile(folders.state());
        this.clock = Clock.systemUTC();
    }

    /** Opens a queue directory in the duty that was chosen for it. */
    @Override
    public void openDirectory(Path directory) {
        Opened before = opened;
        opened = null;
        if (before != null) {
            before.window().dispose();
        }
        files.execute(
                () -> {
                    close(before);
                    if (before == null) {
                        state = stateFile.read();
                    }
                    Settings settings = request.values(directory).settings();
                    known = directories(settings, directory);
                    Optional<DirectoryMode> mode = settings.mode(directory);
                    QueueService service = new QueueService(request.setup(directory, duty(mode)));
                    Platform.runLater(() -> show(directory, mode, service, settings));
                });
    }

    private static ServiceSetup.Duty duty(Optional<DirectoryMode> mode) {
        return mode.map(
                        chosen ->
                                switch (chosen) {
                                    case WATCH_ONLY -> ServiceSetup.Duty.WATCH;
                                    case MANAGE -> ServiceSetup.Duty.MANAGE;
                                })
                .orElse(ServiceSetup.Duty.LOOK);
    }

    private static List<Path> directories(Settings settings, Path present) {
        TreeSet<Path> all = new TreeSet<>(settings.modes().keySet());
        all.add(present);
        return List.copyOf(all);
    }

    private void show(
            Path directory, Optional<DirectoryMode> mode, QueueService service, Settings settings) {
        MainWindow window =
                new MainWindow(
                        stage,
                        doors(service),
                        new WindowOptions(
                                directory,
                                words(settings.appearance().language()),
                                clock,
                                appearance(settings.appearance().theme()),
                                state,
                                this));
        opened = new Opened(directory, mode, service, window);
        window.show();
    }

    private WindowDoors doors(QueueService service) {
        return new WindowDoors(
                new ServiceFeed(service),
                new ServiceSyncDesk(service, request),
                new ServiceOverviewDesk(service),
                new ServiceMemoriesDesk(service),
                new ServiceWritingDesk(service),
                new ServiceLogsDesk(service),
                new ServiceActivityDesk(service),
                new ServiceSettingsDesk(service));
    }

    private Messages words(Language language) {
        return new Messages(
                switch (language) {
                    case EN -> Locale.ENGLISH;
                    case FR -> Locale.FRENCH;
                    case SYSTEM -> Locale.getDefault();
                },
                ZoneId.systemDefault(),
                folders.home());
    }

    private static Appearance appearance(Theme theme) {
        return switch (theme) {
            case LIGHT -> Appearance.LIGHT;
            case DARK -> Appearance.DARK;
            case SYSTEM -> Appearance.SYSTEM;
        };
    }

    /** Brings the window to the front; another directory than the one it shows is opened. */
    void raise(Path directory) {
        Opened now = opened;
        if (now != null) {
            now.window().show();
            if (!now.directory().equals(directory)) {
                openDirectory(directory);
            }
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
        files.execute(
                () ->
                        request.settingsFile()
                                .set(
                                        SettingKey.THEME,
                                        chosen.name().toLowerCase(Locale.ROOT),
                                        null));
    }

    @Override
    public void openDemo() {}

    @Override
    public void left(WindowState left) {
        state = left;
    }

    /** Ends the window; then {@link #awaitEnd} on another thread. */
    void close() {
        Opened last = opened;
        opened = null;
        if (last != null) {
            last.window().close();
        }
        files.execute(
                () -> {
                    close(last);
                    // Before a choice was made nothing is written, not even this.
                    if (last != null && last.mode().isPresent()) {
                        stateFile.write(state);
                    }
                });
    }

    /** What was begun comes to its end first: a save may be under way. */
    private static void close(@Nullable Opened ending) {
        if (ending != null) {
            ending.window().awaitEnd();
            ending.service().close();
        }
    }

    /** Blocks until everything is closed. Not on the JavaFX thread. */
    void awaitEnd() {
        files.close();
    }
}
