package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.service.PersonsWorker;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.Settings;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.ui.shell.SyncDesk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Sending as the service does it. */
final class ServiceSyncDesk implements SyncDesk {
    private static final String ACTOR = "window";

    /** Longer than any write of ours, shorter than a person's patience. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    /** What the API accepts and stores later is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QueueService service;
    private final CliEnvironment.GuiRequest request;
    private final Path home;

    ServiceSyncDesk(QueueService service, CliEnvironment.GuiRequest request, Path home) {
        this.service = service;
        this.request = request;
        this.home = home;
    }

    @Override
    public Means means() {
        Settings settings = request.values(service.directory()).settings();
        URI api = settings.apiUrl();
        return new Means(api == null ? null : api.toString(), settings.workerCommand());
    }

    @Override
    public SyncResult sync(SyncStop stop, Consumer<SyncProgress> progress)
            throws InterruptedException {
        return service.sync().sync(LOCK_WAIT, PATIENCE, stop, progress);
    }

    @Override
    public @Nullable String keepSending(
            SyncStop stop, Consumer<SyncResult> told, Consumer<SyncProgress> progress)
            throws InterruptedException {
        return service.sync().work(stop, told, progress);
    }

    @Override
    public WorkerEnd runWorker() throws InterruptedException {
        String forbidden = service.sync().personsWorker().forbidden();
        if (forbidden != null) {
            return new WorkerEnd.NotStarted(forbidden);
        }
        String command = means().worker();
        if (command == null) {
            return new WorkerEnd.NotStarted(
                    "No worker is configured. Name yours in the settings, under worker.command.");
        }
        try (PersonsWorker.Permit permit = service.sync().personsWorker().permit(command, home)) {
            String obstacle = permit.obstacle();
            if (obstacle != null) {
                return new WorkerEnd.NotStarted(obstacle);
            }
            return new WorkerEnd.Ended(service.sync().personsWorker().runIntoLog(command));
        } catch (IOException e) {
            return new WorkerEnd.NotStarted(
                    "The worker could not be started: " + e.getMessage() + ".");
        }
    }

    @Override
    public @Nullable String pause() {
        return service.sync().pause(ACTOR);
    }

    @Override
    public @Nullable String resume() {
        return service.sync().resume(ACTOR);
    }
}
