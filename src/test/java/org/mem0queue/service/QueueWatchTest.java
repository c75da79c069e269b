package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Who watches is told at once, and the numbers do not wait for the rest. */
class QueueWatchTest {
    /** Less than a second, after which the watch looks at the rest without being asked. */
    private static final long AT_ONCE_MS = 700;

    @TempDir private Path folder;

    private QueueService service() throws IOException {
        Path queue = Files.createDirectory(folder.resolve("queue"));
        Files.writeString(
                queue.resolve("mem0_queue.json"),
                """
                {"queue": [{"id": "p1", "project_id": "home", "content": "waits",
                  "timestamp": 1764000000, "retries": 0}],
                 "last_100": [], "failed": [],
                 "stats": {"total_queued": 1, "total_synced": 0, "total_failed": 0}}
                """);
        return new QueueService(
                new ServiceSetup(
                        queue,
                        ServiceSetup.Duty.LOOK,
                        ObservationFixture.THRESHOLDS,
                        null,
                        () -> null,
                        new LedgerLocation(folder.resolve("state/ledger.db"), queue, "m"),
                        MachineIdentity.ofThisMachine(),
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        Disk.real()));
    }

    private static QueueSnapshot next(BlockingQueue<QueueSnapshot> told)
            throws InterruptedException {
        QueueSnapshot snapshot = told.poll(20, TimeUnit.SECONDS);
        assertThat(snapshot).as("told of a look").isNotNull();
        return snapshot;
    }

    @Test
    void theFirstLookSeesAllUnlessSomebodyWaitsForTheNumbers() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                AutoCloseable _ = service.onSnapshot(told::add)) {
            QueueSnapshot first = next(told);
            assertThat(first.counts().pending()).isEqualTo(1);
            assertThat(first.lock()).isEqualTo(LockStatus.FREE);
        }
    }

    @Test
    void theNumbersComeFirstAndTheRestWhenItIsAskedFor() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                AutoCloseable _ = service.beginWithNumbers();
                AutoCloseable _ = service.onSnapshot(told::add)) {
            QueueSnapshot first = next(told);
            assertThat(first.counts().pending()).isEqualTo(1);
            assertThat(first.lock()).as("not claimed to be free").isEqualTo(LockStatus.NOT_LOOKED);
            assertThat(first.safeToSave()).isFalse();
            assertThat(first.findings())
                    .as("that is no trouble")
                    .noneMatch(finding -> finding.code().startsWith("lock"));

            service.lookNow();
            QueueSnapshot second = told.poll(AT_ONCE_MS, TimeUnit.MILLISECONDS);
            assertThat(second).as("the rest, at once").isNotNull();
            assertThat(second.lock()).isEqualTo(LockStatus.FREE);
            assertThat(second.safeToSave()).isTrue();
        }
    }

    @Test
    void theRestComesWithoutBeingAskedForToo() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                AutoCloseable _ = service.beginWithNumbers();
                AutoCloseable _ = service.onSnapshot(told::add)) {
            assertThat(next(told).lock()).isEqualTo(LockStatus.NOT_LOOKED);
            assertThat(next(told).lock()).isEqualTo(LockStatus.FREE);
        }
    }

    @Test
    void whoComesLaterIsToldWhatWasSeenLast() throws Exception {
        BlockingQueue<QueueSnapshot> early = new LinkedBlockingQueue<>();
        BlockingQueue<QueueSnapshot> late = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                AutoCloseable _ = service.beginWithNumbers();
                AutoCloseable _ = service.onSnapshot(early::add)) {
            QueueSnapshot seen = next(early);
            try (AutoCloseable _ = service.onSnapshot(late::add)) {
                QueueSnapshot told = late.poll(AT_ONCE_MS, TimeUnit.MILLISECONDS);
                assertThat(told).as("the same sight").isSameAs(seen);
            }
        }
    }
}
