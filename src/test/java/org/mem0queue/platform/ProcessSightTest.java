package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** With real Python processes. */
@EnabledOnOs(OS.LINUX)
class ProcessSightTest {
    @TempDir private Path folder;
    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private ProcessSight start(List<String> options, String unbuffered, boolean toFile)
            throws IOException {
        Path script = folder.resolve("a -u script).py");
        Files.writeString(
                script,
                "import sys\nheld = open('%s', 'w')\nprint('ready', file=sys.stderr, flush=True)\nsys.stdin.read()\n"
                        .formatted(folder.resolve("held")));
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(options);
        command.add(script.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("PYTHONUNBUFFERED");
        if (unbuffered != null) {
            builder.environment().put("PYTHONUNBUFFERED", unbuffered);
        }
        if (toFile) {
            builder.redirectOutput(folder.resolve("out").toFile());
        }
        process = builder.start();
        assertThat(
                        new BufferedReader(
                                        new InputStreamReader(
                                                process.getErrorStream(), StandardCharsets.UTF_8))
                                .readLine())
                .isEqualTo("ready");
        return ProcessSight.of(process.pid()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', -, true",
                "-B -X utf8, -, true",
                "-Xutf8, '', true",
                "-W ignore, -, true",
                "-u, -, false",
                "-Bu, -, false",
                "-X utf8 -u, -, false",
                "'', 1, false"
            })
    void bufferingFollowsOptionsAndEnvironment(String options, String unbuffered, boolean buffered)
            throws IOException {
        ProcessSight sight =
                start(
                        options.isEmpty() ? List.of() : List.of(options.split(" ", -1)),
                        unbuffered,
                        true);

        assertThat(sight.outputBuffered()).isEqualTo(buffered);
        assertThat(sight.output()).isEqualTo(folder.resolve("out").toRealPath());
        assertThat(sight.stopped()).isFalse();
        assertThat(sight.deletedFiles()).isEmpty();
    }

    @Test
    void outputToAPipeIsNotCalledBuffered() throws IOException {
        assertThat(start(List.of(), null, false).outputBuffered()).isFalse();
    }

    @Test
    void anOpenFileThatWasDeletedIsNamedAsItWas() throws IOException {
        Path held = folder.toRealPath().resolve("held");
        start(List.of(), null, true);
        Files.delete(held);

        assertThat(ProcessSight.of(process.pid()).orElseThrow().deletedFiles())
                .containsExactly(held);
        assertThat(ProcessSight.holdersOfDeleted(held)).containsExactly(process.pid());
    }

    @Test
    void aProcessThatIsGoneIsNotSeen() {
        assertThat(ProcessSight.of(1L << 30)).isEmpty();
    }
}
