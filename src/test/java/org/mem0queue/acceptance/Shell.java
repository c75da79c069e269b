package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs the system's own tools. */
final class Shell {
    private Shell() {}

    /** Runs a command that has to succeed, and gives what it printed. */
    static String run(String... command) {
        try {
            Outcome outcome =
                    RunningProcess.start(
                                    List.of(command),
                                    Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
                                    Path.of("/"))
                            .endInput()
                            .outcome(Duration.ofSeconds(60));
            assertThat(outcome.exitCode()).as("%s", outcome).isZero();
            return outcome.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
