package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * R1, R3 and R21 for {@code sync}: it is killed at each of its file calls in turn, or the power
 * goes there, or the server resets and the kill comes before the record; the next ones go on until
 * everything is stored, exactly once. A seeded part of it in every build, all of it under torture.
 */
class SyncFaultTest {
    /**
     * How often a call is aimed at until the kill strikes exactly it; see {@link Strace}. What a
     * sync looks up in between (processes, connections) differs from run to run, so the last kill
     * may have struck a neighbour: it is checked like any other, and counted.
     */
    private static final int ATTEMPTS = 4;

    private static final int SLICE = 1;
    private static final int JOURNAL_SLICE = 1;
    private static final int POWER_SLICE = 1;

    /** More calls than a sync of what is prepared makes on its journal. */
    private static final int MOST_JOURNAL_CALLS = 40;

    private static final List<String> MOUNT_OPTIONS =
            List.of("", "noauto_da_alloc", "data=writeback", "data=writeback,noauto_da_alloc");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger nearMisses = new AtomicInteger();
    private final AtomicInteger sentTwiceAskedFirst = new AtomicInteger();
    private Seed seed;
    private Random random;
    private ScratchQueue base;
    private List<String> texts;

    /** Memories of Python's of two projects, one of ours in the queue, one still spooled. */
    @BeforeEach
    void prepare() {
        Needs.linux();
        Needs.tool("strace", "python3");
        seed = Seed.print("faults of a sync");
        random = seed.random();
        try (SyncScene scene = SyncScene.in(folder.resolve("base"), StubApi.Kind.OSS)) {
            base = scene.scratch();
            texts = new ArrayList<>(SyncScene.texts(scene.preload(4, "prepared", "one", "two")));
            scene.here("save", "--project", "one", "of ours").done();
            InProcess.spool(base.path(), "still spooled");
            texts.addAll(List.of("of ours", "still spooled"));
        }
        try {
            String text = Files.readString(base.queueFile());
            Files.writeString(
                    base.queueFile(), text.replaceFirst("\\{", "{\n  \"zz_unknown\": [1, null],"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of what was prepared, with its settings, to be spoilt. */
    private ScratchQueue copy(Path to) {
        ScratchQueue copy = ScratchQueue.in(to);
        Shell.run("cp", "-a", base.path() + "/.", copy.path() + "/");
        Shell.run("cp", "-a", base.home() + "/.", copy.home() + "/");
        return copy;
    }

    private Path fresh() {
        return folder.resolve("run-" + runs.incrementAndGet());
    }

    private static String[] sync(StubApi api) {
        return new String[] {"sync", "--api", api.address().toString()};
    }

    /** With one thread for all uploads, whose calls are then the same in every run. */
    private static RealProgram program(ScratchQueue scratch) {
        return scratch.program()
                .jvm("-Djdk.virtualThreadScheduler.parallelism=1")
                .jvm("-Djdk.virtualThreadScheduler.maxPoolSize=1");
    }

    private List<Strace.Call> record() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            ScratchQueue scratch = copy(fresh());
            List<Strace.Call> calls = Strace.record(scratch, program(scratch), sync(api));
            assertThat(api.texts()).containsExactlyInAnyOrderElementsOf(texts);
            System.out.println("sync: " + calls.size() + " calls");
            return calls;
        }
    }

    private List<Strace.Call> some(List<Strace.Call> calls, int number) {
        List<Strace.Call> changing =
                new ArrayList<>(calls.stream().filter(Strace.Call::changes).toList());
        Collections.shuffle(changing, random);
        return changing.subList(0, number);
    }

    @Test
    void killedAtSomeCalls() {
        each(some(record(), SLICE), this::kill);
    }

    @Test
    @Tag("torture")
    void killedAtEveryCall() {
        each(record(), this::kill);
    }

    @Test
    void thePowerGoesAtSomeCalls() {
        LoopDisk.needs();
        for (Strace.Call call : some(record(), POWER_SLICE)) {
            cutAt(call, MOUNT_OPTIONS.get(random.nextInt(MOUNT_OPTIONS.size())));
        }
    }

    @Test
    @Tag("torture")
    void thePowerGoesAtEveryCall() {
        LoopDisk.needs();
        int number = 0;
        for (Strace.Call call : record().stream().filter(Strace.Call::changes).toList()) {
            cutAt(call, MOUNT_OPTIONS.get(number++ % MOUNT_OPTIONS.size()));
        }
    }

    private void kill(Strace.Call call) {
        Strace.Call aim = call;
        boolean killed = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            ScratchQueue scratch = copy(fresh());
            Path log = scratch.home().resolve("strace.log");
            try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
                Outcome outcome =
                        Strace.with(program(scratch), log, aim, "signal=KILL").run(sync(api));
                killed |= outcome.exitCode() == Outcome.KILLED;
                recover(scratch, api);
                if (killed && Strace.struck(log, scratch.path(), aim)) {
                    return;
                }
            }
            aim = Strace.aimAgain(log, scratch.path(), call, aim);
        }
        missed(call, killed);
    }

    private void missed(Strace.Call call, boolean killed) {
        if (call.changes() && !killed) {
            throw new AssertionError("never killed at " + call + ", nor anywhere");
        }
        nearMisses.incrementAndGet();
    }

    /** Before and after each line of the journal is safe: where doubts begin and end. */
    @Test
    void killedAtSomeCallsOnTheJournal() {
        for (String name : List.of("write", "fsync")) {
            for (int i = 0; i < JOURNAL_SLICE; i++) {
                assertThat(killedAtJournal(name, 1 + random.nextInt(2 * texts.size())))
                        .as("%s: killed", seed)
                        .isTrue();
            }
        }
    }

    @Test
    @Tag("torture")
    void killedAtEveryCallOnTheJournal() {
        for (String name : List.of("openat", "write", "fsync", "close", "unlink")) {
            int number = 1;
            while (killedAtJournal(name, number)) {
                assertThat(++number).isLessThan(MOST_JOURNAL_CALLS);
            }
            assertThat(number).as("there are calls of " + name).isGreaterThan(1);
            System.out.println("killed at " + (number - 1) + " of " + name + " on the journal");
        }
    }

    /** Whether there was such a call. */
    private boolean killedAtJournal(String name, int number) {
        ScratchQueue scratch = copy(fresh());
        Path log = scratch.home().resolve("strace.log");
        Path journal = scratch.path().resolve("mem0_queue.d/sync.journal");
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            Outcome outcome =
                    Strace.killedAt(program(scratch), log, journal, name, number).run(sync(api));
            recover(scratch, api);
            return outcome.exitCode() == Outcome.KILLED;
        }
    }

    private void cutAt(Strace.Call call, String options) {
        Strace.Call aim = call;
        boolean killed = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            Path here = fresh();
            Path log = here.resolve("strace.log");
            try (LoopDisk disk = LoopDisk.create(here, options);
                    StubApi api = new StubApi(StubApi.Kind.OSS)) {
                ScratchQueue scratch = copy(disk.root());
                disk.settle();
                Outcome outcome =
                        Strace.with(program(scratch), log, aim, "signal=KILL").run(sync(api));
                killed |= outcome.exitCode() == Outcome.KILLED;
                disk.powerCut();
                recover(scratch, api);
                if (Strace.struck(log, scratch.path(), aim)) {
                    return;
                }
                aim = Strace.aimAgain(log, scratch.path(), call, aim);
            } catch (AssertionError e) {
                throw new AssertionError(
                        seed + ", ext4 with \"" + options + "\", power cut at " + call, e);
            }
        }
        missed(call, killed);
    }

    /** R21: the server stores, and the program dies before it is answered. */
    @Test
    void killedBeforeTheAnswer() {
        for (int at = 1; at <= texts.size(); at += 2) {
            ScratchQueue scratch = copy(fresh());
            killedInTheMiddle(scratch, at, StubDay.SILENT_AFTER_STORING);
        }
    }

    /** R21: the server stores and resets; the program dies with that doubt on its mind. */
    @Test
    void resetAfterStoringAndKilled() {
        ScratchQueue scratch = copy(fresh());
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            api.weather((n, content) -> StubDay.SILENT_AFTER_STORING);
            Outcome first = scratch.program().run(sync(api));
            assertThat(first.exitCode()).as("%s", first).isEqualTo(1);
            assertThat(first.out()).contains("in doubt");
            api.weather((n, content) -> StubDay.GOOD);
            recover(scratch, api);
        }
        killedInTheMiddle(copy(fresh()), 2, StubDay.SILENT);
    }

    /** Kills it while the server works on that add; what the server does then is the day. */
    private void killedInTheMiddle(ScratchQueue scratch, int at, StubDay day) {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            List<RunningProcess> killed = Collections.synchronizedList(new ArrayList<>());
            RunningProcess running;
            synchronized (killed) {
                api.weather(
                        (number, content) -> {
                            if (number != at) {
                                return StubDay.GOOD;
                            }
                            synchronized (killed) {
                                killed.getFirst().signal("KILL");
                            }
                            return day;
                        });
                running = scratch.program().start(sync(api));
                killed.add(running);
            }
            try (running) {
                assertThat(running.outcome(SOON).exitCode()).isEqualTo(Outcome.KILLED);
            }
            recover(scratch, api);
        }
    }

    /**
     * What Python finds can be read; undisturbed commands end with everything stored once, counted
     * once, and nothing unknown changed.
     */
    private void recover(ScratchQueue scratch, StubApi api) {
        scratch.asPythonSeesIt();
        Set<String> storedBefore = new HashSet<>(api.texts());
        List<String> again = new ArrayList<>(List.of(sync(api)));
        again.add("--json");
        Await.until(
                "all is stored, " + scratch.path(),
                SOON,
                () -> {
                    Outcome outcome = SameJvm.run(scratch.program(), new byte[0], again);
                    return outcome.json().path("left").asInt(-1) == 0;
                });
        assertThat(api.texts()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(storedBefore).isSubsetOf(texts);
        if (api.adds().size() > texts.size()) {
            sentTwiceAskedFirst.incrementAndGet(); // it had reached nobody the first time
        }
        JsonNode seen = scratch.asPythonSeesIt();
        assertThat(seen.path("queue")).isEmpty();
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("stats").path("total_queued").asInt()).isEqualTo(texts.size());
        assertThat(seen.path("stats").path("total_synced").asInt()).isEqualTo(texts.size());
        assertThat(scratch.queue().path("in_flight")).isEmpty();
        assertThat(scratch.queue().path("zz_unknown").toString()).isEqualTo("[1,null]");
        assertThat(scratch.spooledIds()).isEmpty();
        JsonNode counts =
                SameJvm.run(scratch.program(), new byte[0], List.of("status", "--json"))
                        .json()
                        .path("counts");
        assertThat(counts.path("synced_confirmed").asInt()).isEqualTo(texts.size());
        scratch.close();
    }

    private void each(List<Strace.Call> calls, Consumer<Strace.Call> run) {
        StruckCalls.each(calls, seed, run);
        System.out.println(
                calls.size()
                        + " calls struck, less "
                        + nearMisses.getAndSet(0)
                        + " near misses; after "
                        + sentTwiceAskedFirst.getAndSet(0)
                        + " an add came twice, after the server had been asked");
    }
}
