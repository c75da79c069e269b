package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Queues and directories that cannot be read, and memories that are not there. */
class BadQueueTest extends BadInput {
    @TestFactory
    Stream<DynamicTest> whatIsNotThere() {
        Damage example = ScratchQueue::writeExample;
        return run(
                Stream.of(
                        refuse(1, "show", "no-such-id").says("no-such-id", "list all"),
                        refuse(1, "show", "").says("id"),
                        refuse(1, "show", "two\nlines").says("two lines"),
                        refuse(1, "show", "no-such-id").given(example).says("no-such-id"),
                        refuse(1, "show", "1").given(BadQueueTest::twoThatBeginWithOne).says("1"),
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
                        BadQueueTest::cutInHalf,
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
}
