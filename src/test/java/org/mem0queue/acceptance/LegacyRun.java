package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/**
 * One row of the measurements of the Python programs: so many memories wait, the API takes so long
 * for each, and while a worker sends them, sessions save. Here the worker is ours.
 *
 * @param latency of the API, in seconds
 * @param pause of a session between its saves, in seconds
 */
record LegacyRun(
        String name,
        int preloaded,
        double latency,
        int saves,
        int sessions,
        double pause,
        Trouble trouble) {

    /** What else is wrong in that row, until the last save is done. */
    enum Trouble {
        NONE,
        /** 20 % of the uploads fail. */
        SOME_FAIL,
        /** The API answers 500 to all. */
        ALL_FAIL,
        /** 30 % of the replies are dropped after storing. */
        REPLIES_DROPPED
    }

    /** Who saves. */
    enum Savers {
        /** Processes of ours; more than a few of them are services in this JVM. */
        OURS,
        /** The Python server's way, which gives up on the lock after 5 s. */
        PYTHON
    }

    static final List<LegacyRun> ALL =
            List.of(
                    new LegacyRun("incident", 60, 2, 20, 1, 0, Trouble.NONE),
                    new LegacyRun("a01", 50, 0.3, 20, 1, 0, Trouble.NONE),
                    new LegacyRun("a02", 50, 0.3, 20, 4, 0, Trouble.NONE),
                    new LegacyRun("a03", 50, 0.3, 20, 20, 0, Trouble.NONE),
                    new LegacyRun("a04", 50, 0.3, 20, 4, 1, Trouble.NONE),
                    new LegacyRun("a05", 50, 0.3, 20, 1, 1, Trouble.NONE),
                    new LegacyRun("a06", 50, 0.3, 20, 4, 0, Trouble.NONE),
                    new LegacyRun("a07", 50, 0.3, 20, 4, 0, Trouble.SOME_FAIL),
                    new LegacyRun("a08", 20, 0.01, 20, 4, 0, Trouble.ALL_FAIL),
                    new LegacyRun("a09", 40, 2, 20, 4, 1, Trouble.NONE),
                    new LegacyRun("a10", 20, 0.05, 20, 1, 0, Trouble.REPLIES_DROPPED),
                    new LegacyRun("a11", 100, 0.3, 50, 50, 0, Trouble.NONE),
                    new LegacyRun("b01", 50, 0.3, 20, 1, 0, Trouble.NONE),
                    new LegacyRun("b02", 50, 0.3, 20, 4, 0, Trouble.NONE),
                    new LegacyRun("b03", 50, 0.3, 20, 20, 0, Trouble.NONE),
                    new LegacyRun("b04", 200, 0.3, 20, 4, 0, Trouble.NONE),
                    new LegacyRun("b05", 50, 0.8, 20, 1, 0, Trouble.NONE),
                    new LegacyRun("b06", 50, 0.8, 20, 20, 0, Trouble.NONE),
                    new LegacyRun("b07", 40, 2, 20, 4, 1, Trouble.NONE),
                    new LegacyRun("b08", 40, 2, 20, 4, 1, Trouble.NONE),
                    new LegacyRun("b09", 20, 0.05, 20, 1, 0, Trouble.REPLIES_DROPPED));

    /** More sessions than this are services in this JVM instead of processes. */
    private static final int PROCESSES = 4;

    private static final double SLOWEST_SAVE = 1;

    /**
     * Of the lock, in seconds, as another process sees it: half of them have to be within that. In
     * the long tests, which want a quiet machine, the longest has to be within it too, and what its
     * durable writes take on this disk now. Every build may have others beside it, for whom a
     * holder loses its core: there the longest only has to be far from what makes Python give up.
     */
    private static final double HOLD = 0.1;

    private static final double HOLD_BESIDE_BUILDS = 2;
    private static final int WRITES_IN_A_HOLD = 8;
    private static final boolean QUIET = Boolean.getBoolean("mem0queue.torture");

    private static final Duration SOON = Duration.ofSeconds(60);

    /** What the sessions got: whole seconds of each save, and the texts that were accepted. */
    private record Sessions(List<Double> seconds, List<String> texts, List<String> refusals) {
        Sessions() {
            this(
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()));
        }
    }

    /**
     * Plays it; fails if anything is lost, stranded, told wrong, doubled or slow.
     *
     * @param scale what all times are divided by
     */
    void play(Path folder, Savers savers, int scale, RandomGenerator random) {
        Duration each = Duration.ofNanos((long) (latency / scale * 1e9));
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            scene.set("api.timeout", Math.max(2, 3 * each.toSeconds()) + " s");
            List<String> texts =
                    new ArrayList<>(
                            SyncScene.texts(scene.preload(preloaded, "preloaded", "preloaded")));
            scene.api().latency(each).weather((number, content) -> day(random));
            Sessions sessions = new Sessions();
            List<LockProber.Hold> holds;
            double noise;
            long pid;
            try (Streams streams = new Streams(scene, savers, sessions);
                    DiskNoise disk = DiskNoise.on(folder);
                    LockProber prober = LockProber.start(scene.scratch());
                    RunningProcess worker = scene.program().start("worker")) {
                Await.until("the first upload", SOON, () -> !scene.api().adds().isEmpty());
                save(scene, streams, savers, scale, sessions);
                scene.api().weather((number, content) -> StubDay.GOOD);
                Await.until(
                        this + " is sent and committed",
                        Duration.ofSeconds(60 + (preloaded + saves) * each.toMillis() / 900),
                        () -> isDone(scene, texts.size() + sessions.texts().size()));
                worker.signal("TERM");
                assertThat(worker.outcome(SOON).exitCode()).isEqualTo(143);
                holds = prober.holds();
                noise = disk.slowest();
                pid = worker.pid();
            }
            texts.addAll(sessions.texts());
            check(scene, texts, sessions, holds, noise, pid);
        }
    }

    private boolean isDone(SyncScene scene, int number) {
        return scene.api().texts().size() >= number
                && scene.scratch().queueIds().isEmpty()
                && scene.inFlight().isEmpty();
    }

    private StubDay day(RandomGenerator random) {
        double chance;
        synchronized (random) {
            chance = random.nextDouble();
        }
        return switch (trouble) {
            case NONE -> StubDay.GOOD;
            case SOME_FAIL -> chance < 0.2 ? StubDay.BROKEN : StubDay.GOOD;
            case ALL_FAIL -> StubDay.BROKEN;
            case REPLIES_DROPPED -> chance < 0.3 ? StubDay.SILENT_AFTER_STORING : StubDay.GOOD;
        };
    }

    /**
     * Sessions that are processes of ours. They run before the worker does, as an agent's server
     * does: JVMs that start would only measure themselves.
     */
    private final class Streams implements AutoCloseable {
        private final List<SavingStream> all = new ArrayList<>();

        Streams(SyncScene scene, Savers savers, Sessions into) {
            for (int i = 0; i < sessions && savers == Savers.OURS && sessions <= PROCESSES; i++) {
                String project = project(i);
                SavingStream stream = SavingStream.start(scene.program(), project);
                all.add(stream);
                // Begins with one that is not measured: it waits for the JVM to start.
                stream.save();
                into.texts().add("text 1 of " + project);
            }
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        SavingStream of(int session) {
            return all.get(session);
        }

        @Override
        public void close() {
            all.forEach(SavingStream::close);
        }
    }

    private static String project(int session) {
        return "session-" + session;
    }

    private void save(SyncScene scene, Streams streams, Savers savers, int scale, Sessions into) {
        CountDownLatch ready = new CountDownLatch(sessions);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < sessions; i++) {
            int number = i;
            int many = saves / sessions;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            session(
                                                    scene, streams, savers, scale, number, many,
                                                    ready, into);
                                        } catch (Throwable e) {
                                            failures.add(e);
                                        }
                                    }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(failures).as("%s", this).isEmpty();
    }

    private void session(
            SyncScene scene,
            Streams streams,
            Savers savers,
            int scale,
            int number,
            int many,
            CountDownLatch ready,
            Sessions into)
            throws InterruptedException, IOException {
        Duration between = Duration.ofNanos((long) (pause / scale * 1e9));
        String project = project(number);
        if (savers == Savers.PYTHON) {
            try (RunningProcess python =
                    Python.start(
                            "marked_saver.py",
                            scene.scratch().path(),
                            many,
                            project,
                            project,
                            5,
                            pause / scale)) {
                for (SyncScene.Saved saved :
                        SyncScene.saved(python.outcome(Duration.ofMinutes(5)).done().out())) {
                    into.seconds().add(saved.seconds());
                    (saved.refused() ? into.refusals() : into.texts()).add(saved.content());
                }
            }
            return;
        }
        if (!streams.isEmpty()) {
            SavingStream stream = streams.of(number);
            ready.countDown();
            ready.await();
            for (int n = 2; n <= many; n++) {
                long began = System.nanoTime();
                stream.save();
                into.seconds().add((System.nanoTime() - began) / 1e9);
                into.texts().add("text " + n + " of " + project);
                Await.pass(between);
            }
            stream.end().done();
            return;
        }
        try (QueueService service = InProcess.service(scene.scratch().path())) {
            ready.countDown();
            ready.await();
            for (int n = 1; n <= many; n++) {
                String text = "text " + n + " of " + project;
                long began = System.nanoTime();
                SaveResult result =
                        service.save(List.of(new NewMemory(null, project, text, null, "test")));
                into.seconds().add((System.nanoTime() - began) / 1e9);
                (result instanceof SaveResult.Accepted ? into.texts() : into.refusals()).add(text);
            }
        }
    }

    private void check(
            SyncScene scene,
            List<String> texts,
            Sessions sessions,
            List<LockProber.Hold> holds,
            double noise,
            long worker) {
        assertThat(sessions.refusals()).as("%s: refused", this).isEmpty();
        assertThat(texts).hasSize(preloaded + saves);
        assertThat(scene.api().texts())
                .as("%s: lost, or stored twice", this)
                .containsExactlyInAnyOrderElementsOf(texts);
        assertThat(scene.scratch().spooledIds()).as("%s: stranded", this).isEmpty();
        assertThat(scene.scratch().path().resolve("mem0_emergency.json")).doesNotExist();
        var seen = scene.scratch().asPythonSeesIt();
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("stats").path("total_queued").asInt()).isEqualTo(texts.size());
        assertThat(seen.path("stats").path("total_synced").asInt()).isEqualTo(texts.size());
        double slowest = sessions.seconds().isEmpty() ? 0 : Collections.max(sessions.seconds());
        double longest = holds.isEmpty() ? 0 : holds.getLast().seconds();
        double median = holds.isEmpty() ? 0 : holds.get(holds.size() / 2).seconds();
        boolean byWorker = !holds.isEmpty() && holds.getLast().pid() == worker;
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s: slowest save %.3f s; %d holds of the lock seen, median %.3f s, longest"
                                + " %.3f s by the %s; slowest write of the disk %.3f s",
                        this,
                        slowest,
                        holds.size(),
                        median,
                        longest,
                        byWorker ? "worker" : "sessions",
                        noise));
        assertThat(slowest).as("%s: slowest save", this).isLessThan(SLOWEST_SAVE);
        assertThat(median).as("%s: holds of the lock", this).isLessThan(HOLD);
        assertThat(longest)
                .as("%s: longest hold of the lock", this)
                .isLessThan(QUIET ? HOLD + WRITES_IN_A_HOLD * noise : HOLD_BESIDE_BUILDS);
    }

    @Override
    public String toString() {
        return name;
    }
}
