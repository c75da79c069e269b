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
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who watches is told at once, and the numbers do not wait for the rest. */
class QueueWatchTest {
    private static final int LOOKS = 20;
    private static final Duration HALF_THE_TIME = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private Partial work;

    private QueueService service() throws IOException {
        Path queue = Files.createDirectory(folder.resolve("queue"));
        new ObservationFixture(queue).queue(1, 0);
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

    private Partial work(QueueService service, int looks) {
        work = new Partial(service, looks);
        return work;
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
            assertThat(first.sending().pass()).isEqualTo(LockStatus.NOT_LOOKED);
            assertThat(first.findings())
                    .as("that is no trouble")
                    .noneMatch(finding -> finding.code().startsWith("lock"));

            service.lookNow();
            QueueSnapshot second = next(told);
            assertThat(second.lock()).isEqualTo(LockStatus.FREE);
            assertThat(second.safeToSave()).isTrue();
        }
    }

    @Test
    void whetherAPersonHoldsSendingBackIsAFileAndToldAtOnce() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service()) {
            new ObservationFixture(folder.resolve("queue"))
                    .store()
                    .sending()
                    .pauseFile()
                    .pause("test", Instant.now());
            try (AutoCloseable _ = service.beginWithNumbers();
                    AutoCloseable _ = service.onSnapshot(told::add)) {
                QueueSnapshot first = next(told);
                assertThat(first.lock()).isEqualTo(LockStatus.NOT_LOOKED);
                assertThat(first.sending().pausedSince()).isNotNull();
            }
        }
    }

    /** What waits a second each if nobody asks, and would take twenty seconds here. */
    @Test
    void whoAsksDoesNotWaitForTheRest() throws Exception {
        BlockingQueue<QueueSnapshot> told = new LinkedBlockingQueue<>();
        try (QueueService service = service();
                QueueWatch watch = new QueueWatch(folder.resolve("queue"), work(service, LOOKS))) {
            long began = System.nanoTime();
            watch.subscribe(told::add);
            for (int look = 1; look < LOOKS; look++) {
                next(told);
                watch.lookNow();
            }
            next(told);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(HALF_THE_TIME);
            work.letGo();
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
                QueueWatch watch = new QueueWatch(folder.resolve("queue"), work(service, 1))) {
            watch.subscribe(early::add);
            QueueSnapshot seen = next(early);
            watch.subscribe(late::add);
            assertThat(next(late)).as("there was no other look").isSameAs(seen);
            work.letGo();
        }
    }

    /** Looks so often and no more until it is let go; each leaves something out. */
    private static final class Partial implements QueueWatch.Work {
        private final QueueService service;
        private final Semaphore left;

        Partial(QueueService service, int looks) {
            this.service = service;
            this.left = new Semaphore(looks);
        }

        @Override
        public QueueSnapshot look() throws InterruptedException {
            left.acquire();
            return service.look();
        }

        void letGo() {
            left.release(LOOKS);
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
