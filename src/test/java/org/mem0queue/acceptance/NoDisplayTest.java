package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.Main;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The window asked for where there is nothing to open it on, as over ssh or under cron. */
class NoDisplayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;
    private ScratchQueue scratch;
    private FolderState before;

    @BeforeEach
    void makeQueue() throws IOException {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        before = FolderState.of(scratch.path());
    }

    @Test
    void withoutADisplayTheCommandLineIsNamed() {
        scratch.program().run("gui").refused(1, "no display", "mem0-queue status");
        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
    }

    @Test
    void soItIsWithoutACommand() {
        scratch.program().run().refused(1, "no display", "mem0-queue status");
        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
    }

    /** The variable outlives the server, for example in a terminal multiplexer. */
    @Test
    void soItIsOnADisplayWhoseServerIsGone() throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        Main.class.getName(),
                        "--dir",
                        scratch.path().toString(),
                        "gui");
        // With JavaFX, which the image of the command line leaves out.
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        RealProgram program =
                scratch.program().with("DISPLAY", ":987").with("CLASSPATH", classPath);
        try (RunningProcess gui =
                RunningProcess.start(command, program.variables(), program.home())) {
            Outcome outcome = gui.outcome(SOON);
            assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
            assertThat(outcome.err()).contains("there is no display", "mem0-queue status");
            assertThat(outcome.err()).doesNotContain("Exception");
        }
        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
    }
}
