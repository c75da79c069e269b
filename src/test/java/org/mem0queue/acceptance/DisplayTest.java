package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.Main;
import org.mem0queue.sync.StubApi;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The window as a process of its own on a display of its own. */
class DisplayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @BeforeEach
    void needsADisplay() {
        Needs.linux();
        Needs.tool("Xvfb", "python3");
    }

    /** A display that nobody looks at. */
    private record Display(RunningProcess server, String name) implements AutoCloseable {
        /** On a number that is free. */
        static Display start(RealProgram program) throws IOException {
            RunningProcess server =
                    RunningProcess.start(
                            List.of(
                                    Needs.find("Xvfb").orElseThrow().toString(),
                                    "-displayfd",
                                    "1",
                                    "-nolisten",
                                    "tcp",
                                    "-screen",
                                    "0",
                                    "1280x800x24"),
                            program.variables(),
                            program.home());
            return new Display(server, ":" + server.nextLine(SOON));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static RunningProcess start(Class<?> main, RealProgram program, Display display)
            throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dprism.order=sw",
                        main.getName(),
                        "--dir",
                        program.directory().toString(),
                        "gui");
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        return RunningProcess.start(
                command,
                program.with("DISPLAY", display.name()).with("CLASSPATH", classPath).variables(),
                program.home());
    }

    @Test
    void aSecondStartIsLeftToTheFirst() throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        Path other = Files.createDirectory(folder.resolve("other"));
        for (Path directory : List.of(scratch.path(), other)) {
            scratch.program().on(directory).run("config", "set", "mode", "manage").done();
        }
        try (Display display = Display.start(scratch.program());
                RunningProcess first = start(PressedProgram.class, scratch.program(), display)) {
            first.awaitLine("open");
            try (RunningProcess second = start(Main.class, scratch.program(), display)) {
                assertThat(second.outcome(SOON).exitCode()).as(first.errors()).isZero();
            }
            assertThat(first.alive()).isTrue();
            Await.until("the first directory", SOON, () -> ledgers(scratch) == 1);
            // It is the first that opens what the second was started for.
            try (RunningProcess second = start(Main.class, scratch.program().on(other), display)) {
                assertThat(second.outcome(SOON).exitCode()).as(first.errors()).isZero();
            }
            Await.until("the other directory", SOON, () -> ledgers(scratch) == 2);
            assertThat(first.alive()).isTrue();
            assertThat(first.errors()).doesNotContain("Exception");
        }
    }

    /** There is one for each directory that was opened. */
    private static int ledgers(ScratchQueue scratch) throws IOException {
        Path folder = InProcess.ledger(scratch).file().getParent();
        int number = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.db")) {
            for (Path ignored : files) {
                number++;
            }
        } catch (NoSuchFileException none) {
            return 0;
        }
        return number;
    }

    @Test
    void aDisplayThatIsKilledWhileItSendsLeavesTheFilesWhole() throws IOException {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            List<SyncScene.Saved> saved = scene.preload(60, "kill", "a", "b", "c");
            List<String> texts = SyncScene.texts(saved);
            scene.set("mode", "manage");
            scene.api().latency(Duration.ofMillis(300));
            try (Display display = Display.start(scene.program());
                    RunningProcess window = start(PressedProgram.class, scene.program(), display)) {
                window.awaitLine("open");
                window.send("Sync now");
                window.awaitLine("pressed");
                Await.until(
                        "some are stored and some are being sent",
                        SOON,
                        () -> scene.api().texts().size() >= 4 && !scene.inFlight().isEmpty());
                display.server().signal("KILL");
                assertThat(window.outcome(SOON).exitCode()).isNotZero();
            }
            scene.api().awaitIdle();
            List<String> known = new ArrayList<>(scene.scratch().queueIds());
            known.addAll(scene.inFlight());
            assertThat(known).doesNotHaveDuplicates();
            assertThat(scene.api().texts()).hasSizeLessThan(saved.size()).doesNotHaveDuplicates();
            for (SyncScene.Saved memory : saved) {
                assertThat(
                                known.contains(memory.id())
                                        || scene.api().texts().contains(memory.content()))
                        .as("%s", memory)
                        .isTrue();
            }
            scene.scratch().asPythonSeesIt();

            scene.api().latency(Duration.ZERO);
            scene.syncUntilNothingIsLeft();
            scene.assertStoredOnce(texts);
            assertThat(scene.api().adds()).as("each sent once").doesNotHaveDuplicates();
        }
    }
}
