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
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who watches is told at once, and the numbers do not wait for the rest. */
class QueueWatchTest {
    private static final int LOOKS = 20;
    private static final Duration HALF_THE_TIME = Duration.ofSeconds(10);

    /** A look that is one too many holds the end of its test up no longer. */
    private static final Duration CLOSED_BY_THEN = Duration.ofSeconds(3);

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
            QueueSnapshot second = next(told);
            assertThat(second.lock()).isEqualTo(LockStatus.FREE);
            assertThat(second.safeToSave()).isTrue();
        }
    }

    /** What waits a second each if nobody asks, and would take twenty seconds here. */
    @Test
    void whoAsksDoesNotWaitForTheRest() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                QueueWatch watch =
                        new QueueWatch(folder.resolve("queue"), new Partial(service, LOOKS))) {
            long began = System.nanoTime();
            watch.subscribe(told::add);
            for (int look = 1; look < LOOKS; look++) {
                next(told);
                watch.lookNow();
            }
            next(told);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(HALF_THE_TIME);
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
                QueueWatch watch =
                        new QueueWatch(folder.resolve("queue"), new Partial(service, 1))) {
            watch.subscribe(early::add);
            QueueSnapshot seen = next(early);
            watch.subscribe(late::add);
            assertThat(next(late)).as("there was no other look").isSameAs(seen);
        }
    }

    /** Looks so often and no more; each leaves something out. */
    private static final class Partial implements QueueWatch.Work {
        private final QueueService service;
        private final Semaphore left;

        Partial(QueueService service, int looks) {
            this.service = service;
            this.left = new Semaphore(looks);
        }

        @Override
        public QueueSnapshot look() throws InterruptedException {
            if (!left.tryAcquire()) {
                new CountDownLatch(1).await(CLOSED_BY_THEN.toMillis(), TimeUnit.MILLISECONDS);
            }
            return service.look();
        }

        @Override
        public boolean isPartial() {
            return true;
        }

        @Override
        public boolean tend() {
            return true;
        }
    }
}
