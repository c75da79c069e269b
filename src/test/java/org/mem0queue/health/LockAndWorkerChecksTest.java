package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.log.LogFlow;
import org.mem0queue.platform.ProcessSight;
import org.mem0queue.platform.WorkerProcess.Kind;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.service.ObservationFixture;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The lock and the worker processes, with real Python processes where they matter. */
@EnabledOnOs(OS.LINUX)
class LockAndWorkerChecksTest {
    private static final LockFileCheck LOCK_FILE = new LockFileCheck();
    private static final LockUsersCheck LOCK_USERS = new LockUsersCheck();
    private static final LockHeldCheck LOCK_HELD = new LockHeldCheck();
    private static final WorkerCheck WORKER = new WorkerCheck();
    private static final WorkerLogCheck LOG = new WorkerLogCheck();

    /** No process has such a number. */
    private static final long NOBODY = 1L << 30;

    /** Takes the lock as the workers do, prints, tells us on stderr, and waits to be ended. */
    private static final String WORKER_SCRIPT =
            """
            # Option C, mem0_queue_dlq.json
            import fcntl, os, sys
            lock = open(os.path.expanduser("~/.claude/mem0_queue.lock"), "w")
            fcntl.flock(lock, fcntl.LOCK_EX)
            print("Processing queue: 1 pending")
            print("ready", file=sys.stderr, flush=True)
            sys.stdin.read()
            """;

    @TempDir private Path home;
    private ObservationFixture queue;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void emptyQueue() throws IOException {
        queue = new ObservationFixture(Files.createDirectory(home.resolve(".claude"))).queue(0, 0);
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process startWorker(File output, String... python) throws IOException {
        Path script = home.resolve("mem0_queue_worker.py");
        Files.writeString(script, WORKER_SCRIPT);
        List<String> command = new ArrayList<>(List.of(python));
        command.add(script.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("PYTHONUNBUFFERED");
        if (output != null) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        }
        Process process = builder.start();
        started.add(process);
        BufferedReader words =
                new BufferedReader(
                        new java.io.InputStreamReader(
                                process.getErrorStream(), StandardCharsets.UTF_8));
        assertThat(words.readLine()).isEqualTo("ready");
        return process;
    }

    private static LockStatus held(long pid) {
        return new LockStatus(
                LockStatus.State.HELD,
                new LockStatus.Holder(pid, "python3", "python3 w.py", false),
                null,
                null);
    }

    @Test
    void aFreeLockIsNoFinding() {
        assertThat(queue.check(LOCK_FILE)).isEmpty();
        queue.write("mem0_queue.lock", "");
        assertThat(queue.check(LOCK_FILE)).isEmpty();
        assertThat(queue.check(LOCK_HELD)).isEmpty();
        assertThat(queue.check(WORKER)).isEmpty();
        assertThat(queue.check(LOG)).isEmpty();
    }

    @Test
    void aLockHeldTooLongNamesItsHolderAndTheWayOut() {
        queue.lock(held(4711), Duration.ofSeconds(4));
        assertThat(queue.check(LOCK_HELD)).isEmpty();

        queue.lock(held(4711), Duration.ofSeconds(41));
        assertThat(queue.check(LOCK_HELD))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("lock-held-long");
                            assertThat(finding.message())
                                    .startsWith(
                                            "python3 (pid 4711) has held the queue lock for 41 s;"
                                                    + " agents give up at 5 s");
                            assertThat(finding.action())
                                    .contains("mem0-queue wait")
                                    .contains("mem0-queue save");
                        });

        queue.lock(new LockStatus(LockStatus.State.HELD, null, null, null), Duration.ofSeconds(41));
        assertThat(queue.check(LOCK_HELD).getFirst().message()).startsWith("A process that cannot");
    }

    @Test
    void aFolderInPlaceOfTheLockIsAnAlarmAndALinkANotice() throws IOException {
        Path lock = queue.directory().lockFile();
        Files.createDirectory(lock);
        assertThat(queue.check(LOCK_FILE))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("lock-not-a-file", Severity.CRITICAL));
        Files.delete(lock);
        queue.write("other", "");
        Files.createSymbolicLink(lock, queue.path("other"));
        assertThat(queue.codes(LOCK_FILE)).containsExactly("lock-link");
    }

    @Test
    void aLockThatPythonCannotOpenIsAnAlarm() throws Exception {
        Path lock = queue.directory().lockFile();
        queue.write("mem0_queue.lock", "");
        Files.setPosixFilePermissions(lock, java.util.Set.of());
        boolean root = Files.isWritable(lock); // who may do anything is kept out otherwise
        Assumptions.assumeTrue(!root || chattr("+i", lock), "root, and chattr +i is not possible");
        try {
            assertThat(queue.codes(LOCK_FILE)).contains("lock-not-writable");
        } finally {
            if (root) {
                chattr("-i", lock);
            }
        }
    }

    private static boolean chattr(String flag, Path file) throws InterruptedException {
        try {
            return new ProcessBuilder("chattr", flag, file.toString()).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void aLockThatCannotBeLookedAtIsTold() {
        queue.lock(
                new LockStatus(LockStatus.State.UNKNOWN, null, null, "open failed: too many files"),
                null);

        assertThat(queue.check(LOCK_FILE))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("lock-unknown");
                            assertThat(finding.message()).contains("too many files");
                        });
    }

    @Test
    void aWorkerWithALockFileThatWasDeletedIsAnAlarm() throws IOException {
        Process worker = startWorker(null, "python3");
        queue.realWorkers();
        assertThat(queue.check(LOCK_FILE)).isEmpty();

        Files.delete(queue.directory().lockFile());
        queue.write("mem0_queue.lock", "");
        assertThat(queue.check(LOCK_FILE))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("lock-replaced");
                            assertThat(finding.message()).contains("" + worker.pid());
                        });
        assertThat(queue.check(LOCK_USERS)).isEmpty(); // told once

        worker.destroyForcibly().onExit().join();
        assertThat(queue.check(LOCK_FILE)).isEmpty();
    }

    @Test
    void anyOtherProcessWithADeletedLockFileIsFoundByTheDeepLook() throws IOException {
        Process holder = startWorker(null, "python3");
        assertThat(queue.check(LOCK_USERS)).isEmpty();

        Files.delete(queue.directory().lockFile());
        assertThat(queue.check(LOCK_USERS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("lock-replaced");
                            assertThat(finding.message()).contains("" + holder.pid());
                        });
    }

    @Test
    void twoWorkersAreTold() {
        queue.workers(queue.worker(NOBODY, Kind.B));
        assertThat(queue.check(WORKER)).isEmpty();

        queue.workers(queue.worker(NOBODY, Kind.B), queue.worker(NOBODY + 1, Kind.B));
        assertThat(queue.check(WORKER))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("workers-several");
                            assertThat(finding.message()).startsWith("2 workers run at once");
                        });
    }

    @Test
    void aWorkerThatHoldsTheLockAndPrintsNothingIsStuck() {
        queue.workers(queue.worker(NOBODY, Kind.A))
                .lock(held(NOBODY), Duration.ofMinutes(20))
                .logFlow(new LogFlow.Silent(Duration.ofMinutes(16)));
        assertThat(queue.check(WORKER))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("worker-stuck");
                            assertThat(finding.message()).contains("16 min");
                        });

        queue.logFlow(new LogFlow.Flowing());
        assertThat(queue.check(WORKER)).isEmpty();
    }

    @Test
    void aStoppedWorkerThatHoldsTheLockIsAnAlarmUntilItGoesOn() throws Exception {
        Process worker = startWorker(null, "python3");
        queue.realWorkers();
        assertThat(queue.check(WORKER)).isEmpty();

        signal("STOP", worker.pid());
        awaitStopped(worker.pid(), true);
        assertThat(queue.check(WORKER))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("worker-stopped");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.action()).contains("kill -CONT " + worker.pid());
                        });

        signal("CONT", worker.pid());
        awaitStopped(worker.pid(), false);
        assertThat(queue.check(WORKER)).isEmpty();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
    }

    private static void awaitStopped(long pid, boolean stopped) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ProcessSight.of(pid).orElseThrow().stopped() != stopped) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void aLogThatIsSilentBecausePythonBuffersIsTold() throws IOException {
        queue.write("logs/mem0_worker.log", "");
        startWorker(queue.path("logs/mem0_worker.log").toFile(), "python3");
        queue.realWorkers().later(Duration.ofSeconds(10));

        assertThat(queue.check(LOG))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("log-buffered");
                            assertThat(finding.message()).contains("logs/mem0_worker.log");
                            assertThat(finding.action()).contains("python3 -u");
                        });
    }

    @Test
    void aLogThatIsWrittenAtOnceIsFine() throws IOException {
        queue.write("logs/mem0_worker.log", "");
        startWorker(queue.path("logs/mem0_worker.log").toFile(), "python3", "-Bu", "-X", "utf8");
        queue.realWorkers().later(Duration.ofSeconds(10));

        assertThat(queue.check(LOG)).isEmpty();
    }

    @Test
    void aWorkerThatPrintsElsewhereIsANotice() throws IOException {
        queue.write("mem0_worker.log", "");
        startWorker(home.resolve("nohup.out").toFile(), "python3", "-u");
        queue.realWorkers();
        assertThat(queue.check(LOG))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("log-elsewhere");
                            assertThat(finding.message()).contains("nohup.out");
                        });
    }

    @Test
    void aLogThatIsSilentForLongIsToldAsWhatItIs() {
        queue.logFlow(new LogFlow.Buffered(Duration.ofMinutes(20)));
        assertThat(queue.codes(LOG)).containsExactly("log-buffered");
        queue.logFlow(new LogFlow.NoLog(Duration.ofMinutes(20)));
        assertThat(queue.codes(LOG)).containsExactly("log-elsewhere");
        queue.logFlow(new LogFlow.Flowing());
        assertThat(queue.check(LOG)).isEmpty();
    }
}
