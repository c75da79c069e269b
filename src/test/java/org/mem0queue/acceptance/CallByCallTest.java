package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * R1, R4, R5, R6: each system call of a save, a merge and a restore in turn kills the program or
 * fails. Always a seeded part of them; under torture every one.
 */
class CallByCallTest {
    /** How often a call is aimed at until the fault strikes exactly it. */
    private static final int ATTEMPTS = 8;

    /**
     * The same for a call that only reads. Their number varies from run to run, and a death before
     * one leaves the files as a death before the next that changes something, which must be struck.
     */
    private static final int READ_ATTEMPTS = 2;

    /** A slice of a loop that the quick run takes. */
    private static final int SLICE = 1;

    private static final List<String> ERRORS =
            List.of("ENOSPC", "EDQUOT", "EACCES", "EROFS", "EMFILE", "ENOMEM", "ELOOP", "EPERM");

    @TempDir Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger missedReads = new AtomicInteger();
    private Seed seed;
    private Random random;

    @BeforeEach
    void prepare() {
        Needs.linux();
        Needs.tool("strace", "python3");
        seed = Seed.print("faults at system calls");
        random = seed.random();
    }

    @Test
    void killedAtSomeCalls() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            List<Strace.Call> calls = changing(record(scenario));
            each(some(calls), call -> kill(scenario, call));
        }
    }

    @Test
    @Tag("torture")
    void killedAtEveryCall() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            each(record(scenario), call -> kill(scenario, call));
        }
    }

    @Test
    void someCallsFail() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            List<Strace.Call> calls = record(scenario);
            each(some(changing(calls)), call -> fail(scenario, call, "EIO"));
            each(some(changing(calls)).subList(0, 1), call -> fail(scenario, call, error(call)));
        }
    }

    @Test
    @Tag("torture")
    void everyCallFails() {
        for (FaultScenario scenario : FaultScenario.all(folder)) {
            List<Strace.Call> calls = record(scenario);
            each(calls, call -> fail(scenario, call, "EIO"));
            each(changing(calls), call -> fail(scenario, call, error(call)));
        }
    }

    private String error(Strace.Call call) {
        return ERRORS.get(Math.floorMod(call.hashCode() + (int) seed.number(), ERRORS.size()));
    }

    private List<Strace.Call> record(FaultScenario scenario) {
        List<Strace.Call> calls = Strace.record(scenario.copy(fresh()), scenario.command());
        System.out.println(
                scenario
                        + ": "
                        + calls.size()
                        + " calls, "
                        + changing(calls).size()
                        + " change something");
        return calls;
    }

    private static List<Strace.Call> changing(List<Strace.Call> calls) {
        return calls.stream().filter(Strace.Call::changes).toList();
    }

    private List<Strace.Call> some(List<Strace.Call> calls) {
        List<Strace.Call> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(SLICE, shuffled.size()));
    }

    private Path fresh() {
        return folder.resolve("run-" + runs.incrementAndGet());
    }

    private void kill(FaultScenario scenario, Strace.Call call) {
        Strace.Call aim = call;
        for (int i = 0; i < attempts(call); i++) {
            ScratchQueue scratch = scenario.copy(fresh());
            Path log = scratch.home().resolve("strace.log");
            Outcome outcome =
                    Strace.with(scratch.program(), log, aim, "signal=KILL").run(scenario.command());
            scenario.recover(scratch, outcome.savedIds());
            scratch.close();
            if (outcome.exitCode() == Outcome.KILLED && Strace.struck(log, scratch.path(), aim)) {
                return;
            }
            aim = Strace.aimAgain(log, scratch.path(), call, aim);
        }
        missed("never killed at " + call, call);
    }

    private void fail(FaultScenario scenario, Strace.Call call, String error) {
        Strace.Call aim = call;
        for (int i = 0; i < attempts(call); i++) {
            ScratchQueue scratch = scenario.copy(fresh());
            Path log = scratch.home().resolve("strace.log");
            Outcome outcome =
                    Strace.with(scratch.program(), log, aim, "error=" + error)
                            .run(scenario.command());
            if (!Strace.struck(log, scratch.path(), aim)) {
                aim = Strace.aimAgain(log, scratch.path(), call, aim);
                continue; // something else may have failed, outside the queue directory
            }
            assertThat(outcome.exitCode()).as("%s: %s", error, outcome).isIn(0, 1, 3);
            if (outcome.exitCode() == 1) {
                outcome.complained();
                assertThat(outcome.savedIds()).isEmpty();
            } else if (outcome.exitCode() == 3) {
                outcome.complained();
            } else {
                assertThat(outcome.err()).as("%s: %s", error, outcome).isEmpty();
            }
            scenario.recover(scratch, outcome.savedIds());
            scratch.close();
            return;
        }
        missed(error + " never struck " + call, call);
    }

    private static int attempts(Strace.Call call) {
        return call.changes() ? ATTEMPTS : READ_ATTEMPTS;
    }

    private void missed(String sentence, Strace.Call call) {
        if (call.changes()) {
            throw new AssertionError(sentence);
        }
        missedReads.incrementAndGet();
    }

    private void each(List<Strace.Call> calls, Consumer<Strace.Call> run) {
        StruckCalls.each(calls, seed, run);
        System.out.println(
                calls.size() + " calls struck, less " + missedReads.getAndSet(0) + " reading ones");
    }
}
