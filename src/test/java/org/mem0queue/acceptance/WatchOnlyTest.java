package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Looking writes nothing: not into the queue directory, not into a home folder. */
class WatchOnlyTest {
    private static final List<List<String>> LOOKS =
            List.of(
                    List.of("status"),
                    List.of("status", "--check", "--json"),
                    List.of("list", "all"),
                    List.of("list", "spooled", "--json"),
                    List.of("show", "1"),
                    List.of("log"),
                    List.of("doctor"),
                    List.of("snapshots"),
                    List.of("config", "get", "theme"),
                    List.of("config", "list"),
                    List.of("wait", "--timeout", "0"),
                    List.of("flush", "--dry-run"),
                    List.of("restore", "--backup", "--dry-run"),
                    List.of("completion"));

    @TempDir Path folder;

    @Test
    void nothingIsWrittenWhereEverythingIsThere() {
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        InProcess.spool(scratch.path(), "merged");
        InProcess.flush(scratch.path());
        InProcess.spool(scratch.path(), "still spooled");
        look(scratch);
    }

    @Test
    void nothingIsMadeWhereNothingIs() {
        look(ScratchQueue.in(folder));
    }

    @Test
    void nothingIsWrittenBesideADamagedQueue() throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        scratch.writeExample();
        byte[] whole = Files.readAllBytes(scratch.queueFile());
        Files.write(scratch.queueFile(), Arrays.copyOf(whole, whole.length / 3));
        look(scratch);
    }

    private static void look(ScratchQueue scratch) {
        FolderState queue = FolderState.of(scratch.path());
        FolderState home = FolderState.of(scratch.home());
        for (List<String> command : LOOKS) {
            Outcome outcome = SameJvm.run(scratch.program(), new byte[0], command);
            assertThat(outcome.exitCode()).as("%s", outcome).isBetween(0, 2);
            assertThat(FolderState.of(scratch.path())).as("%s", outcome).isEqualTo(queue);
        }
        for (String command : List.of("status", "doctor", "list")) {
            scratch.program().run(command);
        }
        assertThat(FolderState.of(scratch.path())).isEqualTo(queue);
        assertThat(FolderState.of(scratch.home())).isEqualTo(home);
    }
}
