package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.MovePlanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * R17: two services that manage and watch one queue, commands as processes, the Python server's
 * saves and a worker of either manner, all writing at once. Nothing accepted is lost, nothing is
 * sent twice, and in the end the numbers add up.
 */
class TwoOfUsAndPythonTest {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int EXAMPLE_SYNCED = 10;

    @TempDir Path folder;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** A worker that starts in the moment in which they are moved may still have read them. */
    private final Set<String> wereDeadLetters = ConcurrentHashMap.newKeySet();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger acts = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();
    private ScratchQueue scratch;
    private StandInWorker worker;
    private Seed seed;
    private volatile boolean stopping;

    @BeforeEach
    void prepare() throws IOException {
        Needs.linux();
        Needs.tool("python3");
        seed = Seed.print("two of us and Python");
        Path home = Files.createDirectories(folder.resolve("home"));
        scratch = new ScratchQueue(Files.createDirectories(home.resolve(".claude")), home);
        JsonNode ids = scratch.writeExample();
        for (String state : List.of("pending", "failed", "dead_letters", "emergency")) {
            accepted.addAll(ScratchQueue.texts(ids.path(state)));
        }
        worker = new StandInWorker(scratch, folder);
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void halfAMinute() throws Exception {
        allAtOnce(Duration.ofSeconds(30));
    }

    @Test
    @Tag("torture")
    void tenMinutes() throws Exception {
        allAtOnce(Duration.ofMinutes(10));
    }

    private interface Deed {
        void once(Random random) throws Exception;
    }

    private void allAtOnce(Duration time) throws Exception {
        try (QueueService one = InProcess.service(scratch);
                QueueService other = InProcess.service(scratch)) {
            look(one); // the balance begins with the example
            try (AutoCloseable _ = one.onSnapshot(this::seen);
                    AutoCloseable _ = other.onSnapshot(this::seen)) {
                List<Thread> all = new ArrayList<>();
                all.add(again(0, random -> act(one, random)));
                all.add(again(1, random -> act(other, random)));
                all.add(again(2, this::command));
                all.add(again(3, random -> pythonSaves()));
                all.add(again(4, this::workerRuns));
                long end = System.nanoTime() + time.toNanos();
                while (System.nanoTime() < end && failure.get() == null) {
                    Await.pass(Duration.ofMillis(100));
                }
                stopping = true;
                for (Thread thread : all) {
                    assertThat(thread.join(Duration.ofMinutes(2))).as("ended").isTrue();
                }
            }
            if (failure.get() != null) {
                throw new AssertionError(seed + ": " + failure.get(), failure.get());
            }
            scratch.close(); // what waits for the lock on behalf of others
            assertThat(one.flush(WAIT)).isInstanceOf(FlushResult.Merged.class);
            Await.until("a look sees the lock free", WAIT, () -> other.look().lock().free());
            look(other);
            verify(other);
        }
        System.out.println(
                accepted.size()
                        + " memories, "
                        + acts
                        + " acts, "
                        + worker.sent().size()
                        + " uploads, "
                        + snapshots
                        + " snapshots");
    }

    private Thread again(int number, Deed deed) {
        Random random = new Random(seed.number() + number);
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                while (!stopping) {
                                    deed.once(random);
                                }
                            } catch (Throwable e) {
                                failure.compareAndSet(null, e);
                            }
                        });
    }

    private void seen(QueueSnapshot snapshot) {
        snapshots.incrementAndGet();
        if (snapshot.counts().lost().orElse(0) != 0) {
            failure.compareAndSet(null, new AssertionError("something is called lost"));
        }
    }

    private void act(QueueService service, Random random) throws InterruptedException {
        Await.pass(Duration.ofMillis(random.nextInt(60)));
        switch (random.nextInt(6)) {
            case 0 ->
                    act(
                            service,
                            ActKind.RETRY,
                            some(
                                    service,
                                    random,
                                    EnumSet.of(
                                            MemoryState.FAILED,
                                            MemoryState.DEAD_LETTER,
                                            MemoryState.EMERGENCY)),
                            MovePlanner::retry);
            case 1 ->
                    act(
                            service,
                            ActKind.DISCARD,
                            some(
                                    service,
                                    random,
                                    EnumSet.of(MemoryState.PENDING, MemoryState.FAILED)),
                            MovePlanner::discard);
            case 2 ->
                    act(
                            service,
                            ActKind.RESTORE,
                            some(service, random, EnumSet.of(MemoryState.TRASH)),
                            MovePlanner::restore);
            case 3 ->
                    act(
                            service,
                            ActKind.EDIT,
                            some(service, random, EnumSet.of(MemoryState.PENDING)),
                            memory ->
                                    MovePlanner.edit(
                                            memory, "edited", null, MovePlanner.Then.STAY));
            case 4 -> {
                var plan = service.planUndo(OptionalLong.empty()).done();
                if (plan.isPresent() && plan.get().act().isPresent()) {
                    told(service.undo(plan.get(), "test", WAIT));
                }
            }
            default -> {
                SaveResult saved =
                        service.save(List.of(new NewMemory(null, "p", "a text", null, "test")));
                assertThat(saved).isInstanceOf(SaveResult.Accepted.class);
                accepted.addAll(((SaveResult.Accepted) saved).ids());
            }
        }
    }

    private static List<Memory> some(QueueService service, Random random, Set<MemoryState> states) {
        QueueSnapshot now = service.look();
        List<Memory> found = new ArrayList<>();
        states.forEach(state -> found.addAll(now.in(state)));
        Collections.shuffle(found, random);
        return List.copyOf(found.subList(0, Math.min(found.size(), 1 + random.nextInt(3))));
    }

    private void act(
            QueueService service,
            ActKind kind,
            List<Memory> targets,
            Function<Memory, PlannedMove> plan)
            throws InterruptedException {
        told(service.act(kind, "test", "", targets, plan, WAIT));
    }

    private void told(ActReport report) {
        if (report instanceof ActReport.Done done) {
            acts.incrementAndGet();
            done.done().stream()
                    .filter(moved -> moved.from() == MemoryState.DEAD_LETTER)
                    .forEach(moved -> wereDeadLetters.add(moved.id()));
        }
    }

    private void command(Random random) {
        if (random.nextBoolean()) {
            Outcome saved = scratch.program().run("save", "--project", "p", "by a command");
            accepted.add(saved.done().savedId());
        } else {
            Outcome retry =
                    scratch.program()
                            .run("retry", "--all", "--state", "failed", "--yes", "--wait", "5");
            // 1: the worker has held the lock all the time; 3: it was quicker.
            assertThat(retry.exitCode()).as("%s", retry).isIn(0, 1, 3);
            assertThat(retry.err()).doesNotContain("Exception", "this is a bug");
        }
    }

    private void pythonSaves() {
        Python.run("legacy_saver.py", scratch.path(), 2, "trace-hub", 5)
                .out()
                .lines()
                .filter(line -> !line.equals("timeout")) // refused, and Python says so
                .forEach(accepted::add);
    }

    private void workerRuns(Random random) {
        StandInWorker.Run any = StandInWorker.Run.any(random);
        worker.runToItsEnd(
                new StandInWorker.Run(any.manner(), 0.6, any.pause(), any.cycles(), 0, any.mute()),
                random.nextInt());
        Await.pass(Duration.ofMillis(random.nextInt(500)));
    }

    /** A look that is written down. */
    private static void look(QueueService service) throws InterruptedException {
        service.act(ActKind.RETRY, "test", "", List.of(), MovePlanner::retry, Duration.ZERO);
    }

    private void verify(QueueService service) throws IOException {
        scratch.asPythonSeesIt();
        QueueSnapshot now = service.look();
        Map<String, List<String>> places = new HashMap<>();
        now.memories()
                .forEach(
                        (state, memories) ->
                                memories.forEach(m -> put(places, m.id(), state.word())));
        worker.sent().forEach(sent -> put(places, sent.id(), "sent"));
        assertThat(places.keySet())
                .as("%s: nothing lost, nothing invented", seed)
                .isEqualTo(accepted);
        places.forEach(
                (id, all) -> {
                    if (!wereDeadLetters.contains(id)) {
                        assertThat(all).as("%s: %s is in one place", seed, id).hasSize(1);
                    }
                });
        for (MemoryState state : MemoryState.values()) {
            Set<String> known =
                    service.knownIn(state, 1_000_000).done().orElseThrow().stream()
                            .map(KnownMemory::memory)
                            .map(Memory::id)
                            .filter(accepted::contains)
                            .collect(Collectors.toSet());
            switch (state) {
                case LOST -> assertThat(known).isEmpty();
                case SYNCED ->
                        assertThat(known)
                                .as("%s: called synced", seed)
                                .allMatch(id -> places.get(id).contains("sent"));
                case UNCERTAIN -> {}
                default ->
                        assertThat(known)
                                .as("%s: %s in the ledger", seed, state)
                                .isEqualTo(
                                        now.in(state).stream()
                                                .map(Memory::id)
                                                .collect(Collectors.toSet()));
            }
        }
        JsonNode status =
                SameJvm.run(scratch.program(), new byte[0], List.of("status", "--json"))
                        .done()
                        .json();
        JsonNode balance = status.path("balance");
        assertThat(balance.path("unaccounted").asLong()).as("%s", status).isZero();
        assertThat(balance.path("seen").asLong())
                .as("%s: %s", seed, status)
                .isEqualTo(EXAMPLE_SYNCED + accepted.size());
    }

    private static void put(Map<String, List<String>> places, String id, String place) {
        places.computeIfAbsent(id, any -> new ArrayList<>()).add(place);
    }
}
