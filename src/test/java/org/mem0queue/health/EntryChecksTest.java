package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.WorkerProcess.Kind;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.service.ObservationFixture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What is in the queue, the dead letters and the emergency file. */
class EntryChecksTest {
    private static final PoisonEntriesCheck POISON = new PoisonEntriesCheck();
    private static final OddEntriesCheck ODD = new OddEntriesCheck();
    private static final HalfCharactersCheck HALF = new HalfCharactersCheck();
    private static final DeadLetterCheck LETTERS = new DeadLetterCheck();
    private static final EmergencyFileCheck EMERGENCY = new EmergencyFileCheck();
    private static final FailedMemoriesCheck FAILED = new FailedMemoriesCheck();
    private static final PendingCheck PENDING = new PendingCheck();

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyDirectory() {
        queue = new ObservationFixture(folder);
    }

    private void queued(String entries) {
        queue.queue(ObservationFixture.json(entries, "", "", 1));
    }

    @Test
    void wholeEntriesAreNoFinding() {
        queue.queue(3, 0);

        assertThat(queue.check(POISON)).isEmpty();
        assertThat(queue.check(ODD)).isEmpty();
        assertThat(queue.check(HALF)).isEmpty();
        assertThat(queue.check(PENDING)).isEmpty();
        assertThat(queue.check(FAILED)).isEmpty();
    }

    @Test
    void entriesThatBreakTheWorkerAreCountedWithTheirFirstPlace() {
        queued(
                ObservationFixture.entry("a", queue.now())
                        + ", {\"project_id\": \"p\", \"content\": \"SECRET\", \"timestamp\": 1,"
                        + " \"retries\": 0}, {\"id\": \"x\", \"content\": \"c\", \"timestamp\": 1,"
                        + " \"retries\": null}");

        assertThat(queue.check(POISON))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("entries-stop-worker");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.message())
                                    .contains("1 without an id (first: queue[1])")
                                    .contains("1 without a project (first: queue[2])")
                                    .contains("1 without a number of retries (first: queue[2])")
                                    .doesNotContain("SECRET");
                        });
    }

    @Test
    void aPoisonedDeadLetterIsToldAndOneInTheHistoryIsNot() {
        queue.queue(ObservationFixture.json("", "", "42", 1));
        assertThat(queue.check(POISON)).isEmpty();

        queue.write(queue.directory().deadLetterFile(), "{\"items\": [42]}");
        assertThat(queue.check(POISON))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.message())
                                        .contains("mem0_queue_dlq.json")
                                        .contains("items[0]"));
    }

    @Test
    void entriesWithoutTextTimeOrIdOfTheirOwnAreTold() {
        queued(
                "{\"id\": \"a\", \"project_id\": \"p\", \"content\": null, \"timestamp\": 1,"
                    + " \"retries\": 0}, {\"id\": \"b\", \"project_id\": \"p\", \"content\": \"c\","
                    + " \"retries\": 0}, {\"id\": \"c\", \"project_id\": \"p\", \"content\": \"c\","
                    + " \"timestamp\": 1, \"retries\": 0, \"original_id\": \"a\"}");

        assertThat(queue.codes(ODD))
                .containsExactlyInAnyOrder(
                        "entries-without-content", "entries-without-timestamp", "id-was-taken");
    }

    @Test
    void repeatedIdsAreCountedAcrossFilesAndTheFirstIsNamed() {
        queued(ObservationFixture.entry("twice", queue.now()));
        queue.write(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + ObservationFixture.entry("twice", queue.now()) + "]}");
        assertThat(queue.check(ODD))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("duplicate-ids");
                            assertThat(finding.message()).contains("1 entry").contains("twice");
                        });

        queue.write(queue.directory().deadLetterFile(), "{\"items\": []}");
        assertThat(queue.check(ODD)).isEmpty();
    }

    @Test
    void halfCharactersStopPythonInAProjectAndAreANoticeInAText() {
        queued(
                ObservationFixture.entry("a", queue.now()).replace("\"p\"", "\"x\\ud83d\"")
                        + ", "
                        + ObservationFixture.entry("b", queue.now())
                                .replace("\"c\"", "\"y\\ud83d\"")
                        + ", "
                        + ObservationFixture.entry("c", queue.now())
                                .replace("\"c\"", "\"\\ud83d\\ude00\""));

        assertThat(queue.check(HALF))
                .extracting(Finding::code)
                .containsExactly("half-character-in-project", "half-character-in-text");
        assertThat(queue.check(HALF))
                .allSatisfy(finding -> assertThat(finding.message()).startsWith("1 memory"));
    }

    @Test
    void deadLettersThatWaitAreCounted() {
        queue.queue(0, 0);
        assertThat(queue.check(LETTERS)).isEmpty();
        queue.write(
                queue.directory().deadLetterFile(),
                "{\"items\": [" + ObservationFixture.entries("d", 3, queue.now()) + "]}");

        assertThat(queue.check(LETTERS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("dead-letters-waiting");
                            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                            assertThat(finding.message())
                                    .startsWith("3 memories")
                                    .contains("no running worker retries them");
                            assertThat(finding.action())
                                    .contains("retry --all --state dead-letters");
                        });
        queue.workers(queue.worker(1 << 29, Kind.B));
        assertThat(queue.check(LETTERS).getFirst().message()).contains("tries again at most");
    }

    @Test
    void unreadableDeadLettersAreAnAlarm() throws IOException {
        queue.write(queue.directory().deadLetterFile(), "{\"items\": [");
        assertThat(queue.codes(LETTERS)).containsExactly("dead-letters-corrupt");
        Files.delete(queue.directory().deadLetterFile());
        Files.createSymbolicLink(queue.directory().deadLetterFile(), folder.resolve("gone"));
        assertThat(queue.codes(LETTERS)).containsExactly("dead-letters-denied");
    }

    @Test
    void strandedEmergencyLinesAreCounted() {
        assertThat(queue.check(EMERGENCY)).isEmpty();
        queue.write(
                queue.directory().emergencyFile(),
                ObservationFixture.entry("a", queue.now()) + "\n");
        assertThat(queue.check(EMERGENCY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("emergency-waiting");
                            assertThat(finding.message()).startsWith("1 memory is stranded");
                        });
    }

    @Test
    void aBrokenEmergencyLineIsAnAlarmAndATornOneIsToldWhenNobodyWrites() {
        queue.write(queue.directory().emergencyFile(), "{oops}\n{\"id\": \"a");
        assertThat(queue.check(EMERGENCY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("emergency-lines-broken");
                            assertThat(finding.message()).contains("1 line").contains("line 1");
                        });
        queue.later(Duration.ofMinutes(1));
        assertThat(queue.codes(EMERGENCY))
                .containsExactlyInAnyOrder("emergency-lines-broken", "emergency-line-torn");
    }

    @Test
    void anEmergencyFolderIsTold() throws IOException {
        Files.createDirectory(queue.directory().emergencyFile());

        assertThat(queue.codes(EMERGENCY)).containsExactly("emergency-unreadable");
    }

    @Test
    void failedMemoriesAreAWarningAndManyAreCritical() {
        queue.queue(0, 6);
        assertThat(queue.check(FAILED))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("failed-waiting");
                            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                            assertThat(finding.message()).startsWith("6 memories failed and wait");
                        });
        queue.queue(0, 51);
        assertThat(queue.check(FAILED).getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void failedMemoriesAreOrphanedWhereTheEndlessWorkerIsUsed() {
        queue.queue(0, 1).workers(queue.worker(1 << 29, Kind.B));
        assertThat(queue.check(FAILED))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("failed-orphaned");
                            assertThat(finding.message()).startsWith("1 memory failed and is");
                        });
        queue.workers().write(queue.directory().metricsFile(), "{}");
        assertThat(queue.codes(FAILED)).containsExactly("failed-orphaned");
        queue.workers(queue.worker(1 << 29, Kind.A));
        assertThat(queue.codes(FAILED)).containsExactly("failed-waiting");
    }

    @Test
    void manyPendingAreAWarningFromTheThresholdOn() {
        queue.queue(19, 0);
        assertThat(queue.check(PENDING)).isEmpty();
        queue.queue(20, 0);
        assertThat(queue.check(PENDING))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("pending-many");
                            assertThat(finding.message()).startsWith("20 memories are pending");
                        });
    }

    @Test
    void oldPendingTellWhetherAnybodyWorksAtThem() {
        queue.queue(1, 0).later(Duration.ofMinutes(31));
        assertThat(queue.check(PENDING))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("pending-no-worker");
                            assertThat(finding.message())
                                    .contains("31 min old")
                                    .contains("no worker log");
                        });
        queue.workers(queue.worker(1 << 29, Kind.A));
        assertThat(queue.codes(PENDING)).containsExactly("pending-old");

        // A one-shot worker that ran a minute ago is one, too.
        queue.workers().write("logs/mem0_worker.log", "x\n");
        queue.age(queue.path("logs/mem0_worker.log"), Duration.ofMinutes(1));
        assertThat(queue.codes(PENDING)).containsExactly("pending-old");
    }
}
