package org.mem0queue.app;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.ui.MainWindow;
import org.mem0queue.ui.WindowDoors;
import org.mem0queue.ui.WindowOptions;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens the window and stays until it is closed. */
final class Gui implements CliEnvironment.GuiStarter {
    private static final int FAILED = 1;

    /** Held here: a logger that nobody holds forgets its level. */
    private static final Logger TOOLKIT_LOG = Logger.getLogger("javafx");

    private final UserFolders folders;

    Gui(UserFolders folders) {
        this.folders = folders;
    }

    @Override
    public int start(CliEnvironment.GuiRequest request) {
        if (!hasDisplay()) {
            return noDisplay(request);
        }
        // JavaFX warns of the class path on every start; running from it is our choice.
        TOOLKIT_LOG.setLevel(Level.SEVERE);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable MainWindow> window = new AtomicReference<>();
        try (QueueService service = new QueueService(request.setup())) {
            Platform.setImplicitExit(false);
            try {
                Platform.startup(
                        () -> {
                            Stage stage = new Stage();
                            stage.setOnHidden(event -> closed.countDown());
                            MainWindow opened =
                                    new MainWindow(stage, doors(service), options(request));
                            window.set(opened);
                            opened.show();
                        });
            } catch (UnsupportedOperationException cannotOpen) {
                return noDisplay(request);
            }
            closed.await();
            // Pop-ups first, then the window, then the toolkit: the other way round crashes the
            // JVM.
            Platform.runLater(
                    () -> {
                        MainWindow opened = window.get();
                        if (opened != null) {
                            opened.close();
                        }
                        Platform.exit();
                    });
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static WindowDoors doors(QueueService service) {
        return new WindowDoors(
                new ServiceFeed(service),
                new ServiceSyncDesk(service),
                new ServiceOverviewDesk(service),
                new ServiceMemoriesDesk(service),
                new ServiceWritingDesk(service),
                new ServiceLogsDesk(service),
                new ServiceActivityDesk(service),
                new ServiceSettingsDesk(service));
    }

    private static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        return !linux
                || "Headless".equals(System.getProperty("glass.platform"))
                || isSet("DISPLAY")
                || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    private static int noDisplay(CliEnvironment.GuiRequest request) {
        request.err()
                .println(
                        "mem0-queue: there is no display to open a window on. Use the command line:"
                                + " mem0-queue status, mem0-queue --help.");
        return FAILED;
    }

    private WindowOptions options(CliEnvironment.GuiRequest request) {
        Settings.Appearance appearance = request.settings().appearance();
        SettingsFile file = new SettingsFile(folders.config(), Clock.systemUTC());
        return new WindowOptions(
                request.setup().directory(),
                new Messages(locale(appearance.language()), ZoneId.systemDefault(), folders.home()),
                Clock.systemUTC(),
                switch (appearance.theme()) {
                    case LIGHT -> Appearance.LIGHT;
                    case DARK -> Appearance.DARK;
                    case SYSTEM -> Appearance.SYSTEM;
                },
                chosen ->
                        Thread.ofVirtual()
                                .name("settings-write")
                                .start(
                                        () ->
                                                file.set(
                                                        SettingKey.THEME,
                                                        chosen.name().toLowerCase(Locale.ROOT),
                                                        null)));
    }

    private static Locale locale(Language language) {
        return switch (language) {
            case EN -> Locale.ENGLISH;
            case FR -> Locale.FRENCH;
            case SYSTEM -> Locale.getDefault();
        };
    }
}
