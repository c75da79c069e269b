package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Health;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.service.ObservationFixture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All checks together. */
class HealthChecksTest {
    /** The commands that there are. */
    private static final List<String> COMMANDS =
            List.of(
                    "status",
                    "list",
                    "show",
                    "save",
                    "flush",
                    "wait",
                    "sync",
                    "worker",
                    "pause",
                    "resume",
                    "resolve",
                    "verify",
                    "retry",
                    "discard",
                    "report",
                    "export",
                    "import",
                    "snapshots",
                    "restore",
                    "log",
                    "doctor",
                    "config");

    private static final Pattern COMMAND = Pattern.compile("mem0-queue (?:--dir \\S+ )?([a-z-]+)");

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyDirectory() {
        queue = new ObservationFixture(folder);
    }

    /** The example of the contract: 40 pending, 6 failed, 3 dead letters, 2 emergency lines. */
    private void contractsExample() {
        queue.queue(
                ObservationFixture.json(
                                ObservationFixture.entries("p", 40, queue.now()),
                                ObservationFixture.entries("f", 6, queue.now()),
                                "",
                                61)
                        .replace("\"total_synced\": 0", "\"total_synced\": 10"));
        queue.write(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + ObservationFixture.entries("d", 3, queue.now()) + "]}");
        queue.write(
                queue.directory().emergencyFile(),
                ObservationFixture.entry("e1", queue.now())
                        + "\n"
                        + ObservationFixture.entry("e2", queue.now())
                        + "\n");
    }

    @Test
    void aWellDirectoryHasNoFindingsHoweverDeepOneLooks() {
        queue.queue(3, 0);

        assertThat(queue.judge().findings()).isEmpty();
        assertThat(queue.examine().findings()).isEmpty();
        assertThat(queue.examine().health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void theContractsExampleIsAWarning() {
        contractsExample();
        assertThat(queue.judge().health()).isEqualTo(Health.WARNING);
        assertThat(queue.judge().findings())
                .extracting(Finding::code)
                .contains(
                        "pending-many",
                        "failed-orphaned",
                        "dead-letters-waiting",
                        "emergency-waiting");

        queue.later(Duration.ofDays(30)); // it may be as old as it likes
        assertThat(queue.judge().health()).isEqualTo(Health.WARNING);
        assertThat(queue.examine().health()).isEqualTo(Health.WARNING);
    }

    @Test
    void theWorstFindingStandsFirstAndDecides() {
        queue.queue(25, 0).write(queue.directory().emergencyFile(), "{oops}\n");
        queue.write(".mem0_queue.json.1-1-00000000.tmp", "").later(Duration.ofMinutes(5));
        QueueSnapshot snapshot = queue.judge();

        assertThat(snapshot.health()).isEqualTo(Health.CRITICAL);
        assertThat(snapshot.findings())
                .extracting(Finding::severity)
                .containsExactly(
                        Finding.Severity.CRITICAL,
                        Finding.Severity.WARNING,
                        Finding.Severity.NOTICE);
    }

    @Test
    void aQueueThatCannotBeReadMakesHealthUnknownAndADamagedOneCritical() {
        queue.queue("{");
        assertThat(queue.judge().health()).isEqualTo(Health.CRITICAL);
        queue.queueFile(new ReadResult.Denied<>("permission denied"));
        assertThat(queue.judge().health()).isEqualTo(Health.UNKNOWN);
        assertThat(queue.judge().findings()).extracting(Finding::code).contains("queue-denied");
    }

    @Test
    void aMissingFolderIsToldWithoutAnException() {
        ObservationFixture none = new ObservationFixture(folder.resolve("none"));

        assertThat(none.examine().findings())
                .extracting(Finding::code)
                .containsExactly("directory-missing");
    }

    @Test
    void lookingWritesNothing() throws IOException {
        contractsExample();
        queue.store().spool().accept(List.of(new NewMemory(null, "p", "text", null, "test")));
        queue.write("logs/mem0_worker.log", "❌ Worker error: x\n");
        queue.write("archive/old/mem0_queue.json", "{");
        queue.write("mem0_queue (1).json", "{");
        TreeMap<Path, String> before = state();

        queue.later(Duration.ofDays(3)).examine();

        assertThat(state()).isEqualTo(before);
    }

    private TreeMap<Path, String> state() throws IOException {
        TreeMap<Path, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                state.put(
                        file,
                        Files.readAttributes(
                                        file,
                                        "unix:size,lastModifiedTime,ctime,ino,mode",
                                        LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return state;
    }

    @Test
    void everySentenceIsOneAndNamesCommandsThatExistAndNoText() throws IOException {
        queue.queue(
                ObservationFixture.json(
                        ObservationFixture.entry("a", queue.now())
                                        .replace("\"c\"", "\"MEMORY TEXT \\ud83d\"")
                                + ", {\"content\": \"MEMORY TEXT\"}, 42, "
                                + ObservationFixture.entries("p", 30, queue.now()),
                        ObservationFixture.entries("p", 60, queue.now()),
                        "",
                        61));
        queue.write(queue.directory().emergencyFile(), "MEMORY TEXT\n{\"content\": \"MEMORY TEXT");
        queue.write(queue.directory().deadLetterFile(), "{\"items\": [\"MEMORY TEXT");
        queue.write(queue.directory().metricsFile(), "MEMORY TEXT");
        queue.write(queue.directory().backupFile(), "MEMORY TEXT");
        queue.write("logs/mem0_worker.log", "❌ Worker error: MEMORY TEXT\n");
        queue.write("logs/mem0_worker_error.log", "KeyError: MEMORY TEXT\n");
        queue.write("mem0_queue 2.json", "MEMORY TEXT");
        queue.write("mem0_queue.tmp", "MEMORY TEXT");
        new ObservationFixture(folder.resolve("archive/x")).queue(1, 0);
        Files.setPosixFilePermissions(
                queue.directory().queueFile(),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        queue.store().spool().accept(List.of(new NewMemory(null, "p", "MEMORY TEXT", null, "t")));
        queue.later(Duration.ofHours(3));

        List<Finding> findings = queue.examine().findings();

        assertThat(findings).hasSizeGreaterThan(15);
        assertThat(findings)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.message())
                                    .endsWith(".")
                                    .doesNotContain("MEMORY TEXT", "\n", "  ", "..");
                            assertThat(finding.action()).endsWith(".").doesNotContain("\n");
                            Matcher command = COMMAND.matcher(finding.action());
                            while (command.find()) {
                                assertThat(COMMANDS).contains(command.group(1));
                            }
                        });
    }
}
