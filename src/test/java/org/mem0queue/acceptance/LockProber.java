package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures from another process how long the queue lock is held, by whomever. */
final class LockProber implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * One hold of the lock, by one process.
     *
     * @param seconds under two milliseconds they are seldom seen
     * @param pid of the holder; 0 where the system does not tell
     */
    record Hold(double seconds, long pid) {}

    private final RunningProcess process;

    private LockProber(RunningProcess process) {
        this.process = process;
    }

    static LockProber start(ScratchQueue scratch) {
        return new LockProber(Python.start("lock_prober.py", scratch.path()).awaitLine("ready"));
    }

    /** The shortest first. */
    List<Hold> holds() {
        Outcome outcome = process.endInput().outcome(LONGEST);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        List<Hold> holds = new ArrayList<>();
        try {
            JsonNode told = Outcome.JSON.readTree(outcome.out().lines().skip(1).findFirst().get());
            for (JsonNode hold : told.path("holds")) {
                holds.add(new Hold(hold.path(0).asDouble(), hold.path(1).asLong()));
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
        holds.sort(Comparator.comparingDouble(Hold::seconds));
        return holds;
    }

    @Override
    public void close() {
        process.close();
    }
}
