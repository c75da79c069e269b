package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.ObservationFixture;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.store.Disk;
import org.mem0queue.store.MovePlanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the overview is told of earlier times: a real watch, a real ledger, real files. */
class ServiceOverviewDeskTest {
    private static final Instant START = Instant.parse("2026-11-23T13:00:00Z");

    @TempDir Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Path directory;
    private QueueService service;
    private ServiceOverviewDesk desk;

    @BeforeEach
    void begin() throws IOException {
        directory = Files.createDirectories(folder.resolve("queue"));
        InstantSource clock = now::get;
        service =
                new QueueService(
                        new ServiceSetup(
                                directory,
                                true,
                                ObservationFixture.THRESHOLDS,
                                null,
                                LedgerLocation.of(folder.resolve("state"), directory, "m"),
                                MachineIdentity.ofThisMachine(),
                                WorkerProcesses.ofThisMachine(),
                                clock,
                                Disk.real()));
        desk = new ServiceOverviewDesk(service);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private void write(int pending, int failed, int synced) throws IOException {
        new ObservationFixture(directory)
                .queue(
                        ObservationFixture.json(
                                ObservationFixture.entries("p", pending, START),
                                ObservationFixture.entries("f", failed, START),
                                "",
                                pending + failed + synced));
    }

    private List<CountsSample> samples() {
        try {
            return desk.samples(START.minusSeconds(60), 1000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(String what, Supplier<Boolean> holds) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.get()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void beforeAnythingWasRecordedThereIsNothing() throws IOException {
        assertThat(samples()).isEmpty();
        assertThat(desk.events(START.minusSeconds(60), 10)).isEmpty();
        assertThat(desk.acts(10)).isEmpty();
    }

    @Test
    void aWatchRecordsItsCountsAtOnceAndAgainAfterAMinute() throws Exception {
        write(5, 2, 0);
        try (AutoCloseable _ = service.onSnapshot(snapshot -> {})) {
            await("the first sample", () -> samples().size() == 1);
            now.set(START.plusSeconds(61));
            service.lookNow();
            await("a sample of the next minute", () -> samples().size() == 2);
            now.set(START.plusSeconds(90));
            write(3, 2, 0);
            service.lookNow();
            await("a sample of the change", () -> samples().size() == 3);
        }
        assertThat(samples())
                .extracting(sample -> sample.counts().waiting())
                .containsExactly(5L, 5L, 3L);
        assertThat(desk.events(START.minusSeconds(60), 100))
                .filteredOn(event -> event.kind() == JourneyKind.QUEUED_BY_ANOTHER)
                .hasSize(5);
    }

    @Test
    void aFileThatCannotBeReadIsNoSampleOfZeros() throws Exception {
        write(5, 2, 0);
        AtomicReference<QueueSnapshot> seen = new AtomicReference<>();
        try (AutoCloseable _ = service.onSnapshot(seen::set)) {
            await("the first sample", () -> samples().size() == 1);
            now.set(START.plusSeconds(30));
            Files.writeString(directory.resolve("mem0_queue.json"), "{\"queue\": [");
            service.lookNow();
            await("the damage", () -> seen.get().queueFile().state().equals("corrupt"));
            now.set(START.plusSeconds(60));
            write(4, 2, 0);
            service.lookNow();
            await("the next sample", () -> samples().size() > 1);
        }
        assertThat(samples()).extracting(s -> s.counts().waiting()).containsExactly(5L, 4L);
    }

    @Test
    void anActIsToldWithWhatItReached() throws Exception {
        write(5, 2, 0);
        service.act(
                ActKind.RETRY,
                "window",
                "",
                service.look().in(MemoryState.FAILED),
                MovePlanner::retry,
                Duration.ofSeconds(5));
        List<Act> acts = desk.acts(10);
        assertThat(acts).extracting(Act::kind).containsExactly(ActKind.RETRY);
        assertThat(acts.getFirst().doneIds()).hasSize(2);
    }
}
