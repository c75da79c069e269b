package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where only looking was chosen, nothing that sends can be begun, whoever asks. */
class WatchedQueueTest {
    private static final String WHY =
            "This queue is only watched: nothing is sent from its directory, and nothing is written"
                    + " into it.";

    @TempDir private Path folder;
    private Path queue;

    @BeforeEach
    void makeQueue() throws IOException {
        queue = Files.createDirectory(folder.resolve("queue"));
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                """
                {"queue": [{"id": "p1", "project_id": "home", "content": "waits",
                  "timestamp": 1764000000, "retries": 0}],
                 "last_100": [], "failed": [],
                 "stats": {"total_queued": 1, "total_synced": 0, "total_failed": 0}}
                """);
    }

    private Map<String, String> files() {
        try (Stream<Path> all = Files.walk(queue)) {
            return all.collect(
                    Collectors.toMap(
                            file -> queue.relativize(file).toString(),
                            WatchedQueueTest::attributes,
                            (one, other) -> one,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String attributes(Path file) {
        try {
            return Files.readAttributes(file, "size,lastModifiedTime").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private QueueService watching(StubApi api) {
        SyncSettings sending =
                new SyncSettings(
                        ClientSetup.of(api.address(), null),
                        null,
                        1,
                        Duration.ofSeconds(30),
                        false,
                        Duration.ofMinutes(2));
        return new QueueService(
                new ServiceSetup(
                        queue,
                        ServiceSetup.Duty.WATCH,
                        ObservationFixture.THRESHOLDS,
                        null,
                        () -> sending,
                        new LedgerLocation(folder.resolve("state/ledger.db"), queue, "m"),
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    @Test
    void syncWorkerPauseAndThePersonsWorkerAreRefused() throws Exception {
        Map<String, String> before = files();
        try (StubApi api = new StubApi(StubApi.Kind.OSS);
                QueueService service = watching(api)) {
            SyncService sync = service.sync();
            assertThat(
                            sync.sync(
                                    Duration.ofSeconds(1),
                                    Duration.ZERO,
                                    new SyncStop(),
                                    progress -> {}))
                    .isEqualTo(new SyncResult.Refused(WHY, SyncReport.EMPTY));
            assertThat(sync.work(new SyncStop(), result -> {}, progress -> {})).isEqualTo(WHY);
            assertThat(sync.pause("test")).isEqualTo(WHY);
            assertThat(sync.resume("test")).isEqualTo(WHY);
            assertThat(sync.personsWorker().forbidden()).isEqualTo(WHY);
            assertThatThrownBy(() -> sync.personsWorker().runIntoLog("exit 0")).hasMessage(WHY);
            assertThat(api.requests()).isZero();
        }
        assertThat(files()).isEqualTo(before);
    }
}
