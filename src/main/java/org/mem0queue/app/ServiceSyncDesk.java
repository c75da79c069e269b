package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.Settings;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.ui.shell.SyncDesk;

import java.net.URI;
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

    ServiceSyncDesk(QueueService service, CliEnvironment.GuiRequest request) {
        this.service = service;
        this.request = request;
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
        return new WorkerEnd.NotStarted("not yet");
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
