package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** With real Python processes, each of which says "ready" once the interpreter runs it. */
@EnabledOnOs(OS.LINUX)
class WorkerProcessesTest {
    private static final String WAIT =
            """
            import sys
            print("ready", flush=True)
            sys.stdin.read()
            """;
    private static final String ONE_SHOT = "# prints 'moved to failed'\n" + WAIT;
    private static final String ENDLESS = "DLQ = 'mem0_queue_dlq.json'  # moved to failed\n" + WAIT;

    @TempDir private Path folder;
    private Path home;
    private Path queueDirectory;
    private Path scripts;
    private final List<Process> started = new ArrayList<>();
    private final WorkerProcesses processes = WorkerProcesses.ofThisMachine();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        queueDirectory = Files.createDirectory(home.resolve(".claude"));
        scripts = Files.createDirectory(folder.resolve("my scripts"));
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRunningWorkerIsFoundWithItsGenerationStartAndScript() throws IOException {
        Path script = script("mem0_queue_worker.py", ENDLESS);
        Process process = start(home, "python3", "-u", script.toString(), "--api-key", "s3cret");

        var found = processes.find(queueDirectory);

        assertThat(found).hasSize(1);
        var worker = found.getFirst();
        assertThat(worker.pid()).isEqualTo(process.pid());
        assertThat(worker.kind()).isEqualTo(WorkerProcess.Kind.B);
        assertThat(worker.command()).endsWith(" " + script).doesNotContain("s3cret");
        assertThat(worker.startedAt())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));
        assertThat(worker.processorTime()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(worker.queueDirectory()).isEqualTo(queueDirectory);
        assertThat(worker.directoryKnown()).isTrue();
    }

    @Test
    void whatACommandWouldRunOnceMoreIsFoundWhateverItsQueue() throws IOException {
        Path script = script("mem0_queue_worker.py", ENDLESS);
        Path namesake =
                Files.writeString(
                        Files.createDirectory(folder.resolve("other"))
                                .resolve("mem0_queue_worker.py"),
                        ENDLESS);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Process process = start(home, "python3", "-u", script.toString());

        assertThat(processes.find(elsewhere)).as("of another queue").isEmpty();
        for (String command :
                List.of(
                        "python3 '" + script + "'",
                        "/usr/bin/python3 -u \"" + script + "\" --once",
                        "  python3   '" + script + "'  ")) {
            assertThat(processes.runningAlready(command, home))
                    .as(command)
                    .hasValueSatisfying(w -> assertThat(w.pid()).isEqualTo(process.pid()));
        }
        for (String command :
                List.of(
                        "python3 '" + namesake + "'",
                        "HOME=/elsewhere python3 '" + script + "'",
                        "cd / && python3 '" + script + "'",
                        "python3 -c '" + script + "'",
                        "python3 " + script,
                        "python3 '" + script,
                        "run-my-worker",
                        "")) {
            assertThat(processes.runningAlready(command, home)).as(command).isEmpty();
        }
        assertThat(processes.runningAlready("python3 '" + script + "'", elsewhere))
                .as("somebody who is at home elsewhere has another queue")
                .isEmpty();
    }

    @Test
    void aRenamedOneShotWorkerIsFoundAndToldApartByItsText() throws IOException {
        Path script = script("old-mem0_queue_worker.backup.py", ONE_SHOT);
        start(home, "python3", script.toString());

        assertThat(processes.find(queueDirectory))
                .extracting(WorkerProcess::kind)
                .containsExactly(WorkerProcess.Kind.A);
    }

    @Test
    void aWorkerStartedByARelativePathIsReadWhereItRuns() throws IOException {
        script("mem0_queue_worker.py", ENDLESS);
        start(scripts, home, "python3", "mem0_queue_worker.py");

        assertThat(processes.find(queueDirectory))
                .extracting(WorkerProcess::kind)
                .containsExactly(WorkerProcess.Kind.B);
    }

    @Test
    void aScriptThatIsGoneOrNeitherOrNewerThanTheProcessHasNoGeneration() throws IOException {
        Path gone = script("gone_mem0_queue_worker.py", ENDLESS);
        start(home, "python3", gone.toString());
        Files.delete(gone);
        start(home, "python3", script("own_mem0_queue_worker.py", WAIT).toString());
        Path newer = script("new_mem0_queue_worker.py", ENDLESS);
        start(home, "python3", newer.toString());
        Files.setLastModifiedTime(newer, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(processes.find(queueDirectory))
                .extracting(WorkerProcess::kind)
                .containsExactly(
                        WorkerProcess.Kind.UNKNOWN,
                        WorkerProcess.Kind.UNKNOWN,
                        WorkerProcess.Kind.UNKNOWN);
    }

    @Test
    void whatOnlyMentionsTheScriptIsNoWorker() throws IOException {
        Path script = script("mem0_queue_worker.py", ENDLESS);
        Path tool = script("editor.py", WAIT);
        start(home, "python3", "-c", WAIT, script.toString());
        start(home, "python3", "-c", WAIT + "# mem0_queue_worker.py");
        start(home, "python3", tool.toString(), script.toString());
        start(home, "python3", script("test_mem0_queue_worker.py", WAIT).toString());
        startQuiet("tail", "-f", script.toString());
        startQuiet("grep", "mem0_queue_worker");
        start(home, "sh", "-c", "echo ready; read line # mem0_queue_worker.py");

        assertThat(ProcessTable.ofThisMachine().mentioning("mem0_queue_worker"))
                .as("they are there to be mistaken")
                .extracting(RunningProcess::pid)
                .containsAll(started.stream().map(Process::pid).toList());
        assertThat(processes.find(queueDirectory)).isEmpty();
    }

    @Test
    void theWorkerOfAnotherHomeIsNotTakenForOurs() throws IOException {
        Path otherHome = Files.createDirectory(folder.resolve("other"));
        Path otherDirectory = Files.createDirectory(otherHome.resolve(".claude"));
        start(otherHome, "python3", script("mem0_queue_worker.py", ENDLESS).toString());

        assertThat(processes.find(queueDirectory)).isEmpty();
        assertThat(processes.find(otherDirectory)).hasSize(1);
    }

    @Test
    void aWorkerIsFoundThroughALinkedQueueDirectory() throws IOException {
        Path synced = Files.createDirectory(folder.resolve("synced"));
        Files.delete(queueDirectory);
        Files.createSymbolicLink(queueDirectory, synced);
        start(home, "python3", script("mem0_queue_worker.py", ENDLESS).toString());

        assertThat(processes.find(synced)).hasSize(1);
        assertThat(processes.find(queueDirectory)).hasSize(1);
    }

    @Test
    void aWorkerThatHasTheLockOpenIsOursWhateverItsHome() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        String holder = "f = open(" + quoted(elsewhere.resolve("mem0_queue.lock")) + ", 'w')\n";
        start(home, "python3", script("mem0_queue_worker.py", holder + ENDLESS).toString());

        assertThat(processes.find(elsewhere)).hasSize(1);
    }

    @Test
    void twoWorkersAreTwoAndAForkedOneIsOne() throws IOException {
        Path script = script("mem0_queue_worker.py", ENDLESS);
        Process first = start(home, "python3", script.toString());
        Process second = start(home, "python3", script.toString());

        assertThat(processes.find(queueDirectory))
                .extracting(WorkerProcess::pid)
                .containsExactlyInAnyOrder(first.pid(), second.pid());

        first.destroyForcibly();
        second.destroyForcibly();
        first.onExit().join();
        second.onExit().join();
        String fork = "import os, signal\nif os.fork() == 0: signal.pause()\n";
        Path forking = script("forking_mem0_queue_worker.py", fork + WAIT);
        Process parent = start(home, "python3", forking.toString());

        assertThat(parent.children()).isNotEmpty();
        assertThat(processes.find(queueDirectory))
                .extracting(WorkerProcess::pid)
                .containsExactly(parent.pid());
    }

    @Test
    void aWorkerThatEndedIsGone() throws IOException {
        Process process = start(home, "python3", script("mem0_queue_worker.py", WAIT).toString());
        assertThat(processes.find(queueDirectory)).hasSize(1);

        process.destroyForcibly();
        process.onExit().join();

        assertThat(processes.find(queueDirectory)).isEmpty();
    }

    @Test
    void namesOfProcessesCannotSendControlCharactersToATerminal() throws IOException {
        start(home, "python3", script("\u001b[31mmem0_queue_worker.py", WAIT).toString());

        assertThat(processes.find(queueDirectory).getFirst().command())
                .contains("?[31mmem0_queue_worker.py")
                .doesNotContain("\u001b");
    }

    @Test
    void mcpServersAreFoundByGenerationAndAreNoWorkers() throws IOException {
        String queue = "# mem0_save into mem0_queue.json\n";
        start(
                home,
                "python3",
                script("mem0_mcp_server.py", queue + "# mem0_emergency.json\n" + WAIT).toString());
        start(
                home,
                "python3",
                script("a_mem0_mcp_server.py", queue + "# Could not acquire queue lock\n" + WAIT)
                        .toString());
        start(
                home,
                "python3",
                script("mem0_mcp_server_local.py", "# mem0_save\n" + WAIT).toString());

        assertThat(processes.findMcpServers(queueDirectory))
                .extracting(McpServerProcess::kind)
                .containsExactlyInAnyOrder(
                        McpServerProcess.Kind.A,
                        McpServerProcess.Kind.B,
                        McpServerProcess.Kind.WITHOUT_QUEUE);
        assertThat(processes.find(queueDirectory)).isEmpty();
    }

    @Test
    void aProcessThatCannotBeLookedIntoIsToldWithoutADirectory() throws IOException {
        // As for the process of another person: the command line is all that can be read.
        Path proc = folder.resolve("proc");
        Path process = Files.createDirectories(proc.resolve("4194301"));
        Files.writeString(process.resolve("cmdline"), "python3\0/srv/mem0_queue_worker.py\0");
        var table = new ProcFolder(proc, folder.resolve("no-password-file"));

        var found = new WorkerProcesses(table).find(queueDirectory);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().directoryKnown()).isFalse();
        assertThat(found.getFirst().kind()).isEqualTo(WorkerProcess.Kind.UNKNOWN);
    }

    @Test
    void withoutHomeInItsEnvironmentTheOwnersHomeCounts() throws IOException {
        Path proc = folder.resolve("proc");
        Path process = Files.createDirectories(proc.resolve("4194301"));
        Files.writeString(process.resolve("cmdline"), "python3\0/srv/mem0_queue_worker.py\0");
        Files.writeString(process.resolve("environ"), "PATH=/bin\0");
        String owner = Files.getOwner(process).getName();
        Path passwords = folder.resolve("passwd");
        var workers = new WorkerProcesses(new ProcFolder(proc, passwords));

        Files.writeString(
                passwords,
                "x:x:7:7::/nowhere:/bin/sh\n" + owner + ":x:1:1::" + home + ":/bin/sh\n");
        assertThat(workers.find(queueDirectory)).allMatch(WorkerProcess::directoryKnown).hasSize(1);

        Files.writeString(passwords, owner + ":x:1:1::/somewhere/else:/bin/sh\n");
        assertThat(workers.find(queueDirectory)).isEmpty();
    }

    @Test
    void aContainersWorkerIsOursIfItsFolderIsTheSameFolder() throws IOException {
        // The container's /root/.claude is our queue directory, mounted there.
        Path proc = folder.resolve("proc");
        Path process = Files.createDirectories(proc.resolve("4194301"));
        Path root = Files.createDirectories(process.resolve("root/root"));
        Files.createSymbolicLink(root.resolve(".claude"), queueDirectory);
        Files.createDirectories(process.resolve("root/app"));
        Files.writeString(process.resolve("root/app/mem0_queue_worker.py"), ENDLESS);
        Files.writeString(process.resolve("cmdline"), "python3\0/app/mem0_queue_worker.py\0");
        Files.writeString(process.resolve("environ"), "PATH=/bin\0HOME=/root\0");
        var table = new ProcFolder(proc, folder.resolve("no-password-file"));

        assertThat(new WorkerProcesses(table).find(queueDirectory))
                .extracting(WorkerProcess::kind)
                .containsExactly(WorkerProcess.Kind.B);
    }

    @Test
    void withoutAProcFolderNothingIsFound() {
        var table = new ProcFolder(folder.resolve("missing"), folder.resolve("passwd"));

        assertThat(new WorkerProcesses(table).find(queueDirectory)).isEmpty();
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(scripts.resolve(name), text);
    }

    private Process start(Path home, String... command) throws IOException {
        return start(folder, home, command);
    }

    /** Starts a command and waits until it says that it runs. */
    private Process start(Path workingFolder, Path home, String... command) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.directory(workingFolder.toFile());
        builder.environment().put("HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        started.add(process);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        assertThat(reader.readLine()).isEqualTo("ready");
        return process;
    }

    /** Java's own helper process is gone once {@code start} returns: the command runs then. */
    private void startQuiet(String... command) throws IOException {
        started.add(new ProcessBuilder(command).start());
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }
}
