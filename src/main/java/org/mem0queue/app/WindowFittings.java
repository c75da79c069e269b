package org.mem0queue.app;

import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.Theme;
import org.mem0queue.ui.WindowDoors;
import org.mem0queue.ui.WindowEffects;
import org.mem0queue.ui.WindowOptions;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a window is made with: the service and the doors to it, its words and its look.
 *
 * @param request the person's own, or that of a demo
 */
record WindowFittings(CliEnvironment.GuiRequest request, Clock clock) {
    /** The queue, in the duty that was chosen for it. */
    QueueService service(Path directory, DirectoryMode mode) {
        return service(
                directory,
                switch (mode) {
                    case WATCH_ONLY -> ServiceSetup.Duty.WATCH;
                    case MANAGE -> ServiceSetup.Duty.MANAGE;
                });
    }

    /** The queue, of which nobody has said yet what may be done with it. */
    QueueService looking(Path directory) {
        return service(directory, ServiceSetup.Duty.LOOK);
    }

    private QueueService service(Path directory, ServiceSetup.Duty duty) {
        return new QueueService(request.setup(directory, duty));
    }

    /** Those that were opened before, and this one. */
    static List<Path> directories(Settings settings, Path present) {
        TreeSet<Path> all = new TreeSet<>(settings.modes().keySet());
        all.add(present);
        return List.copyOf(all);
    }

    /**
     * @param state how the window was left the last time
     */
    WindowOptions options(
            Path directory, Settings settings, WindowState state, WindowEffects effects) {
        return new WindowOptions(
                directory,
                words(settings.appearance().language()),
                clock,
                appearance(settings.appearance().theme()),
                request.demo(),
                state,
                effects);
    }

    WindowDoors doors(QueueService service) {
        return new WindowDoors(
                new ServiceFeed(service),
                new ServiceSyncDesk(service, request, request.folders().home()),
                new ServiceOverviewDesk(service),
                new ServiceMemoriesDesk(service),
                new ServiceWritingDesk(service),
                new ServiceLogsDesk(service),
                new ServiceActivityDesk(service),
                new ServiceSettingsDesk(
                        service,
                        new ServiceSettingsDesk.Place(
                                request.settingsFile(),
                                () -> request.values(service.directory()),
                                request.folders().home(),
                                new LocalApi(request.folders().state(), clock),
                                WorkerProcesses.ofThisMachine(),
                                clock)));
    }

    Messages words(Language language) {
        return new Messages(
                switch (language) {
                    case EN -> Locale.ENGLISH;
                    case FR -> Locale.FRENCH;
                    case SYSTEM -> Locale.getDefault();
                },
                ZoneId.systemDefault(),
                request.folders().home());
    }

    private static Appearance appearance(Theme theme) {
        return switch (theme) {
            case LIGHT -> Appearance.LIGHT;
            case DARK -> Appearance.DARK;
            case SYSTEM -> Appearance.SYSTEM;
        };
    }
}
