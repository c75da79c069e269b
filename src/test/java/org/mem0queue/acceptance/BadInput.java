package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Cases of bad input: each is refused in words, with its exit code, and changes nothing. */
abstract class BadInput {
    /** Of each table so many cases run as processes, and under torture all. */
    static final int REAL_PROCESSES = 3;

    static final boolean EVERYTHING = Boolean.getBoolean("mem0queue.torture");

    @TempDir Path folder;

    ExecutorService processes;

    Seed seed;

    @BeforeEach
    void start() {
        Needs.linux();
        seed = Seed.print("which bad input goes to a process of its own");
        processes = Executors.newFixedThreadPool(3);
    }

    @AfterEach
    void end() {
        processes.shutdownNow();
    }

    /** Changes the prepared directory before the command. */
    interface Damage {
        Damage NONE = scratch -> {};

        void to(ScratchQueue scratch) throws IOException;
    }

    /** What a case expects. */
    record Case(
            Damage damage, byte[] input, List<String> command, int exitCode, List<String> says) {
        Case given(Damage other) {
            return new Case(other, input, command, exitCode, says);
        }

        Case reading(byte[] other) {
            return new Case(damage, other, command, exitCode, says);
        }

        Case reading(String text) {
            return reading(text.getBytes(UTF_8));
        }

        Case says(String... texts) {
            return new Case(damage, input, command, exitCode, List.of(texts));
        }

        @Override
        public String toString() {
            return String.join(" ", command) + " -> " + exitCode + " " + says;
        }
    }

    static Case refuse(int exitCode, String... command) {
        return new Case(Damage.NONE, new byte[0], List.of(command), exitCode, List.of());
    }

    Stream<DynamicTest> run(Stream<Case> cases) {
        List<DynamicTest> tests = new ArrayList<>();
        List<Case> all = cases.toList();
        int every = Math.max(1, all.size() / REAL_PROCESSES);
        int from = seed.random().nextInt(every);
        int number = 0;
        for (Case one : all) {
            Path place = folder.resolve("case-" + number++);
            boolean realProcess = EVERYTHING || number % every == from;
            Future<?> result = processes.submit(() -> check(one, place, realProcess));
            tests.add(
                    DynamicTest.dynamicTest(
                            one.toString().length() > 150
                                    ? one.toString().substring(0, 150)
                                    : one.toString(),
                            () -> {
                                try {
                                    result.get();
                                } catch (java.util.concurrent.ExecutionException e) {
                                    throw e.getCause();
                                }
                            }));
        }
        return tests.stream();
    }

    static void check(Case one, Path place, boolean realProcess) {
        ScratchQueue scratch = ScratchQueue.in(place);
        try {
            one.damage().to(scratch);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        FolderState queueBefore = FolderState.of(scratch.path());
        FolderState homeBefore = FolderState.of(scratch.home());

        Outcome outcome =
                realProcess
                        ? scratch.program()
                                .runWith(one.input(), one.command().toArray(String[]::new))
                        : SameJvm.run(scratch.program(), one.input(), one.command());

        outcome.refused(one.exitCode(), one.says().toArray(String[]::new));
        FolderState queueAfter = FolderState.of(scratch.path());
        if (one.command().getFirst().equals("restore")) {
            // a command of the managing kind keeps damaged bytes aside as soon as it sees them
            queueAfter = queueAfter.without("mem0_queue.d").without("");
            queueBefore = queueBefore.without("mem0_queue.d").without("");
        }
        assertThat(queueAfter).isEqualTo(queueBefore);
        assertThat(FolderState.of(scratch.home())).isEqualTo(homeBefore);
        scratch.close();
    }
}
