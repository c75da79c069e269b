package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What people and scripts get wrong, on every command: one line with the next step, the right exit
 * code, nothing on standard output, nothing changed.
 */
class BadInputTest {
    private static final int MEBI = 1 << 20;

    /** Of each table so many cases run as processes, and under torture all. */
    private static final int REAL_PROCESSES = 3;

    private static final boolean EVERYTHING = Boolean.getBoolean("mem0queue.torture");

    @TempDir Path folder;

    private ExecutorService processes;
    private Seed seed;

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
    private interface Damage {
        Damage NONE = scratch -> {};

        void to(ScratchQueue scratch) throws IOException;
    }

    /** What a case expects. */
    private record Case(
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

    private static Case refuse(int exitCode, String... command) {
        return new Case(Damage.NONE, new byte[0], List.of(command), exitCode, List.of());
    }

    @TestFactory
    Stream<DynamicTest> wrongUsage() {
        return run(
                Stream.of(
                        refuse(2, "frobnicate").says("frobnicate"),
                        refuse(2, "--frobnicate").says("--frobnicate"),
                        refuse(2, "status", "--frobnicate").says("--frobnicate"),
                        refuse(2, "status", "extra").says("extra"),
                        refuse(2, "two\nlines\u001b[31m").says("two lines"),
                        refuse(2, "list", "two\nlines\u001b[31m").says("two lines"),
                        refuse(2, "status", "--dir").says("--dir"),
                        refuse(2, "list", "nosuchstate").says("nosuchstate", "pending"),
                        refuse(2, "list", "--grep", "(").says("(", "regular expression"),
                        refuse(2, "list", "--since", "yesterday").says("yesterday", "2h"),
                        refuse(2, "list", "--since", "").says("time"),
                        refuse(2, "list", "--limit", "-1").says("--limit"),
                        refuse(2, "list", "--limit", "many").says("many"),
                        refuse(2, "list", "--limit", "99999999999").says("99999999999"),
                        refuse(2, "show"),
                        refuse(2, "show", "a", "b").says("b"),
                        refuse(2, "save", "text").says("--project"),
                        refuse(2, "save", "--project", "", "text").says("project is empty"),
                        refuse(2, "save", "--project", "  ", "text").says("project is empty"),
                        refuse(2, "save", "--project", "p", "").says("text is empty"),
                        refuse(2, "save", "--project", "p", " \n ").says("text is empty"),
                        refuse(2, "save", "--project", "p").says("text is empty"),
                        refuse(2, "save", "--project", "p", "a", "b").says("b"),
                        refuse(2, "save", "--jsonl", "text").says("TEXT"),
                        refuse(2, "save", "--project", "p".repeat(1001), "text").says("1000"),
                        refuse(2, "save", "--jsonl").says("no memories"),
                        refuse(2, "flush", "--wait", "-1").says("seconds"),
                        refuse(2, "flush", "--wait", "soon").says("soon"),
                        refuse(2, "flush", "--wait", "99999999999999999999").says("9999"),
                        refuse(2, "flush", "--wait", "9999999999").says("week"),
                        refuse(2, "wait", "--timeout", "-1").says("seconds"),
                        refuse(2, "wait", "--pending", "few").says("few"),
                        refuse(2, "wait", "--pending", "-2").says("--pending"),
                        refuse(2, "snapshots", "extra").says("extra"),
                        refuse(2, "restore").says("--backup"),
                        refuse(2, "restore", "--backup", "--kept").says("--backup", "--kept"),
                        refuse(2, "restore", "--snapshot", "one").says("one"),
                        refuse(2, "restore", "--snapshot", "-1").says("--snapshot"),
                        refuse(2, "log", "-n", "-1").says("-n"),
                        refuse(2, "log", "-n", "x").says("x"),
                        refuse(2, "log", "--grep", "[").says("["),
                        refuse(2, "log", "--level", "loud").says("loud", "warning"),
                        refuse(2, "doctor", "extra").says("extra"),
                        refuse(2, "config").says("config list"),
                        refuse(2, "config", "get").says("NAME"),
                        refuse(2, "config", "get", "nosuch").says("nosuch"),
                        refuse(2, "config", "set", "nosuch", "1").says("nosuch"),
                        refuse(2, "config", "set", "theme", "purple").says("purple", "dark"),
                        refuse(2, "config", "set", "theme", "dark", "extra").says("extra"),
                        refuse(2, "completion", "extra").says("extra")));
    }

    @TestFactory
    Stream<DynamicTest> badStandardInput() {
        Case lines = refuse(2, "save", "--jsonl");
        Case text = refuse(2, "save", "--project", "p");
        return run(
                Stream.of(
                        lines.reading("{").says("Line 1", "JSON"),
                        lines.reading("[]").says("Line 1", "object"),
                        lines.reading("\"text\"").says("Line 1", "object"),
                        lines.reading("{\"content\": \"a\"}").says("Line 1", "project"),
                        lines.reading("{\"project_id\": \"p\"}").says("Line 1", "text"),
                        lines.reading("{\"project_id\": 5, \"content\": \"a\"}").says("project_id"),
                        lines.reading("{\"project_id\": \"p\", \"content\": {}}").says("content"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\", \"id\": \"\"}")
                                .says("id is empty"),
                        lines.reading(
                                        "{\"project_id\": \"p\", \"content\": \"a\","
                                                + " \"timestamp\": \"noon\"}")
                                .says("timestamp"),
                        lines.reading(
                                        "{\"project_id\": \"p\", \"content\": \"a\","
                                                + " \"timestamp\": 1e999}")
                                .says("timestamp"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\", \"wat\": 1}")
                                .says("wat"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\"} {}")
                                .says("more than one"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\\u0000b\"}")
                                .says("NUL"),
                        lines.reading("\n \n").says("no memories"),
                        lines.reading(new byte[] {'{', (byte) 0xff, (byte) 0xfe}).says("Line 1"),
                        lines.reading("{\"a\":".repeat(10_000)).says("Line 1"),
                        text.reading(new byte[] {'a', (byte) 0xff, 'b'}).says("UTF-8"),
                        text.reading("a\0b").says("NUL"),
                        text.reading(new byte[5000]).says("NUL"),
                        text.reading(repeated('x', 50 * MEBI)).says("10 MB"),
                        text.reading(repeated((char) 0xff, 50 * MEBI)).says("10 MB"),
                        lines.reading(hugeLine()).says("Line 1", "10 MB")));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotThere() {
        Damage example = ScratchQueue::writeExample;
        return run(
                Stream.of(
                        refuse(1, "show", "no-such-id").says("no-such-id", "list all"),
                        refuse(1, "show", "").says("id"),
                        refuse(1, "show", "two\nlines").says("two lines"),
                        refuse(1, "show", "no-such-id").given(example).says("no-such-id"),
                        refuse(1, "show", "1").given(BadInputTest::twoThatBeginWithOne).says("1"),
                        refuse(1, "log").says("no worker log", "mem0_worker.log"),
                        refuse(1, "restore", "--backup").says("mem0_queue_backup.json"),
                        refuse(1, "restore", "--backup", "--dry-run")
                                .says("mem0_queue_backup.json"),
                        refuse(1, "restore", "--snapshot", "7").says("snapshot 7", "snapshots"),
                        refuse(1, "restore", "--snapshot", "7", "--json").says("snapshot 7"),
                        refuse(1, "wait", "--timeout", "0").given(example).says("40 are pending"),
                        refuse(1, "wait", "--timeout", "0", "--json").given(example).says("40")));
    }

    private static void twoThatBeginWithOne(ScratchQueue scratch) throws IOException {
        Files.writeString(
                scratch.queueFile(),
                "{\"queue\": [{\"id\": \"1a\", \"project_id\": \"p\", \"content\": \"a\","
                        + " \"timestamp\": 1, \"retries\": 0}, {\"id\": \"1b\", \"project_id\":"
                        + " \"p\", \"content\": \"b\", \"timestamp\": 1, \"retries\": 0}],"
                        + " \"last_100\": [], \"failed\": [], \"stats\": {}}");
    }

    @TestFactory
    Stream<DynamicTest> queueThatCannotBeRead() {
        List<Case> cases = new ArrayList<>();
        for (Damage damage :
                List.<Damage>of(
                        BadInputTest::cutInHalf,
                        scratch -> Files.createDirectory(scratch.queueFile()),
                        scratch -> Files.write(scratch.queueFile(), new byte[4096]),
                        scratch -> Files.createFile(scratch.queueFile()),
                        scratch -> Files.writeString(scratch.queueFile(), "[]"),
                        scratch -> Files.writeString(scratch.queueFile(), "{} {}"))) {
            for (String[] command :
                    new String[][] {
                        {"list"},
                        {"list", "failed", "--json"},
                        {"show", "abc"},
                        {"wait", "--timeout", "0"},
                        {"restore", "--kept", "--yes"},
                        {"restore", "--backup", "--yes"}
                    }) {
                cases.add(refuse(1, command).given(damage).says("mem0_queue"));
            }
        }
        return run(cases.stream());
    }

    private static void cutInHalf(ScratchQueue scratch) throws IOException {
        scratch.writeExample();
        byte[] whole = Files.readAllBytes(scratch.queueFile());
        Files.write(scratch.queueFile(), Arrays.copyOf(whole, whole.length / 2));
    }

    @TestFactory
    Stream<DynamicTest> directoryThatIsNone() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        Path missing = folder.resolve("missing");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Path longest = Path.of("/" + "d".repeat(5000));
        List<DynamicTest> tests = new ArrayList<>();
        ScratchQueue nothing = ScratchQueue.in(folder.resolve("nothing"));
        for (Path wrong : List.of(file, missing, loop, dangling, longest)) {
            for (String[] command :
                    new String[][] {
                        {"status"},
                        {"list", "--json"},
                        {"show", "x"},
                        {"save", "--project", "p", "text"},
                        {"flush"},
                        {"wait", "--timeout", "0"},
                        {"snapshots"},
                        {"restore", "--backup", "--yes"},
                        {"log"},
                        {"doctor", "--json"}
                    }) {
                if (wrong != missing && command.length > 1 && !command[0].equals("save")) {
                    continue; // the same code for all; one directory meets every command
                }
                Future<Outcome> outcome =
                        processes.submit(
                                () ->
                                        SameJvm.run(
                                                nothing.program().on(wrong),
                                                new byte[0],
                                                List.of(command)));
                String name = wrong.getFileName().toString();
                String begin = name.substring(0, Math.min(20, name.length()));
                tests.add(
                        DynamicTest.dynamicTest(
                                begin + " " + String.join(" ", command),
                                () -> outcome.get().refused(1, begin)));
            }
        }
        tests.add(
                DynamicTest.dynamicTest(
                        "nothing was made",
                        () -> {
                            assertThat(missing).doesNotExist();
                            assertThat(folder.resolve("nowhere")).doesNotExist();
                            assertThat(nothing.home()).isEmptyDirectory();
                        }));
        return tests.stream();
    }

    @Test
    void noHomeAndNoDirectoryNamed() {
        ScratchQueue scratch = ScratchQueue.in(folder);
        RealProgram program = scratch.program().withoutDirectory();
        program.run("status").refused(1, "--dir");
        program.run("save", "--project", "p", "text").refused(1, "--dir");
        program.with("MEM0_QUEUE_DIR", "/nonexistent").run("status").refused(1, "/nonexistent");
        assertThat(scratch.home()).isEmptyDirectory();
    }

    @Test
    void aBadLineAmongGoodOnesIsToldAndTheOthersAreSaved() {
        ScratchQueue scratch = ScratchQueue.in(folder);

        Outcome outcome =
                scratch.program()
                        .runWith(
                                "{\"project_id\": \"p\", \"content\": \"one\"}\n"
                                        + "{oops\n\n"
                                        + "{\"project_id\": \"p\", \"content\": \"two\"}",
                                "save",
                                "--jsonl");

        assertThat(outcome.exitCode()).isEqualTo(3);
        outcome.complained("Line 2", "JSON");
        scratch.assertMergedOnce(outcome.savedIds());
        assertThat(scratch.queueIds()).hasSize(2);
        scratch.close();
    }

    @Test
    void theLargestTextIsAccepted() {
        ScratchQueue scratch = ScratchQueue.in(folder);
        byte[] text = repeated('x', 10 * MEBI);

        String id = scratch.program().runWith(text, "save", "--project", "p").done().savedId();

        scratch.assertMergedOnce(List.of(id));
        assertThat(scratch.queue().path("queue").get(0).path("content").asText())
                .isEqualTo(new String(text, UTF_8));
        scratch.close();
    }

    private static byte[] repeated(char c, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    private static byte[] hugeLine() {
        byte[] begin = "{\"project_id\": \"p\", \"content\": \"".getBytes(UTF_8);
        byte[] line = repeated('x', 50 * MEBI);
        System.arraycopy(begin, 0, line, 0, begin.length);
        line[line.length - 2] = '"';
        line[line.length - 1] = '}';
        return line;
    }

    private Stream<DynamicTest> run(Stream<Case> cases) {
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

    private static void check(Case one, Path place, boolean realProcess) {
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
