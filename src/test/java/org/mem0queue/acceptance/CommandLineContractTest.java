package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** What scripts rely on: options, exit codes, JSON, signals, pipes, locales. */
class CommandLineContractTest {
    /** What the JVM says where the signal comes before its modules are there, and ours are not. */
    private static final Pattern BEFORE_MAIN =
            Pattern.compile("Runtime\\.exit\\(\\d+\\) logging failed: .*\\R");

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    private ScratchQueue scratch;
    private RealProgram program;
    private Random random;

    @BeforeEach
    void writeTheExample() {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        program = scratch.program();
        random = Seed.print("moments of signals").random();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome here(String... command) {
        return SameJvm.run(program, new byte[0], List.of(command));
    }

    private Outcome elsewhere(String... command) {
        return SameJvm.run(program.withoutDirectory(), new byte[0], List.of(command));
    }

    @Test
    void optionsStandBeforeOrAfterTheCommand() {
        String dir = scratch.path().toString();
        for (String[] command :
                new String[][] {
                    {"--dir", dir, "--json", "status"},
                    {"status", "--dir", dir, "--json"},
                    {"--json", "status", "--dir=" + dir},
                    {"--dir", dir, "status", "--json", "--quiet"}
                }) {
            JsonNode status = elsewhere(command).done().json();
            assertThat(status.path("counts").path("pending").asInt()).isEqualTo(40);
        }
        program.withoutDirectory()
                .with("MEM0_QUEUE_DIR", dir)
                .with("MEM0_API_URL", "http://localhost:8081")
                .run("status")
                .done();
        JsonNode api =
                SameJvm.run(
                                program.with("MEM0_API_URL", "http://localhost:8081"),
                                new byte[0],
                                List.of("status", "--json"))
                        .json()
                        .path("api");
        assertThat(api.path("url").asText()).isEqualTo("http://localhost:8081");
        assertThat(
                        here("status", "--json", "--api", "http://h:1")
                                .json()
                                .path("api")
                                .path("url")
                                .asText())
                .isEqualTo("http://h:1");
    }

    @Test
    void everyJsonAnswerIsOneDocumentForPython() {
        here("save", "--project", "p", "--json", "for a backup").done();
        List<Outcome> answers = new ArrayList<>();
        for (String command :
                List.of(
                        "status",
                        "list",
                        "list all",
                        "list spooled",
                        "show " + scratch.queueIds().getFirst(),
                        "snapshots",
                        "restore --backup --dry-run",
                        "restore --kept --dry-run",
                        "log",
                        "log -n 0",
                        "doctor",
                        "config list",
                        "config get theme",
                        "flush",
                        "flush --dry-run",
                        "wait --pending 100",
                        "save --project p text")) {
            String[] words = (command + " --json").split(" ");
            answers.add(here(words).done());
        }
        for (Outcome answer : answers) {
            answer.json();
            assertThat(Python.run(answer.out().getBytes(UTF_8), "parse_json.py").out().strip())
                    .as("%s", answer)
                    .isEqualTo("1");
        }
        Outcome lines =
                SameJvm.run(
                        program,
                        "{\"project_id\": \"p\", \"content\": \"é\\ud83d\"}\n{\"project_id\": \"p\", \"content\": \"2\"}\n"
                                .getBytes(UTF_8),
                        List.of("save", "--jsonl", "--json"));
        assertThat(
                        Python.run(lines.out().getBytes(UTF_8), "parse_json.py", "--lines")
                                .out()
                                .strip())
                .isEqualTo("2");
    }

    @Test
    void statusCheckTellsTheHealthByItsExitCode() throws IOException {
        assertThat(program.run("status", "--check").exitCode()).as("warning").isEqualTo(1);

        ScratchQueue healthy = ScratchQueue.in(folder.resolve("healthy"));
        Shell.run("chmod", "700", healthy.path().toString());
        healthy.program().run("save", "--project", "p", "text").done();
        Outcome check = healthy.program().run("status", "--check");
        assertThat(check.exitCode()).as("healthy: %s", check).isZero();

        byte[] whole = Files.readAllBytes(scratch.queueFile());
        Files.write(scratch.queueFile(), Arrays.copyOf(whole, whole.length / 2));
        assertThat(program.run("status", "--check").exitCode()).as("critical").isEqualTo(2);
    }

    @Test
    void interruptedAndTerminated() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            InProcess.spool(scratch.path(), "waits");
            for (String[] command :
                    new String[][] {
                        {"flush", "--wait", "300"},
                        {"wait", "--timeout", "300"},
                        {"status", "--watch"},
                        {"log", "-f"},
                        {"save", "--jsonl"}
                    }) {
                for (String signal : List.of("INT", "TERM")) {
                    try (RunningProcess running = program.start(command)) {
                        awaitReady(running, command[0]);
                        running.signal(signal);
                        Outcome outcome = running.outcome(SOON);
                        assertThat(outcome.exitCode())
                                .as("%s after SIG%s", outcome, signal)
                                .isEqualTo(signal.equals("INT") ? 130 : 143);
                        assertThat(BEFORE_MAIN.matcher(outcome.err()).replaceAll(""))
                                .as("%s", outcome)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(scratch.queueIds()).hasSize(40);
        assertThat(scratch.spooledIds()).hasSize(1);
    }

    /** Past the start of the JVM, where that can be seen. */
    private void awaitReady(RunningProcess running, String command) {
        switch (command) {
            case "status", "log" -> assertThat(running.nextLine(SOON)).isNotNull();
            case "save" -> {
                running.send("{\"project_id\": \"p\", \"content\": \"\"}"); // refused, but answered
                Await.until("an answer", SOON, () -> running.errors().contains("Line 1"));
                running.forgetErrors();
            }
            // says nothing while it waits: any moment has to do
            default -> Await.pass(Duration.ofMillis(random.nextInt(2500)));
        }
    }

    @Test
    void aClosedPipeEndsItQuietly() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(
                    "{\"project_id\": \"p\", \"content\": \"number "
                            + i
                            + " "
                            + "x".repeat(60)
                            + "\"}");
        }
        SameJvm.run(
                        program,
                        String.join("\n", many).getBytes(UTF_8),
                        List.of("save", "--jsonl", "--quiet"))
                .done();
        Path log = scratch.path().resolve("logs/mem0_worker.log");
        for (String[] command :
                new String[][] {
                    {"list", "all"},
                    {"list", "--json"},
                    {"log", "-f"},
                    {"status", "--watch", "--json"}
                }) {
            try (RunningProcess piped =
                    program.under("sh", "-c", "{ \"$@\"; echo \"exit $?\" >&2; } | head -1", "sh")
                            .start(command)) {
                assertThat(piped.nextLine(SOON)).isNotNull();
                // a follower notices at its next line
                Files.writeString(log, "a line\n", StandardOpenOption.APPEND);
                if (command[0].equals("status")) {
                    Files.deleteIfExists(scratch.path().resolve("mem0_queue_dlq.json"));
                }
                Outcome outcome = piped.outcome(SOON);
                assertThat(outcome.err().strip()).as("%s", outcome).isIn("exit 0", "exit 141");
            }
        }
    }

    @Test
    void textsSurviveALocaleThatCannotNameThem() {
        String text = "déjà vu – 日本語 🧠";
        RealProgram plain = program.with("LANG", "C").with("LC_ALL", "C");

        String id = plain.run("save", "--project", "café", text).done().savedId();

        JsonNode shown = program.run("show", id, "--json").done().json();
        assertThat(shown.path("content").asText()).isEqualTo(text);
        assertThat(shown.path("project_id").asText()).isEqualTo("café");
        assertThat(plain.run("show", id).done().out()).contains(text);
        assertThat(plain.run("list", "--grep", "déjà").done().out().lines()).hasSize(1);
        assertThat(ScratchQueue.texts(scratch.asPythonSeesIt().path("contents"))).contains(text);
    }

    @Test
    void dryRunsChangeNothing() throws IOException {
        here("save", "--project", "p", "for a backup").done();
        here("save", "--project", "p", "for a snapshot").done();
        InProcess.spool(scratch.path(), "waits");
        FolderState before = FolderState.of(scratch.path());
        FolderState home = FolderState.of(scratch.home());

        here("save", "--project", "p", "--dry-run", "text").done();
        here("flush", "--dry-run").done();
        assertThat(here("flush", "--dry-run", "--json").json().path("would_merge").asInt()).isOne();
        here("restore", "--backup", "--dry-run").done();
        here("restore", "--snapshot", "1", "--dry-run").done();
        here("restore", "--kept", "--dry-run").done();

        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
        assertThat(FolderState.of(scratch.home())).isEqualTo(home);
    }

    @Test
    void bulkActsOffATerminalNeedAYes() throws IOException {
        here("save", "--project", "p", "for a backup").done();
        byte[] whole = Files.readAllBytes(scratch.queueFile());
        Files.write(scratch.queueFile(), Arrays.copyOf(whole, whole.length / 2));
        byte[] before = Files.readAllBytes(scratch.queueFile());

        Outcome asked = program.runWith("y\n", "restore", "--backup");

        assertThat(asked.exitCode()).isEqualTo(2);
        asked.complained("--yes");
        assertThat(scratch.queueFile()).hasBinaryContent(before);
        here("restore", "--backup", "--yes").done();
        assertThat(scratch.queueIds()).hasSize(41);
    }

    @Test
    void waitsUntilItIsSafe() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold");
                RunningProcess waiting = program.start("wait", "--pending", "40", "--json")) {
            holder.awaitLine("held");
            program.run("wait", "--pending", "40", "--timeout", "0")
                    .refused(1, "lock is held", "python3", Long.toString(holder.pid()));
            holder.endInput();
            holder.awaitLine("released");
            JsonNode answer = waiting.outcome(SOON).done().json();
            assertThat(answer.path("safe_to_save").asBoolean()).isTrue();
        }
        program.run("wait", "--timeout", "0").refused(1, "40 are pending");
    }

    @Test
    void listSelects() {
        assertThat(listed("--project", "web/shop")).hasSize(10);
        assertThat(listed("--grep", "^3\\d: ")).hasSize(10);
        assertThat(listed("--limit", "7")).hasSize(7);
        assertThat(listed("--since", "2h", "--limit", "100")).hasSize(40);
        assertThat(listed("--since", "1s")).isEmpty();
        assertThat(here("list", "trash", "--json").done().json()).isEmpty();
        assertThat(here("list", "trash").done().out()).isEqualTo("trash: none.\n");
    }

    private List<String> listed(String... more) {
        List<String> command = new ArrayList<>(List.of("list", "--json"));
        command.addAll(List.of(more));
        return ScratchQueue.ids(here(command.toArray(String[]::new)).done().json());
    }

    @Test
    void helpVersionAndCompletion() {
        assertThat(program.run("--version").done().out()).startsWith("mem0-queue ");
        for (String command :
                List.of(
                        "status",
                        "list",
                        "show",
                        "save",
                        "flush",
                        "wait",
                        "snapshots",
                        "restore",
                        "log",
                        "doctor",
                        "config",
                        "serve-mem0",
                        "completion")) {
            Outcome help = SameJvm.run(program, new byte[0], List.of(command, "--help")).done();
            assertThat(help.out().toLowerCase(Locale.ROOT))
                    .contains("usage: mem0-queue " + command);
        }
        String completion = program.run("completion").done().out();
        Path script = folder.resolve("completion.sh");
        try {
            Files.writeString(script, completion);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Shell.run("bash", "-n", script.toString());
    }

    @Test
    void twoPeopleShareAQueueAndNotTheirSettings() {
        RealProgram first = program;
        RealProgram second = RealProgram.in(folder.resolve("second-home"), scratch.path());
        try {
            Files.createDirectory(second.home());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        first.run("config", "set", "theme", "dark").done();
        List<String> saved =
                List.of(
                        first.run("save", "--project", "p", "of the first").done().savedId(),
                        second.run("save", "--project", "p", "of the second").done().savedId());

        assertThat(first.run("config", "get", "theme").out().strip()).isEqualTo("dark");
        assertThat(second.run("config", "get", "theme").out().strip()).isEqualTo("system");
        scratch.assertMergedOnce(saved);
        assertThat(second.home()).as("nothing of ours was needed there").isEmptyDirectory();
    }

    @Test
    void quietSaysNothingThatWasNotAskedFor() {
        assertThat(here("save", "--quiet", "--project", "p", "text").done().out()).isEmpty();
        assertThat(here("flush", "--quiet").done().out()).isEmpty();
        assertThat(here("list", "--quiet").done().out().lines()).hasSize(41);
    }

    @Test
    void aFollowedLogComesLineByLine() throws IOException {
        Path log = scratch.path().resolve("logs/mem0_worker.log");
        try (RunningProcess following = program.start("log", "-f", "-n", "1", "--json")) {
            assertThat(Outcome.JSON.readTree(following.nextLine(SOON)).path("text").asText())
                    .contains("Total synced: 10");
            Files.writeString(
                    log, "  ❌ Failed (3x): p → moved to failed\n", StandardOpenOption.APPEND);
            JsonNode line = Outcome.JSON.readTree(following.nextLine(SOON));
            assertThat(line.path("text").asText()).contains("Failed (3x): p");
            assertThat(line.path("level").asText()).isEqualTo("error");
        }
    }
}
