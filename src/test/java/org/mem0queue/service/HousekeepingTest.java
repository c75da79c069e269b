package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.store.Disk;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is tidied away, by whom, and how often. */
class HousekeepingTest {
    private final Instant start = Instant.now();
    private Instant now = start;
    private Path queue;
    private Path outcomes;
    private Disk disk = Disk.real();

    @BeforeEach
    void aQueueWithOldOutcomes(@TempDir Path folder) throws IOException {
        queue = Files.createDirectory(folder.resolve("queue"));
        Path own = Files.createDirectory(queue.resolve("mem0_queue.d"));
        outcomes = own.resolve("outcomes.jsonl");
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                "{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {}}");
        grow();
        clockKnown();
    }

    private void grow() throws IOException {
        Files.writeString(
                outcomes,
                IntStream.range(0, 6000)
                                .mapToObj(i -> line("old-" + i, start.minus(Duration.ofDays(40))))
                                .collect(Collectors.joining())
                        + line("new", start));
    }

    /** The clock has not jumped for two months. */
    private void clockKnown() throws IOException {
        Files.writeString(
                outcomes.resolveSibling("clock"),
                "{\"boot\": \"before\", \"booted\": \"\", \"seen\": \"%s\", \"jump\": \"%s\"}"
                        .formatted(now.minus(Duration.ofHours(2)), now.minus(Duration.ofDays(60))));
    }

    private QueueService service(@Nullable StubApi api) {
        return new QueueService(
                new ServiceSetup(
                        queue,
                        ServiceSetup.Duty.MANAGE,
                        ObservationFixture.THRESHOLDS,
                        null,
                        () -> api == null ? null : settings(api),
                        null,
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        () -> now,
                        disk));
    }

    private static SyncSettings settings(StubApi api) {
        return new SyncSettings(
                ClientSetup.of(api.address(), null),
                null,
                1,
                Duration.ofSeconds(30),
                false,
                Duration.ofMinutes(2));
    }

    private static SyncResult sync(QueueService service) throws InterruptedException {
        return service.sync()
                .sync(Duration.ofSeconds(5), Duration.ZERO, new SyncStop(), progress -> {});
    }

    private HeldLock queueLock() throws InterruptedException {
        LockResult asked =
                new QueueStore(
                                new QueueDirectory(queue),
                                Disk.real(),
                                new SpoolIdentity("a1", "b1"),
                                () -> now,
                                QueueStore.Access.MANAGE,
                                1L << 30)
                        .lock()
                        .acquire(Duration.ofSeconds(5));
        return ((LockResult.Acquired) asked).lock();
    }

    private void isTidy() {
        assertThat(outcomes).hasContent(line("new", start));
    }

    private void isNot() throws IOException {
        assertThat(Files.readString(outcomes)).contains("old-5999");
    }

    @Test
    void aWorkerForgetsWhatWasSettledLongAgo() throws Exception {
        try (QueueService service = service(null)) {
            SyncStop stop = new SyncStop();
            String refused =
                    service.sync().work(stop, result -> stop.stop(Duration.ZERO), progress -> {});
            assertThat(refused).isNull();
        }
        isTidy();
    }

    @Test
    void soDoesAPlainSyncOnceADayForAllProcesses() throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            try (QueueService service = service(api)) {
                assertThat(sync(service)).isInstanceOf(SyncResult.Ran.class);
            }
            isTidy();
            grow();
            now = start.plus(Duration.ofHours(23));
            clockKnown();
            try (QueueService another = service(api)) {
                sync(another);
            }
            isNot();
            now = start.plus(Duration.ofHours(25));
            clockKnown();
            try (QueueService nextDay = service(api)) {
                sync(nextDay);
            }
            isTidy();
        }
    }

    @Test
    void aWindowThatIsOnlyOpenDoesSoToo() throws Exception {
        try (QueueService service = service(null);
                AutoCloseable _ = service.onSnapshot(snapshot -> {})) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (outcomes.toFile().length() > 1000 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
        isTidy();
    }

    @Test
    void notWhileSomebodyHoldsTheQueueLock() throws Exception {
        try (StubApi api = new StubApi(StubApi.Kind.OSS);
                QueueService service = service(api)) {
            try (HeldLock _ = queueLock()) {
                service.sync().tidy(Duration.ofSeconds(2), new SyncStop());
                isNot();
            }
            sync(service); // nobody has taken it for done
            isTidy();
        }
    }

    @Test
    void whatStandsInTheWayIsToldAndHarmless() throws Exception {
        disk =
                Disk.withFaults(
                        (call, path) -> {
                            if (path.getFileName().toString().startsWith("outcomes.")
                                    && path.toString().endsWith(".tmp")) {
                                throw new IOException("No space left on device");
                            }
                        });
        try (StubApi api = new StubApi(StubApi.Kind.OSS);
                QueueService service = service(api)) {
            assertThat(sync(service)).isInstanceOf(SyncResult.Ran.class);

            assertThat(service.sync().tidyingProblem().orElseThrow())
                    .contains(queue.toString())
                    .contains("No space left");
            assertThat(Files.readString(queue.resolve("mem0_worker.log")))
                    .contains("could not be tidied away");
        }
        isNot();
    }

    @Test
    void aStopIsObeyed() throws Exception {
        try (QueueService service = service(null)) {
            SyncStop stop = new SyncStop();
            stop.stop(Duration.ZERO);
            service.sync().tidy(Duration.ofMinutes(1), stop);
        }
        isNot();
    }

    private static String line(String id, Instant time) {
        return "{\"id\": \"%s\", \"sha256\": \"00\", \"outcome\": \"stored\", \"time\": \"%s\"}%n"
                .formatted(id, time);
    }
}
