package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.mem0queue.sync.StubApi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code worker}, signals while something is sent, and the person's own worker. */
class WorkerCommandTest extends OssScene {
    /** A worker that has made its first pass. */
    private RunningProcess worker(String... more) {
        List<String> command = new ArrayList<>(List.of("worker", "--json"));
        command.addAll(List.of(more));
        RunningProcess worker = scene.program().start(command.toArray(String[]::new));
        assertThat(worker.nextLine(SOON)).isNotNull();
        return worker;
    }

    private void stored(String text) {
        Await.until("stored: " + text, SOON, () -> api.texts().contains(text));
    }

    @Test
    void sendsWhatIsSavedWithinTwoSeconds() throws JsonProcessingException {
        try (RunningProcess worker = worker();
                SavingStream saver = SavingStream.start(scene.program(), "p")) {
            saver.save(); // the JVM's start is not what is measured
            stored("text 1 of p");
            worker.nextLine(SOON);
            for (int i = 2; i <= 4; i++) {
                long saved = System.nanoTime();
                saver.save();
                stored("text " + i + " of p");
                assertThat(Duration.ofNanos(System.nanoTime() - saved))
                        .isLessThan(Duration.ofSeconds(2));
                JsonNode line = Outcome.JSON.readTree(worker.nextLine(SOON));
                assertThat(line.path("synced").asInt()).isOne();
                assertThat(line.path("left").asInt()).isZero();
                assertThat(line.path("stopped").isNull()).isTrue();
            }
            saver.end().done();
            worker.signal("TERM");
            Outcome ended = worker.outcome(SOON);
            assertThat(ended.exitCode()).isEqualTo(143);
            assertThat(ended.err()).isEmpty();
            for (String line : ended.out().lines().toList()) {
                assertThat(Outcome.JSON.readTree(line).isObject()).isTrue();
            }
            assertThat(Python.run(ended.out().getBytes(UTF_8), "parse_json.py", "--lines").out())
                    .isEqualTo(ended.out().lines().count() + "\n");
        }
        assertThat(api.texts()).hasSize(4).doesNotHaveDuplicates();
        assertThat(scratch.queueIds()).isEmpty();
    }

    @Test
    void tellsPeopleWhatItDoes() {
        try (RunningProcess worker = scene.program().start("worker")) {
            assertThat(worker.nextLine(SOON))
                    .contains(api.address().toString(), "until stopped", scratch.path().toString());
            assertThat(worker.nextLine(SOON)).contains("0 synced");
            scene.preload(2, "by Python", "p", "q");
            assertThat(worker.nextLine(SOON)).containsPattern("^2\\S+  [12] synced");
            worker.signal("INT");
            assertThat(worker.outcome(SOON).exitCode()).isEqualTo(130);
        }
    }

    @Test
    void settingsApplyToTheNextUpload() {
        api.latency(Duration.ofMillis(300));
        List<String> texts = SyncScene.texts(scene.preload(12, "here", "p"));
        try (RunningProcess worker = scene.program().start("worker", "--json");
                StubApi second = new StubApi(StubApi.Kind.WRAPPER)) {
            Await.until("some are sent", SOON, () -> api.adds().size() >= 2);
            scene.set("api.url", second.address().toString());
            int before = api.adds().size();
            Await.until(
                    "all are stored somewhere",
                    SOON,
                    () -> api.texts().size() + second.texts().size() >= 12);
            assertThat(api.adds().size()).as("sent to the old one").isLessThanOrEqualTo(before + 1);
            List<String> all = new ArrayList<>(api.texts());
            all.addAll(second.texts());
            assertThat(all).containsExactlyInAnyOrderElementsOf(texts);
            scene.set("api.url", api.address().toString());
            assertThat(worker.alive()).isTrue();
        }
    }

    @Test
    void pauseAndResumeReachIt() {
        try (RunningProcess worker = worker()) {
            scene.here("pause").done();
            assertThat(worker.nextLine(SOON)).contains("\"state\":", "paused");
            scene.here("save", "--project", "p", "held back").done();
            assertThat(api.adds()).isEmpty();
            scene.here("resume").done();
            stored("held back");
        }
    }

    /** While the API is out of order saves are merged, and sent when it is well again. */
    @Test
    void outlivesAnApiThatIsDown() {
        int port = api.port();
        api.close();
        try (RunningProcess worker = scene.program().start("worker", "--json")) {
            scene.preload(1, "first", "p");
            String down = worker.nextLine(SOON);
            while (!down.contains("connect")) {
                down = worker.nextLine(SOON);
            }
            try (RunningProcess holder =
                    Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
                holder.awaitLine("held");
                scene.here("save", "--project", "p", "while it was down").done();
                scratch.close(); // nobody else merges it
                assertThat(scratch.spooledIds()).hasSize(1);
            }
            Await.until("the worker merged it", SOON, () -> scratch.spooledIds().isEmpty());
            try (StubApi well = new StubApi(StubApi.Kind.OSS, port)) {
                Await.until("both are sent", SOON, () -> well.texts().size() == 2);
                Await.until(
                        "both are committed",
                        SOON,
                        () -> scratch.queueIds().isEmpty() && scene.inFlight().isEmpty());
                assertThat(well.texts()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aClosedPipeEndsItQuietly() {
        try (RunningProcess piped =
                scene.program()
                        .under("sh", "-c", "{ \"$@\"; echo \"exit $?\" >&2; } | head -1", "sh")
                        .start("worker", "--json")) {
            assertThat(piped.nextLine(SOON)).isNotNull();
            List<String> texts = SyncScene.texts(scene.preload(2, "here", "p"));
            Outcome ended = piped.outcome(SOON);
            assertThat(ended.err().strip()).as("%s", ended).isIn("exit 0", "exit 141");
            scene.syncUntilNothingIsLeft();
            scene.assertStoredOnce(texts);
        }
    }

    @Test
    void terminatedWhileUploadsEndInTime() {
        stoppedBy("TERM", 143, Duration.ofMillis(1500), "worker");
    }

    @Test
    void interruptedWhileUploadsEndInTime() {
        stoppedBy("INT", 130, Duration.ofMillis(1500), "sync");
    }

    @Test
    void terminatedWhileUploadsTakeTooLong() {
        stoppedBy("TERM", 143, Duration.ofSeconds(6), "sync");
    }

    /** What was under way is written down as stored or as in doubt, and settled by the next. */
    private void stoppedBy(String signal, int exitCode, Duration latency, String command) {
        scene.set("api.timeout", latency.toSeconds() + 2 + " s");
        List<String> texts = SyncScene.texts(scene.preload(6, "here", "one", "two"));
        api.latency(latency);
        try (RunningProcess running = scene.program().start(command, "--json")) {
            Await.until("two are under way", SOON, () -> api.adds().size() == 2);
            long began = System.nanoTime();
            running.signal(signal);
            Outcome ended = running.outcome(SOON);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(ended.exitCode()).as("%s", ended).isEqualTo(exitCode);
            assertThat(ended.err()).as("%s", ended).isEmpty();
            assertThat(took).as("%s", ended).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(api.adds()).as("nothing new was sent").hasSize(2);
        boolean inTime = latency.compareTo(Duration.ofSeconds(3)) < 0;
        assertThat(scratch.queueIds()).as("not sent: back in the queue").hasSize(4);
        assertThat(scene.inDoubt()).hasSize(inTime ? 0 : 2);
        assertThat(scene.inFlight()).hasSize(inTime ? 0 : 2);
        Path journal = scratch.path().resolve("mem0_queue.d/sync.journal");
        if (inTime) {
            assertThat(journal).doesNotExist();
        } else {
            assertThat(journal).as("it tells of doubts until they are settled").isNotEmptyFile();
        }
        api.latency(Duration.ZERO);
        scene.syncUntilNothingIsLeft();
        scene.assertStoredOnce(texts);
        assertThat(api.texts()).hasSize(6);
        assertThat(scratch.asPythonSeesIt().path("stats").path("total_synced").asInt())
                .isEqualTo(6);
    }

    @Test
    void thePersonsOwnWorker() {
        scene.here("sync", "--worker").refused(1, "worker.command", "config set");
        StandInWorker standIn =
                new StandInWorker(scratch, folder.resolve("worker")).sendingTo(api.address());
        StandInWorker.Run run = StandInWorker.Run.of(StandInWorker.Manner.A);
        scene.set("worker.command", String.join(" ", standIn.command(run, 1)));
        List<String> texts = SyncScene.texts(scene.preload(3, "here", "p"));
        assertThat(scene.here("sync", "--worker", "--dry-run").done().out())
                .contains("Would run: ", "mem0_queue_worker.py");
        assertThat(api.adds()).isEmpty();
        api.latency(Duration.ofMillis(400));

        try (RunningProcess started = scene.program().start("sync", "--worker")) {
            assertThat(started.nextLine(SOON)).isEmpty();
            assertThat(started.nextLine(SOON)).contains("Processing queue: 3 pending");
            assertThat(started.nextLine(SOON)).contains("Synced: p"); // as it comes
            assertThat(started.alive()).isTrue();
            Outcome second = scene.here("sync", "--worker");
            second.refused(1, "A worker runs already", "mem0_queue_worker.py", "Nothing was");
            Outcome done = started.outcome(SOON).done();
            assertThat(done.out()).contains("Worker done");
        }
        scene.assertStoredOnce(texts);
        assertThat(scratch.queueIds()).isEmpty();

        JsonNode json = scene.program().run("sync", "--worker", "--json").json();
        assertThat(json.path("exit_code").asInt(-1)).isZero();
        scene.set("worker.command", "exit 7");
        Outcome failed = scene.program().run("sync", "--worker");
        assertThat(failed.exitCode()).as("%s", failed).isEqualTo(1);
    }

    @Test
    void aWorkerThatRunsAlreadyIsNamed() throws InterruptedException {
        StandInWorker standIn = new StandInWorker(scratch, folder.resolve("worker"));
        StandInWorker.Run slow =
                new StandInWorker.Run(StandInWorker.Manner.B, 1, 0.3, 200, 0, false);
        scene.set("worker.command", String.join(" ", standIn.command(slow, 1)));
        Process running = standIn.start(slow, 1);
        try {
            scene.here("sync", "--worker")
                    .refused(1, "A worker runs already", Long.toString(running.pid()));
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    /** Nothing of the command tells that it is a worker, so only the start itself can. */
    @Test
    void twoStartsInTheSameMomentAreOne() {
        Path began = folder.resolve("began");
        scene.set("worker.command", "sh -c 'echo here >> " + began + "; read never'");
        try (RunningProcess first = scene.program().start("sync", "--worker")) {
            Await.until("the first has begun", SOON, () -> Files.exists(began));
            scene.here("sync", "--worker").refused(1, "has started the worker", "Nothing was");
            assertThat(first.alive()).isTrue();
            first.endInput();
            first.outcome(SOON);
        }
        assertThat(began).hasContent("here");
        scene.here("sync", "--worker", "--dry-run").done();
    }

    @Test
    void theirWorkerEndsWithTheCommand() {
        StandInWorker standIn = new StandInWorker(scratch, folder.resolve("worker"));
        StandInWorker.Run endless =
                new StandInWorker.Run(StandInWorker.Manner.B, 1, 0.2, 1000, 0, false);
        scene.set("worker.command", String.join(" ", standIn.command(endless, 1)));
        try (RunningProcess started = scene.program().start("sync", "--worker")) {
            started.nextLine(SOON);
            List<ProcessHandle> children =
                    ProcessHandle.of(started.pid()).orElseThrow().descendants().toList();
            assertThat(children).isNotEmpty();
            started.signal("TERM");
            assertThat(started.outcome(SOON).exitCode()).isEqualTo(143);
            Await.until(
                    "their worker ended too",
                    SOON,
                    () -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
