package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Following a directory where the system tells nothing of changes (R18). */
class WatchingTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** In a user namespace of its own, in which nobody may watch anything. */
    private static final List<String> WITHOUT_INOTIFY =
            List.of(
                    "unshare",
                    "--user",
                    "--map-root-user",
                    "sh",
                    "-c",
                    "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$@\"",
                    "sh");

    @Test
    void withoutAnyInotifyLeftChangesAreSeenAllTheSame() throws IOException {
        Needs.linux();
        Needs.tool("unshare", "python3");
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        RealProgram program = scratch.program().under(WITHOUT_INOTIFY);
        Outcome allowed = program.run("--version");
        Needs.need(allowed.exitCode() == 0, "no user namespace may be made here");
        try (RunningProcess watch = program.start("status", "--watch", "--json")) {
            assertThat(pending(watch.nextLine(SOON))).isEqualTo(40);
            InProcess.spool(scratch.path(), "one more");
            InProcess.flush(scratch.path());
            long pending = 40;
            while (pending != 41) {
                pending = pending(watch.nextLine(SOON));
            }
            assertThat(watch.errors()).isEmpty();
        }
    }

    private static long pending(String line) throws IOException {
        JsonNode counts = Outcome.JSON.readTree(line).path("counts");
        return counts.path("pending").asLong();
    }
}
