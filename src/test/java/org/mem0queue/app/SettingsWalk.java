package org.mem0queue.app;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.LiveSettings;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.ui.ScriptChoosers;
import org.mem0queue.ui.ShownPage;
import org.mem0queue.ui.settings.HeardEffects;
import org.mem0queue.ui.settings.SettingsPage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The settings in a window of their own, on a real file. */
abstract class SettingsWalk {
    @TempDir Path folder;

    final Map<String, String> environment = new HashMap<>();
    final List<String> effects = new CopyOnWriteArrayList<>();
    WalkQueue queue;
    SettingsFile file;
    final ScriptChoosers choosers = new ScriptChoosers();
    QueueService service;

    @BeforeEach
    void makeQueue() {
        queue = WalkQueue.in(folder);
        queue.write(List.of("p0"), List.of());
        file = new SettingsFile(folder.resolve("config"), Clock.systemUTC());
    }

    ShownPage page() {
        return page(ServiceSetup.Duty.WATCH);
    }

    ShownPage page(ServiceSetup.Duty duty) {
        service =
                queue.service(
                        duty,
                        new LiveSettings(
                                file, () -> SettingValues.of(file.read(), environment, Map.of())));
        ServiceSettingsDesk desk =
                new ServiceSettingsDesk(
                        service,
                        new ServiceSettingsDesk.Place(
                                file,
                                () -> SettingValues.of(file.read(), environment, Map.of()),
                                folder,
                                new LocalApi(folder.resolve("state"), Clock.systemUTC()),
                                WorkerProcesses.ofThisMachine(),
                                Clock.systemUTC()));
        ShownPage page =
                new ShownPage(
                        queue.directory(),
                        context ->
                                new SettingsPage(
                                        desk, new HeardEffects(effects), context, choosers));
        page.await(
                "the settings are read", () -> !page.node().lookupAll(".directory-line").isEmpty());
        return page;
    }
}
