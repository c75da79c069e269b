package org.mem0queue.service.demo;

import org.mem0queue.platform.UserFolders;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A queue directory that is alive, to be looked at and acted on like a real one: agents save every
 * few seconds, most in the manner of the Python programs and every third through this one; a Python
 * worker sends some memories now and then and holds the lock meanwhile, so that agents are refused
 * and what they wanted to save is lost; the API has bad days. It runs as fast as life until it is
 * closed.
 *
 * <p>Everything lies in one scratch folder, which is removed at the end, and on 127.0.0.1: the
 * queue, and in the place of the person's own folders such that hold the demo's settings and
 * history. Whoever works on the directory ends that first, then closes this.
 */
public final class LiveDemo implements AutoCloseable {
    /** A third of the saves goes through us; the outage comes soon enough to be seen. */
    private static final int OURS_EVERY = 3;

    static final DemoPace PACE =
            new DemoPace(
                    1, 4, Integer.MAX_VALUE, Duration.ofSeconds(10), 8, Duration.ofSeconds(25));

    /** About 15 s of lock: three times what an agent waits. */
    private static final int MOST_IN_A_RUN = 7;

    private static final int REMOVALS = 3;
    private static final Duration FIRST_RUN = Duration.ofSeconds(8);
    private static final Logger LOG = Logger.getLogger(LiveDemo.class.getName());

    private final ScratchFolder scratch;
    private final UserFolders folders;
    private final Path directory;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final SimulatedTime time;
    private final ApiWithBadDays api;
    private final PythonWay python;
    private final QueueService ours;
    private final AtomicInteger saves = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread life;
    private final Thread first;
    private final Thread onExit;

    /**
     * Makes the folder and begins to live in it.
     *
     * @param seed the same makes the same agents and the same weather
     * @throws IOException if there is no room for temporary files, or no port on 127.0.0.1
     */
    public static LiveDemo start(Surroundings surroundings, long seed) throws IOException {
        return start(surroundings, seed, PACE);
    }

    static LiveDemo start(Surroundings surroundings, long seed, DemoPace pace) throws IOException {
        ScratchFolder scratch = ScratchFolder.make();
        try {
            return new LiveDemo(scratch, surroundings, seed, pace);
        } catch (IOException | RuntimeException e) {
            scratch.remove();
            throw e;
        }
    }

    private LiveDemo(ScratchFolder scratch, Surroundings surroundings, long seed, DemoPace pace)
            throws IOException {
        this.scratch = scratch;
        this.time = new SimulatedTime(pace, stopped);
        Path root = scratch.path();
        directory = Files.createDirectory(root.resolve("queue"));
        folders =
                new UserFolders(
                        root,
                        root.resolve("config"),
                        root.resolve("state"),
                        root.resolve("cache"),
                        root.resolve("run"));
        Set<String> rejected =
                new DemoBeginning(
                                directory,
                                seed,
                                surroundings.clock().instant(),
                                surroundings.machine())
                        .write();
        time.begin();
        api =
                new ApiWithBadDays(
                        root.resolve("api"),
                        surroundings.clock(),
                        new Weather(seed, time, rejected),
                        time);
        SettingsFile settings = new SettingsFile(folders.config(), surroundings.clock());
        choose(settings);
        ours = new QueueService(saving(settings, surroundings));
        python =
                new PythonWay(
                        directory,
                        api.address(),
                        time,
                        surroundings.clock(),
                        new WorkerLog(DemoBeginning.log(directory)),
                        MOST_IN_A_RUN);
        Agents agents = new Agents(time, number -> new AgentScript(seed, number, pace.pause()));
        first = Thread.ofPlatform().daemon().name("demo-first-run").start(this::runFirst);
        life = Thread.ofPlatform().daemon().name("demo-life").start(() -> live(agents));
        onExit = new Thread(this::end, "end-demo");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Managed, with the API of the demo, and with doubts that a person lives to see settled. */
    private void choose(SettingsFile settings) throws IOException {
        Map<SettingKey<?>, String> values =
                Map.of(
                        SettingKey.QUEUE_DIRECTORY, directory.toString(),
                        SettingKey.API_URL, api.address().toString(),
                        SettingKey.API_TIMEOUT, "10 s",
                        SettingKey.SYNC_CONCURRENCY, "4",
                        SettingKey.SYNC_INTERVAL, "10 s",
                        SettingKey.IN_DOUBT_WAIT, "15 s");
        for (Map.Entry<SettingKey<?>, String> value : values.entrySet()) {
            require(settings.set(value.getKey(), value.getValue(), null));
        }
        require(settings.set(SettingKey.MODE, "manage", directory));
    }

    private static void require(SettingsWrite written) throws IOException {
        switch (written) {
            case SettingsWrite.Written ignored -> {}
            case SettingsWrite.Invalid wrong -> throw new IOException(wrong.sentence());
            case SettingsWrite.NotWritten(var problem) -> throw new IOException(problem.sentence());
        }
    }

    /** For saves only: whoever shows the demo has a service of its own. */
    private ServiceSetup saving(SettingsFile settings, Surroundings surroundings) {
        return new ServiceSetup(
                directory,
                true,
                SettingValues.of(settings.read(), Map.of(), Map.of())
                        .in(directory)
                        .settings()
                        .thresholds(),
                null,
                null,
                surroundings.machine(),
                surroundings.processes(),
                surroundings.clock(),
                Disk.real());
    }

    private void runFirst() {
        try {
            if (time.pass(FIRST_RUN)) {
                python.startWorker();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(Agents agents) {
        try {
            agents.run(this::save);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "The agents of the demo ended early", e.getCause());
        }
    }

    private Saving.Told save(String project, String text) throws InterruptedException {
        if (saves.incrementAndGet() % OURS_EVERY != 0) {
            return python.save(project, text);
        }
        return ours.save(List.of(new NewMemory(null, project, text, null, "demo")))
                        instanceof SaveResult.Accepted
                ? Saving.Told.SAVED
                : Saving.Told.REFUSED;
    }

    /** The queue directory. */
    public Path directory() {
        return directory;
    }

    /** Where the demo's API listens. */
    public URI apiUrl() {
        return api.address();
    }

    /** In the place of the person's own: settings, history, sockets. */
    public UserFolders folders() {
        return folders;
    }

    /** Ends everything within a second or two and removes the folder. Not on the JavaFX thread. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException exiting) {
            // then it is what ends this
        }
    }

    private void end() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        time.stop();
        try {
            first.join();
            life.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        python.close();
        ours.close();
        api.close();
        removeFolder();
    }

    /** More than once: whoever is ended together with us may write something last. */
    private void removeFolder() {
        for (int attempt = 1; attempt <= REMOVALS; attempt++) {
            try {
                scratch.remove();
                return;
            } catch (IOException e) {
                // At the latest the system clears its temporary files.
                LOG.log(Level.FINE, "The folder of the demo is still in use", e);
            }
        }
    }
}
