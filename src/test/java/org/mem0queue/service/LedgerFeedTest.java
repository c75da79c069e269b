package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Disk;
import org.mem0queue.store.MovePlanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What leaves the files by another's hand, as the ledger tells it; the files are real. */
class LedgerFeedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private Path directory;
    private QueueService service;

    @BeforeEach
    void begin() throws IOException {
        directory = Files.createDirectories(folder.resolve("queue"));
        service = open(directory);
    }

    private QueueService open(Path queue) {
        return open(queue, LedgerLocation.of(folder.resolve("state"), queue, "m"));
    }

    private static QueueService open(Path queue, LedgerLocation ledger) {
        return new QueueService(
                new ServiceSetup(
                        queue,
                        true,
                        ObservationFixture.THRESHOLDS,
                        null,
                        ledger,
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** A queue file with some of a..j in the queue, as if the worker had synced some. */
    private void write(List<String> queue, List<String> last100, int queued, int synced)
            throws IOException {
        Instant time = Instant.ofEpochSecond(1764460800);
        String text =
                """
                {"queue": [%s], "last_100": [%s], "failed": [],
                 "stats": {"total_queued": %d, "total_synced": %d, "total_failed": 0, "last_sync": null}}
                """
                        .formatted(
                                String.join(
                                        ",",
                                        queue.stream()
                                                .map(id -> ObservationFixture.entry(id, time))
                                                .toList()),
                                String.join(
                                        ",",
                                        last100.stream()
                                                .map(id -> ObservationFixture.entry(id, time))
                                                .toList()),
                                queued,
                                synced);
        Path temporary = directory.resolve("mem0_queue.tmp");
        Files.writeString(temporary, text);
        Files.move(
                temporary,
                directory.resolve("mem0_queue.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj("id-%03d-xxxx"::formatted).toList();
    }

    private QueueSnapshot record() {
        service.recordNow();
        return service.lookBack();
    }

    private JourneyKind lastStep(String id) {
        List<JourneyEvent> steps =
                ((LedgerResult.Done<List<JourneyEvent>>) service.journey(id)).value();
        return steps.getLast().kind();
    }

    private static void assertBalanced(QueueSnapshot snapshot) {
        assertThat(snapshot.balance().unaccounted()).as("%s", snapshot.balance()).isZero();
    }

    @Test
    void theFirstLookIsTheBaseline() throws IOException {
        write(ids(0, 5), ids(0, 5), 8, 3);
        QueueSnapshot snapshot = record();
        assertThat(snapshot.balance().since()).isNotNull();
        assertThat(snapshot.balance().seen()).isEqualTo(8);
        assertThat(snapshot.balance().before().here()).isEqualTo(5);
        assertBalanced(snapshot);
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.QUEUED_BY_ANOTHER);
    }

    @Test
    void aSyncThatTheCountersConfirmIsReported() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        write(ids(3, 7), ids(0, 7), 7, 3);
        QueueSnapshot snapshot = record();
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.VANISHED_REPORTED);
        assertThat(snapshot.balance().seen()).isEqualTo(7);
        assertThat(snapshot.counts().lost()).isEmpty();
        assertThat(snapshot.counts().uncertain()).isEmpty();
        assertBalanced(snapshot);
    }

    @Test
    void whatCameAndWentBetweenTwoLooksIsCounted() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        write(List.of(), ids(0, 9), 9, 9);
        QueueSnapshot snapshot = record();
        assertThat(snapshot.balance().seen()).isEqualTo(9);
        assertThat(lastStep("id-007-xxxx")).isEqualTo(JourneyKind.VANISHED_REPORTED);
        assertBalanced(snapshot);
    }

    @Test
    void whatTheCountersDoNotConfirmIsUncertain() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        write(ids(2, 5), ids(0, 5), 5, 1);
        QueueSnapshot snapshot = record();
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.VANISHED_UNCERTAIN);
        assertThat(snapshot.counts().uncertain()).hasValue(2);
        assertBalanced(snapshot);
        assertThat(snapshot.findings())
                .anyMatch(finding -> finding.code().equals("memories-uncertain"));
    }

    @Test
    void aLineOfTheLogSettlesIt() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        Files.writeString(
                directory.resolve("mem0_worker.log"), "  ✅ Synced: p (ID: id-000-x...)\n");
        write(ids(2, 5), ids(0, 5), 5, 1);
        record();
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.SYNCED_REPORTED);
        assertThat(lastStep("id-001-xxxx")).isEqualTo(JourneyKind.VANISHED_UNCERTAIN);
    }

    @Test
    void aLineThatComesLateEndsTheDoubt() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        write(ids(2, 5), ids(0, 5), 5, 1);
        assertThat(record().counts().uncertain()).hasValue(2);
        Files.writeString(
                directory.resolve("mem0_worker.log"),
                "  ✅ Synced: p (ID: 5a89bd19...)\n  ✅ Synced: p (ID: id-000-x...)\n");
        record();
        // Only ids that the Python server makes are told apart by 8 characters with certainty.
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.VANISHED_UNCERTAIN);
    }

    @Test
    void aLateLineOfARandomIdEndsTheDoubt() throws IOException {
        String id = "5a89bd19-9f10-4b12-9d6b-3b1d37ad8824";
        write(List.of(id, "id-000-xxxx"), List.of(id, "id-000-xxxx"), 2, 0);
        record();
        write(List.of(), List.of(id, "id-000-xxxx"), 2, 1);
        assertThat(record().counts().uncertain()).hasValue(2);
        Files.writeString(
                directory.resolve("mem0_worker.log"), "  ✅ Synced: p (ID: 5a89bd19...)\n");
        QueueSnapshot snapshot = record();
        assertThat(lastStep(id)).isEqualTo(JourneyKind.SYNCED_REPORTED);
        assertThat(service.lookBack().counts().uncertain()).hasValue(1);
        assertBalanced(snapshot);
    }

    @Test
    void whatWentBackToAnOlderStateBeforeItWasSentIsLost() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        write(ids(0, 8), ids(0, 8), 8, 0);
        record(); // three came in, and no sign of a worker
        write(ids(0, 5), ids(0, 5), 5, 0);
        QueueSnapshot snapshot = record();
        assertThat(lastStep("id-006-xxxx")).isEqualTo(JourneyKind.VANISHED_LOST);
        assertThat(snapshot.counts().lost()).hasValue(3);
        assertThat(snapshot.findings()).anyMatch(finding -> finding.code().equals("memories-lost"));
        assertBalanced(snapshot);

        write(ids(0, 8), ids(0, 8), 8, 0);
        assertThat(record().counts().lost()).isEmpty();
    }

    @Test
    void whatAnotherProcessHeldIsNotGoneWhileTheWorkerEmptiesTheQueue() throws Exception {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        try (QueueService untold = open(directory, null)) {
            Memory first = untold.look().in(MemoryState.PENDING).getFirst();
            act(untold, ActKind.HOLD, first, MovePlanner::hold);
        }
        rewrite(queue -> queue.putArray("queue"), 4);
        QueueSnapshot snapshot = record();
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.HELD);
        assertThat(lastStep("id-001-xxxx")).isEqualTo(JourneyKind.VANISHED_REPORTED);
        assertThat(snapshot.counts().pending()).isEqualTo(1);
        assertThat(snapshot.counts().held()).isEqualTo(1);
        assertThat(snapshot.counts().uncertain()).isEmpty();
        assertThat(snapshot.balance().seen()).isEqualTo(5);
        assertBalanced(snapshot);

        rewrite(queue -> queue.remove("held"), 4); // by hand: nobody counts it
        assertThat(record().counts().uncertain()).hasValue(1);
        assertThat(lastStep("id-000-xxxx")).isEqualTo(JourneyKind.VANISHED_UNCERTAIN);
    }

    /** As the Python programs do: every key that is not theirs is carried along. */
    private void rewrite(Consumer<ObjectNode> change, int synced) throws IOException {
        Path file = directory.resolve("mem0_queue.json");
        ObjectNode queue = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(queue);
        ((ObjectNode) queue.path("stats")).put("total_synced", synced);
        Path temporary = directory.resolve("mem0_queue.tmp");
        JSON.writeValue(temporary.toFile(), queue);
        Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whatWasRestoredUnseenAndSentIsNotTakenForTrash() throws Exception {
        write(ids(0, 5), ids(0, 5), 5, 0);
        Memory first = record().in(MemoryState.PENDING).getFirst();
        act(service, ActKind.DISCARD, first, MovePlanner::discard);
        assertThat(lastStep(first.id())).isEqualTo(JourneyKind.DISCARDED);
        try (QueueService untold = open(directory, null)) {
            act(
                    untold,
                    ActKind.RESTORE,
                    untold.look().in(MemoryState.TRASH).getFirst(),
                    MovePlanner::restore);
        }
        write(ids(1, 5), ids(0, 5), 5, 1);

        QueueSnapshot snapshot = record();

        assertThat(lastStep(first.id())).isEqualTo(JourneyKind.VANISHED_REPORTED);
        assertThat(snapshot.counts().trash()).isZero();
        assertBalanced(snapshot);
    }

    private static void act(
            QueueService by, ActKind kind, Memory memory, Function<Memory, PlannedMove> plan)
            throws InterruptedException {
        assertThat(by.act(kind, "test", "", List.of(memory), plan, Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        ActReport.Done.class, done -> assertThat(done.done()).hasSize(1));
    }

    @Test
    void aDamagedFileIsNoDisappearance() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        Files.writeString(directory.resolve("mem0_queue.json"), "{\"queue\": [");
        QueueSnapshot snapshot = record();
        assertThat(snapshot.counts().uncertain()).isEmpty();
        assertBalanced(snapshot);
        write(ids(0, 5), ids(0, 5), 5, 0);
        assertThat(record().balance().seen()).isEqualTo(5);
    }

    @Test
    void ofAFolderThatIsGoneNothingIsAccountedFor() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        Path away = Files.move(directory, folder.resolve("away"));
        assertThat(service.lookBack().balance().unaccounted()).isEqualTo(5);
        Files.move(away, directory);
        assertBalanced(record());
    }

    @Test
    void twoThatFeedTheSameLedgerTellEverythingOnce() throws IOException {
        write(ids(0, 5), ids(0, 5), 5, 0);
        record();
        try (QueueService other = open(directory)) {
            other.recordNow();
            write(ids(2, 6), ids(0, 6), 6, 2);
            other.recordNow();
            QueueSnapshot snapshot = record();
            assertThat(snapshot.balance().seen()).isEqualTo(6);
            assertThat(
                            ((LedgerResult.Done<List<JourneyEvent>>) service.journey("id-000-xxxx"))
                                    .value())
                    .hasSize(2);
            assertThat(snapshot.in(MemoryState.PENDING)).hasSize(4);
            assertBalanced(snapshot);
        }
    }
}
