package org.mem0queue.service.demo;

import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Deadlines;
import org.mem0queue.mem0.Inference;
import org.mem0queue.mem0.TextLimit;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** This program: agents save through the service, and its worker sends all the time. */
final class OurWay implements Way {
    /** In life's time; this and the next. */
    private static final Duration DOUBT_WAIT = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** Not made shorter, since the API's own work is not. */
    private static final Duration READ = Duration.ofSeconds(2);

    private static final int UPLOADS_AT_A_TIME = 4;

    /** Until nothing moves, at most; here, not in life. */
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final QueueService service;
    private final SimulatedTime time;
    private final SyncStop stop = new SyncStop();
    private final Thread worker;

    OurWay(Path directory, URI api, SimulatedTime time, Surroundings surroundings) {
        this.time = time;
        SyncSettings sending =
                new SyncSettings(
                        new ClientSetup(
                                api,
                                null,
                                Inference.VERBATIM,
                                TextLimit.USUAL,
                                new Deadlines(READ, READ, time.pace().patience())),
                        null,
                        UPLOADS_AT_A_TIME,
                        time.pace().here(INTERVAL),
                        false,
                        time.pace().here(DOUBT_WAIT));
        this.service =
                new QueueService(
                        new ServiceSetup(
                                directory,
                                ServiceSetup.Duty.MANAGE,
                                thresholds(directory, surroundings),
                                api.toString(),
                                () -> sending,
                                null,
                                surroundings.machine(),
                                surroundings.processes(),
                                surroundings.clock(),
                                Disk.real()));
        this.worker = Thread.ofPlatform().daemon().name("demo-worker").start(this::work);
    }

    /** As they are before anybody sets them. */
    private static Thresholds thresholds(Path directory, Surroundings surroundings) {
        SettingsFile none =
                new SettingsFile(directory.resolve("no-settings"), surroundings.clock());
        return SettingValues.of(none.read(), Map.of(), Map.of()).settings().thresholds();
    }

    private void work() {
        try {
            service.sync().work(stop, result -> {}, progress -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Told save(String project, String text) {
        NewMemory memory = new NewMemory(null, project, text, null, "demo");
        return service.save(List.of(memory)) instanceof SaveResult.Accepted
                ? Told.SAVED
                : Told.REFUSED;
    }

    @Override
    public long waiting() {
        Counts counts = service.look().counts();
        return counts.toSend() + counts.inFlight() + counts.inDoubt();
    }

    @Override
    public void finishRuns() {
        // The worker goes on.
    }

    @Override
    public void settle() throws InterruptedException {
        long started = System.nanoTime();
        while (waiting() > 0
                && System.nanoTime() - started < LONGEST_SETTLING.toNanos()
                && worker.isAlive()) {
            if (!time.passHere(LOOK_EVERY)) {
                return;
            }
        }
        endWorker();
    }

    private void endWorker() throws InterruptedException {
        stop.stop(time.stopped() ? Duration.ZERO : READ);
        worker.join();
    }

    @Override
    public Whereabouts whereabouts() {
        QueueSnapshot snapshot = service.look();
        Set<String> waiting = new HashSet<>();
        for (MemoryState state :
                List.of(
                        MemoryState.SPOOLED,
                        MemoryState.PENDING,
                        MemoryState.HELD,
                        MemoryState.IN_FLIGHT,
                        MemoryState.IN_DOUBT)) {
            waiting.addAll(texts(snapshot, state));
        }
        return new Whereabouts(waiting, texts(snapshot, MemoryState.FAILED));
    }

    private static Set<String> texts(QueueSnapshot snapshot, MemoryState state) {
        Set<String> texts = new HashSet<>();
        for (Memory memory : snapshot.in(state)) {
            String text = memory.detail().content();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            endWorker();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.close();
        }
    }
}
