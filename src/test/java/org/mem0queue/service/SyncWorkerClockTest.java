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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A worker that waits for the next attempt while somebody sets the clock. */
class SyncWorkerClockTest {
    private volatile Instant offset = Instant.EPOCH;

    private Instant now() {
        return Instant.now().plus(Duration.between(Instant.EPOCH, offset));
    }

    /** When it waits: the next attempt is a second away. */
    private void setBackInAMoment() {
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        offset = Instant.EPOCH.minus(Duration.ofDays(2));
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
            ServiceSetup setup =
                    new ServiceSetup(
                            queue,
                            ServiceSetup.Duty.MANAGE,
                            ObservationFixture.THRESHOLDS,
                            null,
                            () -> settings,
                            null,
                            MachineIdentity.ofThisMachine(),
                            WorkerProcesses.ofThisMachine(),
                            this::now,
                            Disk.real());
            try (QueueService service = new QueueService(setup)) {
                service.save(List.of(new NewMemory(null, "p", "text", null, "test")));
                service.flush(Duration.ofSeconds(5));
                SyncStop stop = new SyncStop();
                String refused =
                        service.sync()
                                .work(
                                        stop,
                                        result -> {
                                            Thread.ofVirtual().start(this::setBackInAMoment);
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
}
