package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@DisabledOnOs(OS.WINDOWS)
class PsListingTest {
    @TempDir private Path home;

    @Test
    void workersOfThisPersonAreOursAndOthersAreTold() throws IOException {
        Path directory = Files.createDirectory(home.resolve(".claude"));
        var found =
                found(
                        directory,
                        """
                            1 root             /sbin/launchd
                         4711 ann              /usr/bin/python3 -u /no/mem0_queue_worker.py
                         4712 bob              python3 mem0_queue_worker.py
                         4713 ann              vim mem0_queue_worker.py
                         4714 ann              grep mem0_queue_worker
                        """);

        assertThat(found).extracting(WorkerProcess::pid).containsExactly(4711L, 4712L);
        assertThat(found).extracting(WorkerProcess::directoryKnown).containsExactly(true, false);
    }

    @Test
    void aScriptWhosePathHoldsBlanksIsPutTogether() throws IOException {
        Path directory = Files.createDirectory(home.resolve(".claude"));
        Path folder = Files.createDirectories(home.resolve("My Own Scripts"));
        Path script =
                Files.writeString(folder.resolve("mem0_queue_worker.py"), "mem0_queue_dlq.json");

        var found = found(directory, "  4711 ann  python3 -u " + script + " --once\n");

        assertThat(found)
                .singleElement()
                .satisfies(
                        worker -> {
                            assertThat(worker.command()).isEqualTo("python3 " + script);
                            assertThat(worker.kind()).isEqualTo(WorkerProcess.Kind.B);
                        });
    }

    @Test
    void anotherQueueDirectoryThanOursIsNotOurWorkers() throws IOException {
        Files.createDirectory(home.resolve(".claude"));
        Path other = Files.createDirectory(home.resolve("other"));

        assertThat(found(other, "4711 ann python3 /x/mem0_queue_worker.py\n")).isEmpty();
    }

    @Test
    void aListingThatFailsFindsNothing() {
        var table = new PsListing(Optional::empty, "ann", home);

        assertThat(new WorkerProcesses(table).find(home)).isEmpty();
    }

    @Test
    void thisSystemsListingIsUnderstood() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "read line # Marked_Command").start();
        try {
            assertThat(PsListing.ofThisMachine().mentioning("marked_command"))
                    .extracting(RunningProcess::pid)
                    .containsExactly(process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private List<WorkerProcess> found(Path directory, String listing) {
        var table = new PsListing(() -> Optional.of(listing), "ann", home);
        return new WorkerProcesses(table).find(directory);
    }
}
