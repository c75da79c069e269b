package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * R2: four of our savers, two flushes after each other all the time, our worker with an API on a
 * bad day, and the Python workers work on one queue while one after the other of them is killed
 * with signal 9 at a random moment.
 */
class RandomKillTest {
    /** Kills between two looks at everything. */
    private static final int KILLS_PER_LOOK = 30;

    @TempDir Path folder;

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger births = new AtomicInteger();
    private SyncScene scene;
    private ScratchQueue scratch;
    private Path uploads;
    private Seed seed;
    private Random random;

    @BeforeEach
    void prepare() {
        Needs.linux();
        Needs.tool("python3");
        seed = Seed.print("random kills");
        random = seed.random();
        scene = SyncScene.in(folder, StubApi.Kind.OSS);
        scene.api().weather((number, content) -> day(number));
        scratch = scene.scratch();
        scratch.writeExample();
        uploads = folder.resolve("uploads");
        acknowledged.addAll(scratch.queueIds());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /** One in ten each. */
    private StubDay day(int number) {
        return switch (new Random(31 * seed.number() + number).nextInt(10)) {
            case 0 -> StubDay.SILENT_AFTER_STORING;
            case 1 -> StubDay.BROKEN;
            case 2 -> StubDay.CUT;
            default -> StubDay.GOOD;
        };
    }

    @Test
    void aDozenRandomKills() {
        rounds(12);
    }

    @Test
    @Tag("torture")
    void fiveHundredRandomKills() {
        rounds(500);
        assertThat(scene.api().stored()).as("our worker had its share").isNotEmpty();
    }

    private void rounds(int kills) {
        for (int done = 0; done < kills; done += KILLS_PER_LOOK) {
            someKills(Math.min(KILLS_PER_LOOK, kills - done));
            nothingIsLost();
        }
        System.out.println(
                kills
                        + " kills, "
                        + acknowledged.size()
                        + " memories acknowledged, none lost, "
                        + scene.api().stored().size()
                        + " stored once by our worker");
    }

    private void someKills(int kills) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String project = "stream-" + i + "-";
            actors.add(
                    new Actor(
                            () ->
                                    new Saver(
                                            SavingStream.start(
                                                    scratch.program(),
                                                    // no text twice: it would be stored already
                                                    project + births.incrementAndGet()))));
        }
        for (int i = 0; i < 2; i++) {
            actors.add(
                    new Actor(() -> new Ending(scratch.program().start("flush", "--wait", "5"))));
        }
        actors.add(new Actor(() -> new Ending(scratch.program().start("worker"))));
        actors.add(new Actor(() -> new Ending(worker("a"))));
        actors.add(new Actor(() -> new Ending(worker("b"))));
        try {
            for (int i = 0; i < kills; i++) {
                Await.pass(Duration.ofMillis(random.nextInt(1200)));
                actors.get(random.nextInt(actors.size())).kill();
            }
        } finally {
            actors.forEach(Actor::stop);
        }
    }

    private RunningProcess worker(String manner) {
        return Python.start(
                "legacy_worker.py",
                scratch.path(),
                manner,
                uploads,
                0.003,
                0.3,
                random.nextInt(1000),
                20);
    }

    private void nothingIsLost() {
        scratch.close(); // what waits for the lock on behalf of the killed ones
        InProcess.flush(scratch.path());
        List<String> queued = scratch.queueIds();
        assertThat(queued).as("%s: each once", seed).doesNotHaveDuplicates();
        assertThat(scratch.spooledIds()).as("%s", seed).isEmpty();
        List<String> stored = scene.api().stored().stream().map(StubApi.Stored::ourId).toList();
        assertThat(stored).as("%s: each stored once by ours", seed).doesNotHaveDuplicates();
        Set<String> somewhere = new HashSet<>(queued);
        somewhere.addAll(stored);
        somewhere.addAll(ScratchQueue.ids(scratch.queue().path("in_flight")));
        somewhere.addAll(ScratchQueue.ids(scratch.queue().path("failed")));
        somewhere.addAll(deadLetters());
        somewhere.addAll(uploaded());
        assertThat(acknowledged)
                .as("%s: nothing acknowledged is lost", seed)
                .allMatch(somewhere::contains);
        scratch.asPythonSeesIt();
    }

    private Set<String> uploaded() {
        try {
            return Files.exists(uploads) ? new HashSet<>(Files.readAllLines(uploads)) : Set.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> deadLetters() {
        try {
            Path file = scratch.path().resolve("mem0_queue_dlq.json");
            return ScratchQueue.ids(Outcome.JSON.readTree(Files.readAllBytes(file)).path("items"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What one process does until it ends or is killed. */
    private interface Life {
        RunningProcess process();

        void live(AtomicBoolean stopping);
    }

    private final class Saver implements Life {
        private final SavingStream stream;

        Saver(SavingStream stream) {
            this.stream = stream;
        }

        @Override
        public RunningProcess process() {
            return stream.process();
        }

        @Override
        public void live(AtomicBoolean stopping) {
            String id = stream.trySave();
            while (id != null) {
                acknowledged.add(id);
                if (stopping.get() || ThreadLocalRandom.current().nextInt(60) == 0) {
                    stream.end(); // and merges, or leaves it to another
                    return;
                }
                Await.pass(Duration.ofMillis(ThreadLocalRandom.current().nextInt(80)));
                id = stream.trySave();
            }
        }
    }

    private record Ending(RunningProcess process) implements Life {
        @Override
        public void live(AtomicBoolean stopping) {
            process.endInput().outcome(Duration.ofMinutes(2));
        }
    }

    /** Starts the same kind of process again and again, however the last one ended. */
    private static final class Actor {
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final AtomicReference<Life> now = new AtomicReference<>();
        private final Thread thread;

        Actor(Supplier<Life> birth) {
            thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        while (!stopping.get()) {
                                            Life life = birth.get();
                                            now.set(life);
                                            life.live(stopping);
                                            life.process().close();
                                        }
                                    });
        }

        void kill() {
            Life life = now.get();
            if (life != null) {
                RunningProcess.signal(life.process().pid(), "KILL");
            }
        }

        /** Lets savers end; whatever else still runs is killed. */
        void stop() {
            stopping.set(true);
            Life life = now.get();
            if (life instanceof Ending) {
                kill();
            }
            try {
                thread.join(Duration.ofMinutes(2));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).as("the process ended").isFalse();
        }
    }
}
