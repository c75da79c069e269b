package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers of one process share batches, and only those of a batch share its fate. */
class GroupCommitTest {
    @TempDir Path folder;

    @Test
    void sixtyFourCallersShareBatchesAndEachSaveArrivesOnce() throws Exception {
        QueueFixture queue = new QueueFixture(folder);
        Faults.Record disk = new Faults.Record();
        QueueStore store = queue.store(Disk.withFaults(disk));
        QueueFixture.save(store, "warm");
        disk.forget();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            CyclicBarrier start = new CyclicBarrier(64);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                int caller = t;
                all.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    await(start);
                                    for (int i = 0; i < 100; i++) {
                                        acknowledged.addAll(
                                                QueueFixture.save(store, caller + " " + i));
                                    }
                                },
                                threads));
            }
            for (CompletableFuture<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(acknowledged).hasSize(6400);
        long syncs = disk.count(Disk.Call.SYNC) + disk.count(Disk.Call.SYNC_FOLDER);
        System.out.println("GroupCommitTest: 6400 saves took " + syncs + " syncs");
        assertThat(syncs).isLessThan(3200);

        assertThat(QueueFixture.flush(store).merged()).isEqualTo(6401);
        List<String> queued = queue.queuedIds();
        assertThat(queued).hasSize(6401).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first waits in its sync until four others stand in the batch behind it. */
    private final class Gate implements Disk.Fault {
        private final CountDownLatch inSync = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger syncs = new AtomicInteger();
        private final int failing;

        Gate(int failing) {
            this.failing = failing;
        }

        @Override
        public void before(Disk.Call call, Path path) throws IOException {
            if (call != Disk.Call.SYNC) {
                return;
            }
            int n = syncs.incrementAndGet();
            if (n == 1) {
                inSync.countDown();
                try {
                    assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            if (n == failing) {
                throw new IOException(path + ": No space left on device");
            }
        }
    }

    @Test
    void aFailingBatchFailsItsOwnCallersAndNoOther() throws Exception {
        for (int failing = 1; failing <= 2; failing++) {
            QueueFixture queue = new QueueFixture(folder.resolve("failing" + failing));
            assertThat(queue.directory().path().toFile().mkdir()).isTrue();
            Gate gate = new Gate(failing);
            QueueStore store = queue.store(Disk.withFaults(gate));
            try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
                CompletableFuture<SaveResult> first = accept(store, threads, "first");
                assertThat(gate.inSync.await(30, TimeUnit.SECONDS)).isTrue();
                List<CompletableFuture<SaveResult>> others = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    others.add(accept(store, threads, "other " + i));
                }
                // The leader of the second batch waits for the first; the rest stand behind it.
                while (store.spool().waitingInBatch() < 4) {
                    Thread.onSpinWait();
                }
                gate.goOn.countDown();
                assertThat(first.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(
                                failing == 1
                                        ? SaveResult.NotSaved.class
                                        : SaveResult.Accepted.class);
                Set<SaveResult> results = new HashSet<>();
                for (CompletableFuture<SaveResult> other : others) {
                    results.add(other.get(30, TimeUnit.SECONDS));
                }
                assertThat(results)
                        .allSatisfy(
                                r ->
                                        assertThat(r)
                                                .isInstanceOf(
                                                        failingTwo(gate)
                                                                ? SaveResult.NotSaved.class
                                                                : SaveResult.Accepted.class));
                assertThat(gate.syncs).hasValue(2);
                if (failing == 2) {
                    assertThat(((SaveResult.NotSaved) results.iterator().next()).reason())
                            .contains("disk is full", "Nothing was saved");
                }
            }
            assertThat(QueueFixture.spooledIds(queue.directory().spool()))
                    .hasSize(failing == 1 ? 4 : 1);
            assertThat(QueueFixture.files(queue.directory().spoolTemporary())).isEmpty();
        }
    }

    private static boolean failingTwo(Gate gate) {
        return gate.failing == 2;
    }

    private static CompletableFuture<SaveResult> accept(
            QueueStore store, ExecutorService threads, String text) {
        return CompletableFuture.supplyAsync(
                () -> store.spool().accept(List.of(QueueFixture.memory(text))), threads);
    }

    /** Whoever stops a caller must not fail those who share its batch. */
    @Test
    void aSaveByAnInterruptedThreadIsAcceptedAndTheInterruptKept() {
        QueueFixture queue = new QueueFixture(folder);
        QueueStore store = queue.store();
        Thread.currentThread().interrupt();
        SaveResult result = store.spool().accept(List.of(QueueFixture.memory("text")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isInstanceOf(SaveResult.Accepted.class);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
    }

    @Test
    void aBugInTheWriterIsToldToEveryCallerInsteadOfLettingThemWait() {
        QueueFixture queue = new QueueFixture(folder);
        QueueStore store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    throw new IllegalStateException("bug");
                                }));
        for (int i = 0; i < 2; i++) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> store.spool().accept(List.of(QueueFixture.memory("text"))))
                    .hasMessageContaining("bug");
        }
    }

    @Test
    void twoProcessesNeverShareAFileName() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String name = SpoolFile.newName(QueueFixture.START, QueueFixture.HERE, i % 2 == 0);
            assertThat(names.add(name)).isTrue();
            assertThat(SpoolFile.of(Path.of(name)).orElseThrow().idsGiven()).isEqualTo(i % 2 == 0);
        }
    }
}
