package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures from another process how long the queue lock is held, by whomever. */
final class LockProber implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RunningProcess process;

    private LockProber(RunningProcess process) {
        this.process = process;
    }

    static LockProber start(ScratchQueue scratch) {
        return new LockProber(Python.start("lock_prober.py", scratch.path()).awaitLine("ready"));
    }

    /** Seconds each, the shortest first; those under two milliseconds are seldom seen. */
    List<Double> holds() {
        Outcome outcome = process.endInput().outcome(LONGEST);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        List<Double> holds = new ArrayList<>();
        try {
            JsonNode told = Outcome.JSON.readTree(outcome.out().lines().skip(1).findFirst().get());
            told.path("holds").forEach(hold -> holds.add(hold.asDouble()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
        Collections.sort(holds);
        return holds;
    }

    @Override
    public void close() {
        process.close();
    }
}
