package org.mem0queue.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.LiveSettings;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.Settings;
import org.mem0queue.settings.SettingsFile;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The demo that a window looks at. */
final class LiveDemoTest {
    private static final Surroundings HERE =
            new Surroundings(
                    MachineIdentity.ofThisMachine(),
                    WorkerProcesses.ofThisMachine(),
                    Clock.systemUTC());

    /** So that a test sees some minutes of it, without the one in which the API is out of order. */
    private static final DemoPace QUICK =
            new DemoPace(
                    8,
                    LiveDemo.PACE.sessions(),
                    Integer.MAX_VALUE,
                    LiveDemo.PACE.pause(),
                    LiveDemo.PACE.workerEvery(),
                    Duration.ZERO);

    private static ServiceSetup setup(LiveDemo demo) {
        SettingsFile file = new SettingsFile(demo.folders().config(), HERE.clock());
        SettingValues values = SettingValues.of(file.read(), Map.of(), Map.of());
        Settings settings = values.in(demo.directory()).settings();
        return new ServiceSetup(
                demo.directory(),
                ServiceSetup.Duty.MANAGE,
                settings.thresholds(),
                String.valueOf(settings.apiUrl()),
                new LiveSettings(file, () -> values.in(demo.directory()))::sending,
                LedgerLocation.of(
                        demo.folders().state(), demo.directory(), HERE.machine().machineId()),
                HERE.machine(),
                HERE.processes(),
                HERE.clock(),
                Disk.real());
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(60)
    void beginsWithSomethingOfEverything() throws Exception {
        Path folder;
        try (LiveDemo demo = LiveDemo.start(HERE, 3, QUICK);
                QueueService service = new QueueService(setup(demo))) {
            folder = demo.directory();
            QueueSnapshot snapshot = service.lookBack();
            Counts counts = snapshot.counts();
            assertThat(snapshot.queueFile().state()).isEqualTo("ok");
            assertThat(counts.pending()).isGreaterThanOrEqualTo(DemoBeginning.PENDING);
            assertThat(counts.failed()).isEqualTo(DemoBeginning.ERRORS.size());
            assertThat(counts.deadLetters()).isEqualTo(DemoBeginning.DEAD_LETTERS);
            assertThat(counts.emergency()).isEqualTo(DemoBeginning.EMERGENCY);
            assertThat(counts.inDoubt()).isEqualTo(DemoBeginning.IN_DOUBT);
            assertThat(snapshot.in(MemoryState.FAILED))
                    .allSatisfy(memory -> assertThat(memory.detail().lastError()).isNotBlank());
        }
        assertThat(folder.getParent()).as("nothing is left").doesNotExist();
    }

    @Test
    @Timeout(120)
    void livesAndHoldsTheLockWhileOurSyncStillSends() throws Exception {
        try (LiveDemo demo = LiveDemo.start(HERE, 3, QUICK);
                QueueService service = new QueueService(setup(demo))) {
            Path log = demo.directory().resolve("logs/mem0_worker.log");
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch printed = new CountDownLatch(1);
            try (AutoCloseable _ =
                            service.onSnapshot(
                                    snapshot -> {
                                        if (!snapshot.lock().free()) {
                                            held.countDown();
                                        }
                                    });
                    AutoCloseable _ =
                            service.onLog(
                                    10,
                                    update -> {
                                        if (read(log).contains("Synced: demo--session-")) {
                                            printed.countDown();
                                        }
                                    })) {
                assertThat(held.await(40, TimeUnit.SECONDS)).as("the worker's lock").isTrue();
                assertThat(printed.await(40, TimeUnit.SECONDS)).as("its log").isTrue();
            }
            assertThat(read(log)).startsWith("📤 Processing queue: ");
            SyncStop stop = new SyncStop();
            SyncResult result =
                    service.sync()
                            .sync(
                                    Duration.ofSeconds(40),
                                    Duration.ZERO,
                                    stop,
                                    progress -> {
                                        if (progress.report().synced() >= 3) {
                                            stop.stop(Duration.ZERO);
                                        }
                                    });
            assertThat(result).isNotNull();
            assertThat(service.lookBack().counts().syncedConfirmed()).isGreaterThanOrEqualTo(3);
        }
    }
}
