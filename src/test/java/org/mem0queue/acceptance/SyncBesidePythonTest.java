package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Python's workers, which hold the lock for a whole run and write back the copy they loaded, and
 * our worker send from one directory to one API while ours and Python's savers save: nothing is
 * lost, and nothing is sent by both. Our worker is killed with signal 9 at random moments.
 */
class SyncBesidePythonTest {
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(90);

    /** A worker that was killed every few seconds for minutes has thousands left. */
    private static final Duration EACH = Duration.ofMillis(100);

    @TempDir Path folder;

    private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> troubles = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();
    private Random random;
    private SyncScene scene;
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger killsAtUploads = new AtomicInteger();
    private volatile RunningProcess current;

    @BeforeEach
    void prepare() {
        Needs.linux();
        Needs.tool("python3");
        random = Seed.print("our worker beside Python's").random();
    }

    @AfterEach
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void whereTheServerKnowsOurIds() {
        together(StubApi.Kind.OSS, SHORT, false);
        storedOnceAndCounted();
    }

    @Test
    @Tag("torture")
    void forALongTimeWhereOnlyTheTextTells() {
        together(StubApi.Kind.WRAPPER, LONG, false);
        storedOnceAndCounted();
    }

    @Test
    void whereNobodyCanTell() {
        together(StubApi.Kind.WRAPPER, SHORT, true);
        storedOrInDoubt();
    }

    @Test
    @Tag("torture")
    void forALongTimeWhereTheServerKnowsOurIds() {
        together(StubApi.Kind.OSS, LONG, false);
        storedOnceAndCounted();
    }

    @Test
    @Tag("torture")
    void forALongTimeWhereNobodyCanTell() {
        together(StubApi.Kind.WRAPPER, LONG, true);
        storedOrInDoubt();
    }

    private void together(StubApi.Kind kind, Duration time, boolean rewording) {
        scene = SyncScene.in(folder, kind);
        scene.api().latency(Duration.ofMillis(15)).weather((number, content) -> killNow(content));
        if (rewording) {
            scene.api().rewording();
        }
        accepted.addAll(SyncScene.texts(scene.preload(20, "preloaded", "a", "b", "c")));
        List<Thread> threads = new ArrayList<>();
        threads.add(start(() -> ourSaver("x")));
        threads.add(start(() -> ourSaver("y")));
        threads.add(start(this::pythonSaver));
        threads.add(start(this::pythonWorkers));
        killingOurWorker(System.nanoTime() + time.toNanos());
        try {
            for (Thread thread : threads) {
                assertThat(thread.join(SOON)).isTrue();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(troubles).isEmpty();
        scene.here("flush", "--wait", "30").done();
    }

    /** Now and then our worker dies while something of ours is stored: before it is answered. */
    private StubDay killNow(String content) {
        RunningProcess worker = current;
        if (worker != null && content.hashCode() % 12 == 0 && !content.startsWith("Python")) {
            worker.signal("KILL");
            killsAtUploads.incrementAndGet();
        }
        return StubDay.GOOD;
    }

    private interface Activity {
        void run() throws Exception;
    }

    private Thread start(Activity activity) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                activity.run();
                            } catch (Exception | AssertionError e) {
                                troubles.add(e);
                            }
                        });
    }

    private void ourSaver(String project) {
        try (QueueService service = InProcess.service(scene.scratch().path())) {
            for (int i = 0; !over.get(); i++) {
                String text = "ours: number " + i + " of " + project;
                SaveResult result =
                        service.save(List.of(new NewMemory(null, project, text, null, "test")));
                assertThat(result).isInstanceOf(SaveResult.Accepted.class);
                accepted.add(text);
                Await.pass(Duration.ofMillis(60));
            }
        }
    }

    /** Refused saves are Python's own loss. */
    private void pythonSaver() {
        for (int run = 0; !over.get(); run++) {
            Outcome outcome =
                    Python.run(
                            "marked_saver.py",
                            scene.scratch().path(),
                            5,
                            "Python run " + run,
                            "x,z",
                            5,
                            0.15);
            SyncScene.saved(outcome.out()).stream()
                    .filter(saved -> !saved.refused())
                    .forEach(saved -> accepted.add(saved.content()));
        }
    }

    private void pythonWorkers() {
        StandInWorker workers =
                new StandInWorker(scene.scratch(), folder.resolve("python"))
                        .sendingTo(scene.api().address());
        for (int run = 0; !over.get(); run++) {
            StandInWorker.Manner manner =
                    run % 2 == 0 ? StandInWorker.Manner.A : StandInWorker.Manner.B;
            workers.runToItsEnd(new StandInWorker.Run(manner, 1, 0.005, 2, 0, false), run);
        }
    }

    /** Starts it again and again; the last one ends in peace. */
    private void killingOurWorker(long end) {
        while (System.nanoTime() - end < 0) {
            try (RunningProcess worker = scene.program().start("worker", "--quiet")) {
                current = worker;
                long at =
                        System.nanoTime() + Duration.ofMillis(700 + random.nextInt(3000)).toNanos();
                Await.until(
                        "its end comes",
                        SOON,
                        () -> !worker.alive() || System.nanoTime() - at >= 0);
                if (worker.alive()) {
                    worker.signal("KILL");
                }
                assertThat(worker.outcome(SOON).exitCode()).isEqualTo(Outcome.KILLED);
                kills.incrementAndGet();
            }
        }
        current = null;
        over.set(true); // a pass goes on for as long as something comes in
        int left = scene.scratch().queueIds().size() + scene.scratch().spooledIds().size();
        System.out.println(left + " are left to send after " + kills.get() + " kills");
        try (RunningProcess worker = scene.program().start("worker", "--json")) {
            worker.nextLine(SOON.plus(EACH.multipliedBy(left)));
            worker.signal("TERM");
            assertThat(worker.outcome(SOON).exitCode()).isEqualTo(143);
        }
    }

    private void storedOnceAndCounted() {
        scene.syncUntilNothingIsLeft();
        assertThat(scene.api().texts()).containsExactlyInAnyOrderElementsOf(accepted);
        countsAreTrue(accepted.size(), 0);
    }

    private void storedOrInDoubt() {
        Await.until(
                "all is sent, or in doubt for good",
                SOON,
                () -> {
                    JsonNode report = scene.here("sync", "--json").json();
                    return report.path("left").asInt(-1) == scene.inDoubt().size();
                });
        assertThat(scene.api().texts()).doesNotHaveDuplicates().isSubsetOf(accepted);
        Set<String> somewhere = new HashSet<>(scene.api().texts());
        List<String> doubtful = new ArrayList<>();
        scene.scratch()
                .queue()
                .path("in_flight")
                .forEach(entry -> doubtful.add(entry.path("content").asText()));
        somewhere.addAll(doubtful);
        assertThat(somewhere).containsExactlyInAnyOrderElementsOf(new HashSet<>(accepted));
        countsAreTrue(accepted.size() - doubtful.size(), doubtful.size());
        assertThat(scene.inDoubt()).hasSameSizeAs(doubtful);
        scene.here("resolve", "--all", "--sent", "--yes").done();
        scene.syncUntilNothingIsLeft();
        countsAreTrue(accepted.size(), 0);
    }

    private void countsAreTrue(int synced, int inDoubt) {
        JsonNode stats = scene.scratch().asPythonSeesIt().path("stats");
        assertThat(stats.path("total_queued").asInt()).isEqualTo(accepted.size());
        assertThat(stats.path("total_synced").asInt()).isEqualTo(synced);
        JsonNode counts = scene.counts();
        assertThat(counts.path("in_doubt").asInt()).isEqualTo(inDoubt);
        for (String none : List.of("pending", "spooled", "in_flight", "failed", "dead_letters")) {
            assertThat(counts.path(none).asInt()).as(none).isZero();
        }
        System.out.println(
                accepted.size()
                        + " memories, "
                        + inDoubt
                        + " in doubt, "
                        + kills
                        + " kills, of them during uploads "
                        + killsAtUploads
                        + ", sent "
                        + scene.api().adds().size()
                        + " times");
    }
}
