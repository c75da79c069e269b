package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A Python program holds {@code fcntl.flock} on the queue lock while our processes save. */
class LockForRealTest {
    private static final Duration MERGED_BY_THEMSELVES = Duration.ofSeconds(60);
    private static final Duration P99 = Duration.ofMillis(50);

    @TempDir Path folder;

    private ScratchQueue scratch;
    private JsonNode written;

    @BeforeEach
    void writeTheExample() {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        written = scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void savesOfEightProcessesWhileTheLockIsHeld() {
        savesWhileHeld(1000, Duration.ofSeconds(6), "");
    }

    @Test
    @Tag("torture")
    void savesOfEightProcessesWhileTheLockIsHeldForAMinute() {
        Latencies latencies = savesWhileHeld(1000, Duration.ofSeconds(60), "");
        assertThat(latencies.percentile(99)).isLessThanOrEqualTo(P99);
    }

    @Test
    void savesWhileTheHolderIsStopped() {
        savesWhileHeld(200, Duration.ZERO, "STOP");
    }

    @Test
    @Tag("torture")
    void aThousandSavesWhileTheHolderIsStopped() {
        savesWhileHeld(1000, Duration.ofSeconds(60), "STOP");
    }

    /** Saves from 8 processes; after the release everything is merged by nobody's hand. */
    private Latencies savesWhileHeld(int saves, Duration hold, String signal) {
        Set<String> accepted = new TreeSet<>();
        Latencies latencies = new Latencies();
        try (RunningProcess holder =
                Python.start("lock_holder.py", scratch.path(), hold.toSeconds(), "hold")) {
            holder.awaitLine("held");
            if (!signal.isEmpty()) {
                holder.signal(signal);
            }
            accepted.addAll(saveFromEightProcesses(saves, latencies));

            assertThat(accepted).hasSize(saves);
            assertThat(scratch.spooledIds()).containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(scratch.queueIds()).hasSize(40);
            JsonNode status = scratch.program().run("status", "--json").done().json();
            assertThat(status.path("lock").path("state").asText()).isEqualTo("held");
            assertThat(status.path("lock").path("pid").asLong()).isEqualTo(holder.pid());
            assertThat(status.path("lock").path("command").asText()).contains("python3");
            assertThat(status.path("counts").path("spooled").asInt()).isEqualTo(saves);
            assertThat(status.path("safe_to_save").asBoolean(true)).isFalse();
            scratch.program()
                    .run("flush", "--wait", "1")
                    .refused(1, "mem0_queue.lock", Long.toString(holder.pid()));
            Await.until(
                    "one process waits for all eight",
                    Duration.ofSeconds(30),
                    () -> scratch.waitingFlushes().size() == 1);

            holder.signal("CONT");
            holder.endInput();
            holder.awaitLine("released");
        }
        Await.until(
                "merged without a hand",
                MERGED_BY_THEMSELVES,
                () -> scratch.queueIds().size() == 40 + saves && scratch.spooledIds().isEmpty());
        Await.until(
                "the waiting process ended",
                Duration.ofSeconds(30),
                () -> scratch.waitingFlushes().isEmpty());
        scratch.assertMergedOnce(accepted);
        assertThat(scratch.queueIds()).containsAll(ScratchQueue.texts(written.path("pending")));
        JsonNode seen = scratch.asPythonSeesIt();
        assertThat(seen.path("stats").path("total_queued").asInt()).isEqualTo(61 + saves);
        assertThat(seen.path("last_100")).hasSize(100);
        System.out.println(saves + " saves while the lock was held: " + latencies);
        return latencies;
    }

    private List<String> saveFromEightProcesses(int saves, Latencies latencies) {
        List<SavingStream> streams = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                streams.add(SavingStream.start(scratch.program(), "stream-" + i));
            }
            for (SavingStream stream : streams) {
                accepted.add(stream.save()); // JVM start is not what is measured
            }
            List<Thread> threads = new ArrayList<>();
            for (SavingStream stream : streams) {
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            for (int n = 1; n < saves / 8; n++) {
                                                long began = System.nanoTime();
                                                String id = stream.save();
                                                latencies.add(System.nanoTime() - began);
                                                synchronized (accepted) {
                                                    accepted.add(id);
                                                }
                                            }
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (SavingStream stream : streams) {
                stream.end().done();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            streams.forEach(SavingStream::close);
        }
        return accepted;
    }

    @Test
    void pythonWritersAppendAtTheSameTime() {
        bothWrite(4, 25);
    }

    @Test
    @Tag("torture")
    void pythonWritersAppendAThousandAtTheSameTime() {
        bothWrite(8, 125);
    }

    private void bothWrite(int streams, int each) {
        List<String> ours = new ArrayList<>();
        Set<String> theirs = new TreeSet<>();
        List<RunningProcess> savers = new ArrayList<>();
        List<SavingStream> saving = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                savers.add(Python.start("legacy_saver.py", scratch.path(), each, "python", 60));
            }
            for (int i = 0; i < streams; i++) {
                saving.add(SavingStream.start(scratch.program(), "ours"));
            }
            for (int n = 0; n < each; n++) {
                for (SavingStream stream : saving) {
                    ours.add(stream.save());
                }
                if (n % 10 == 9) {
                    // merges in between, while the Python programs write
                    scratch.program().run("flush", "--wait", "60").done();
                }
            }
            for (SavingStream stream : saving) {
                stream.end().done();
            }
            for (RunningProcess saver : savers) {
                Outcome outcome = saver.endInput().outcome(Duration.ofMinutes(3));
                assertThat(outcome.exitCode()).as("%s", outcome).isZero();
                outcome.out().lines().forEach(theirs::add);
            }
        } finally {
            savers.forEach(RunningProcess::close);
            saving.forEach(SavingStream::close);
        }
        assertThat(theirs).hasSize(3 * each).doesNotContain("timeout");
        scratch.program().run("flush", "--wait", "60").done();
        scratch.assertMergedOnce(ours);
        assertThat(scratch.queueIds())
                .hasSize(40 + ours.size() + theirs.size())
                .containsAll(theirs);
        assertThat(scratch.asPythonSeesIt().path("stats").path("total_queued").asInt())
                .isEqualTo(61 + ours.size() + theirs.size());
    }

    /** Hazard 8: what was the documented remedy breaks the exclusion, and saves vanish. */
    @Test
    void lockFileDeletedAndRecreatedInTheMiddle() throws IOException {
        List<String> ours = new ArrayList<>();
        try (RunningProcess worker =
                Python.start("lock_holder.py", scratch.path(), 0, "write-back")) {
            worker.awaitLine("held");
            ours.add(scratch.program().run("save", "--project", "p", "before").done().savedId());
            Files.delete(scratch.lockFile());
            Files.createFile(scratch.lockFile());
            for (int i = 0; i < 3; i++) {
                ours.add(
                        scratch.program()
                                .run("save", "--project", "p", "meanwhile " + i)
                                .done()
                                .savedId());
            }
            scratch.program().run("flush").done();
            scratch.assertMergedOnce(ours);

            worker.endInput();
            worker.awaitLine("released"); // and its old copy is written back
        }
        assertThat(scratch.queueIds()).hasSize(40).doesNotContainAnyElementsOf(ours);

        JsonNode offered =
                scratch.program().run("restore", "--kept", "--dry-run", "--json").done().json();
        assertThat(ScratchQueue.texts(offered.path("to_queue")))
                .containsExactlyInAnyOrderElementsOf(ours);
        assertThat(codes(scratch.program().run("doctor", "--json").done().json()))
                .contains("memories-overwritten");
        Outcome restored = scratch.program().run("restore", "--kept", "--yes", "--json").done();
        assertThat(restored.json().path("done").asBoolean()).isTrue();
        scratch.assertMergedOnce(ours);
        assertThat(scratch.queueIds()).hasSize(44);
        assertThat(
                        scratch.program()
                                .run("restore", "--kept", "--dry-run", "--json")
                                .json()
                                .path("to_queue"))
                .isEmpty();
        scratch.asPythonSeesIt();
    }

    static List<String> codes(JsonNode findings) {
        List<String> codes = new ArrayList<>();
        findings.forEach(finding -> codes.add(finding.path("code").asText()));
        return codes;
    }

    @Test
    void aHolderThatIsKilledLeavesTheLockFree() {
        String id;
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            holder.signal("STOP");
            id = scratch.program().run("save", "--project", "p", "text").done().savedId();
            assertThat(scratch.spooledIds()).containsExactly(id);
            holder.signal("KILL");
        }
        Await.until(
                "merged by the waiting process",
                MERGED_BY_THEMSELVES,
                () -> scratch.queueIds().contains(id));
        JsonNode status = scratch.program().run("status", "--json").done().json();
        assertThat(status.path("lock").path("state").asText()).isEqualTo("free");
    }

    @Test
    void aLockThatCannotBeAFileStopsTheMergeButNoSave() throws IOException {
        Files.delete(scratch.lockFile());
        Files.createDirectory(scratch.lockFile());

        String id = scratch.program().run("save", "--project", "p", "text").done().savedId();

        assertThat(scratch.spooledIds()).containsExactly(id);
        scratch.program().run("flush").refused(1, "mem0_queue.lock");
        assertThat(scratch.queueIds()).hasSize(40);
        Files.delete(scratch.lockFile());
        scratch.program().run("flush").done();
        scratch.assertMergedOnce(List.of(id));
    }
}
