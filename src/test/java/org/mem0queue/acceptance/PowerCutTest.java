package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * R3: the power goes while we save, merge and restore, or right after we answered. On a real ext4
 * that drops everything that was not synced.
 */
class PowerCutTest {
    private static final List<String> MOUNT_OPTIONS =
            List.of("", "noauto_da_alloc", "data=writeback", "data=writeback,noauto_da_alloc");
    private static final int ATTEMPTS = 8;
    private static final int SLICE = 1;

    @TempDir Path folder;

    private Seed seed;
    private Random random;
    private int runs;

    @BeforeEach
    void prepare() {
        LoopDisk.needs();
        Needs.tool("strace");
        seed = Seed.print("power cuts");
        random = seed.random();
    }

    /** So the test can fail: this is what Python's way of saving does. */
    @Test
    void whatWasNotSyncedIsReallyGone() {
        try (LoopDisk disk = LoopDisk.create(folder, "")) {
            ScratchQueue scratch = ScratchQueue.in(disk.root());
            scratch.writeExample();
            disk.settle();
            Python.run("legacy_saver.py", scratch.path(), 1, "p", 5);
            assertThat(scratch.queueIds()).hasSize(41);

            disk.powerCut();

            assertThat(scratch.queueIds()).hasSize(40);
        }
    }

    @Test
    void anAnsweredSaveSurvives() {
        for (String options : MOUNT_OPTIONS) {
            answeredSaves(options, random.nextInt(1, 20), Duration.ZERO);
        }
    }

    @Test
    @Tag("torture")
    void answeredSavesSurviveAtAnyTime() {
        for (int i = 0; i < 40; i++) {
            answeredSaves(
                    MOUNT_OPTIONS.get(i % MOUNT_OPTIONS.size()),
                    random.nextInt(1, 100),
                    Duration.ofMillis(random.nextInt(i % 4 == 0 ? 6000 : 20)));
        }
    }

    /** Cuts the power while a stream goes on saving, some time after that many answers. */
    private void answeredSaves(String options, int answers, Duration later) {
        try (LoopDisk disk = LoopDisk.create(folder.resolve("answered-" + ++runs), options)) {
            ScratchQueue scratch = ScratchQueue.in(disk.root());
            scratch.writeExample();
            disk.settle();
            List<String> acknowledged = new ArrayList<>(scratch.queueIds());
            try (SavingStream stream = SavingStream.start(scratch.program(), "p")) {
                for (int i = 0; i < answers; i++) {
                    acknowledged.add(stream.save());
                }
                Await.pass(later);
                Python.run("power_cut.py", disk.root());
            }
            disk.powerCut();

            InProcess.flush(scratch.path());
            scratch.assertMergedOnce(acknowledged);
            scratch.asPythonSeesIt();
        }
    }

    @Test
    void someCallsAreTheLast() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            List<Strace.Call> calls = new ArrayList<>(changing(scenario));
            Collections.shuffle(calls, random);
            for (Strace.Call call : calls.subList(0, SLICE)) {
                cutAt(scenario, call, MOUNT_OPTIONS.get(random.nextInt(MOUNT_OPTIONS.size())));
            }
        }
    }

    @Test
    @Tag("torture")
    void everyCallIsTheLast() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            int number = 0;
            for (Strace.Call call : changing(scenario)) {
                cutAt(scenario, call, MOUNT_OPTIONS.get(number++ % MOUNT_OPTIONS.size()));
            }
        }
    }

    private List<Strace.Call> changing(FaultScenario scenario) {
        return Strace.record(
                        scenario.copy(folder.resolve("recorded-" + ++runs)), scenario.command())
                .stream()
                .filter(Strace.Call::changes)
                .toList();
    }

    /** The program is killed at that call and the power goes at once, long before a write-back. */
    private void cutAt(FaultScenario scenario, Strace.Call call, String options) {
        Strace.Call aim = call;
        for (int i = 0; i < ATTEMPTS; i++) {
            Path here = folder.resolve("cut-" + ++runs);
            Path log = here.resolve("strace.log");
            try (LoopDisk disk = LoopDisk.create(here, options)) {
                ScratchQueue scratch = scenario.copy(disk.root());
                disk.settle();
                Outcome outcome =
                        Strace.with(scratch.program(), log, aim, "signal=KILL")
                                .run(scenario.command());
                disk.powerCut();
                scenario.recover(scratch, outcome.savedIds());
                if (Strace.struck(log, scratch.path(), aim)) {
                    return;
                }
                aim = Strace.aimAgain(log, scratch.path(), call, aim);
            } catch (AssertionError e) {
                throw new AssertionError(
                        seed + ", ext4 with \"" + options + "\", power cut at " + call, e);
            }
        }
        throw new AssertionError("never killed at " + call);
    }
}
