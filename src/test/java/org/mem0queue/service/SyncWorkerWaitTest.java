package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.store.Disk;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What ends the waiting of a worker: a clock that is set, an address that is set right. */
class SyncWorkerWaitTest {
    private volatile Instant offset = Instant.EPOCH;

    private Instant now() {
        return Instant.now().plus(Duration.between(Instant.EPOCH, offset));
    }

    @Test
    @Timeout(60)
    void aClockThatIsSetBackDoesNotKeepItWaiting(@TempDir Path queue) throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            api.weather((number, content) -> number == 1 ? StubDay.BUSY : StubDay.GOOD);
            SyncSettings settings =
                    new SyncSettings(
                            ClientSetup.of(api.address(), null),
                            null,
                            1,
                            Duration.ofSeconds(1),
                            false,
                            Duration.ofMinutes(2));
            ServiceSetup setup = setup(queue, () -> settings);
            try (QueueService service = new QueueService(setup)) {
                service.save(List.of(new NewMemory(null, "p", "text", null, "test")));
                service.flush(Duration.ofSeconds(5));
                SyncStop stop = new SyncStop();
                String refused =
                        service.sync()
                                .work(
                                        stop,
                                        result -> {
                                            onceItWaits(this::setBack);
                                            if (api.stored().size() == 1) {
                                                stop.stop(Duration.ZERO);
                                            }
                                        },
                                        progress -> {});
                assertThat(refused).isNull();
            }
            assertThat(api.stored()).hasSize(1);
        }
    }

    private void setBack() {
        offset = Instant.EPOCH.minus(Duration.ofDays(2));
    }

    private ServiceSetup setup(Path queue, Supplier<SyncSettings> settings) {
        return new ServiceSetup(
                queue,
                ServiceSetup.Duty.MANAGE,
                ObservationFixture.THRESHOLDS,
                null,
                settings,
                null,
                MachineIdentity.ofThisMachine(),
                WorkerProcesses.ofThisMachine(),
                this::now,
                Disk.real());
    }

    /** An hour between two tries of an API that is out of order. */
    private static SyncSettings patient(URI address) {
        return new SyncSettings(
                ClientSetup.of(address, null),
                null,
                1,
                Duration.ofHours(1),
                false,
                Duration.ofMinutes(2));
    }

    @Test
    @Timeout(60)
    void anAddressThatIsSetRightIsTriedAtOnce(@TempDir Path queue) throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            AtomicReference<SyncSettings> settings = new AtomicReference<>();
            try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                settings.set(patient(URI.create("http://127.0.0.1:" + nobody.getLocalPort())));
            }
            try (QueueService service = new QueueService(setup(queue, settings::get))) {
                service.save(List.of(new NewMemory(null, "p", "text", null, "test")));
                service.flush(Duration.ofSeconds(5));
                SyncStop stop = new SyncStop();
                service.sync()
                        .work(
                                stop,
                                result -> {
                                    onceItWaits(() -> settings.set(patient(api.address())));
                                    if (!api.stored().isEmpty()) {
                                        stop.stop(Duration.ZERO);
                                    }
                                },
                                progress -> {});
            }
            assertThat(api.stored()).hasSize(1);
        }
    }

    /** Does it as soon as the calling thread waits for something to happen. */
    private static void onceItWaits(Runnable change) {
        Thread worker = Thread.currentThread();
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (worker.getState() != Thread.State.TIMED_WAITING) {
                                Thread.onSpinWait();
                            }
                            change.run();
                        });
    }

    private static String doubt(String id, MachineIdentity machine) {
        Instant sent = Instant.now().minusSeconds(600);
        return """
        {"id": "%s", "project_id": "p", "content": "%s", "timestamp": 1764460800,
         "retries": 0, "claim": {"id": "c", "machine": "%s", "boot": "%s", "attempt": 1,
         "at": "%s", "doubt": "server", "reason": "500", "sent": "%s", "until": "%s",
         "asked": "%s"}}\
        """
                .formatted(id, id, machine.machineId(), machine.bootId(), sent, sent, sent, sent);
    }

    @Test
    @Timeout(60)
    void aSaveIsSentThoughAnEarlierProcessLeftDoubts(@TempDir Path queue) throws Exception {
        MachineIdentity machine = MachineIdentity.ofThisMachine();
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                """
                {"queue": [], "last_100": [], "failed": [], "stats": {"total_queued": 2,
                 "total_synced": 0, "total_failed": 0, "last_sync": null}, "in_flight": [%s, %s]}\
                """
                        .formatted(doubt("a", machine), doubt("b", machine)));
        try (StubApi api = new StubApi(StubApi.Kind.WRAPPER);
                QueueService service =
                        new QueueService(setup(queue, () -> patient(api.address())))) {
            SyncStop stop = new SyncStop();
            service.sync()
                    .work(
                            stop,
                            result -> {
                                if (api.stored().isEmpty()) {
                                    onceItWaits(
                                            () ->
                                                    service.save(
                                                            List.of(
                                                                    new NewMemory(
                                                                            null, "q", "text", null,
                                                                            "test"))));
                                } else {
                                    stop.stop(Duration.ZERO);
                                }
                            },
                            progress -> {});
            assertThat(api.stored()).hasSize(1);
        }
    }
}
