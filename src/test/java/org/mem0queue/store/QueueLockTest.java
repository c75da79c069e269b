package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.LockStatus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The lock against real Python processes. */
class QueueLockTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path folder;
    private QueueFixture queue;
    private QueueStore store;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        store = queue.store();
    }

    /** No test may leave this thread interrupted. */
    @AfterEach
    void notInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private Path lockFile() {
        return queue.directory().lockFile();
    }

    private HeldLock acquire() throws InterruptedException {
        LockResult result = store.lock().acquire(LONG);
        assertThat(result).isInstanceOf(LockResult.Acquired.class);
        return ((LockResult.Acquired) result).lock();
    }

    private String reasonUnavailable() throws InterruptedException {
        LockResult result = store.lock().acquire(Duration.ZERO);
        assertThat(result).isInstanceOf(LockResult.Unavailable.class);
        return ((LockResult.Unavailable) result).reason();
    }

    private Python holder() {
        return Python.legacy("hold", folder).await("held");
    }

    @Test
    void aPythonHolderExcludesUsAndIsNamed() throws Exception {
        try (Python holder = holder()) {
            LockResult result = store.lock().acquire(Duration.ZERO);
            assertThat(result).isInstanceOf(LockResult.Held.class);
            LockStatus status = ((LockResult.Held) result).status();
            assertThat(status.state()).isEqualTo(LockStatus.State.HELD);
            assertThat(status.pid()).hasValue(holder.pid());
            LockStatus.Holder named = Objects.requireNonNull(status.holder());
            assertThat(named.command()).startsWith("python");
            assertThat(named.arguments()).contains("hold", folder.toString());
            assertThat(named.ours()).isFalse();
            assertThat(status.holderSentence()).contains("pid " + holder.pid());

            holder.tell("let go").finish();
            acquire().close();
        }
    }

    @Test
    void weExcludePythonAndAreNamed() throws Exception {
        try (HeldLock held = acquire()) {
            assertThat(held.stillOurs()).isTrue();
            assertThat(queue.legacy("try")).isEqualTo("busy");
            LockStatus status = store.lock().look();
            assertThat(status.pid()).hasValue(ProcessHandle.current().pid());
            assertThat(Objects.requireNonNull(status.holder()).ours()).isTrue();
            assertThat(store.lock().acquire(Duration.ZERO)).isInstanceOf(LockResult.Held.class);
        }
        assertThat(queue.legacy("try")).isEqualTo("free");
        assertThat(store.lock().look()).isEqualTo(LockStatus.FREE);
    }

    @Test
    void closingTwiceReleasesNobodyElsesLock() throws Exception {
        HeldLock first = acquire();
        first.close();
        try (HeldLock second = acquire()) {
            first.close();
            assertThat(queue.legacy("try")).isEqualTo("busy");
            assertThat(first.stillOurs()).isFalse();
            assertThat(second.stillOurs()).isTrue();
        }
    }

    @Test
    void aHolderThatLetsGoWhileWeWaitIsFollowedByUs() throws Exception {
        try (Python holder = holder()) {
            CompletableFuture<LockResult> waiting =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return store.lock().acquire(LONG);
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertThat(waiting.isDone()).isFalse();
            holder.tell("let go").finish();
            LockResult result = waiting.get(20, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(LockResult.Acquired.class);
            ((LockResult.Acquired) result).lock().close();
        }
    }

    @Test
    void theDeadlineIsKeptUnderAStoppedHolderAndSavesAreAcceptedMeanwhile() throws Exception {
        QueueFixture.save(store, "before");
        try (Python holder = holder()) {
            holder.signal("STOP");
            long start = System.nanoTime();
            FlushResult result = QueueFixture.tryFlush(store, Duration.ofMillis(300));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(result).isInstanceOf(FlushResult.LockHeld.class);
            FlushResult.LockHeld held = (FlushResult.LockHeld) result;
            assertThat(held.left()).isEqualTo(1);
            assertThat(held.lock().pid()).hasValue(holder.pid());
            assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));

            QueueFixture.save(store, "meanwhile");
            assertThat(queue.directory().queueFile()).doesNotExist();
            holder.signal("KILL");
            assertThat(QueueFixture.flush(store).merged()).isEqualTo(2);
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (Python holder = holder()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.lock().acquire(LONG))
                    .isInstanceOf(InterruptedException.class);
            assertThat(holder.pid()).isPositive();
        }
        QueueFixture.save(store, "one");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.flush(Duration.ZERO))
                .isInstanceOf(InterruptedException.class);
        assertThat(queue.directory().queueFile()).doesNotExist();
    }

    @Test
    void lookingCreatesNothingAndDisturbsNothing() {
        assertThat(store.lock().look()).isEqualTo(LockStatus.FREE);
        assertThat(lockFile()).doesNotExist();
        try (Python holder = holder()) {
            Map<String, String> before = QueueFixture.listing(folder);
            assertThat(store.lock().look().pid()).hasValue(holder.pid());
            assertThat(QueueFixture.listing(folder)).isEqualTo(before);
        }
    }

    @Test
    void weNeverTruncateOrTouchTheLockFile() throws Exception {
        Files.writeString(lockFile(), "somebody wrote this");
        Map<String, String> before = QueueFixture.listing(folder);
        acquire().close();
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }

    @Test
    void aHolderInAnotherPidNamespaceIsSeenThoughNotNamed() throws Exception {
        QueueFixture.save(store, "one");
        try (Python holder =
                Python.legacy(List.of("unshare", "--pid", "--fork", "--mount-proc"), "hold", folder)
                        .await("held")) {
            assertThat(store.lock().look().state()).isEqualTo(LockStatus.State.HELD);
            assertThat(QueueFixture.tryFlush(store, Duration.ZERO))
                    .isInstanceOf(FlushResult.LockHeld.class);
            holder.tell("let go").finish();
        }
        QueueFixture.flush(store);
    }

    /** The other way round: from inside, the kernel's table does not show our process. */
    @Test
    void theTableWithoutAFittingLineNamesNobody() {
        Posix.FileIdentity file = new Posix.FileIdentity(0xfe00, 4711);
        assertThat(LockHolders.find(List.of(), file)).isZero();
        assertThat(LockHolders.find(List.of("1: FLOCK  ADVISORY  WRITE 0 fe:00:4711 0 EOF"), file))
                .isZero();
        assertThat(
                        LockHolders.find(
                                List.of(
                                        "1: POSIX  ADVISORY  WRITE 10 fe:00:4711 0 EOF",
                                        "2: FLOCK  ADVISORY  READ  11 fe:00:4711 0 EOF",
                                        "3: -> FLOCK  ADVISORY  WRITE 12 fe:00:4711 0 EOF",
                                        "4: FLOCK  ADVISORY  WRITE 13 fe:01:4711 0 EOF",
                                        "5: FLOCK  ADVISORY  WRITE 14 fe:00:471 0 EOF",
                                        "6: FLOCK  ADVISORY  WRITE 15 fe:00:14711 0 EOF",
                                        "7: broken line"),
                                file))
                .isZero();
        assertThat(LockHolders.find(List.of("9: FLOCK  ADVISORY  WRITE 16 fe:00:4711 0 EOF"), file))
                .isEqualTo(16);
    }

    @Test
    void whereTheFileSystemHasNoDeviceTheInodeNamesTheHolderIfItIsTheOnlyOne() {
        Posix.FileIdentity file = new Posix.FileIdentity(0x2a, 4711);
        String one = "1: FLOCK  ADVISORY  WRITE 16 00:1f:4711 0 EOF";
        String two = "2: FLOCK  ADVISORY  WRITE 17 00:20:4711 0 EOF";
        assertThat(LockHolders.find(List.of(one), file)).isEqualTo(16);
        assertThat(LockHolders.find(List.of(one, two), file)).isZero();
    }

    @Test
    void aLockFileDeletedWhileWeHoldItIsNoticed() throws Exception {
        try (HeldLock held = acquire()) {
            Files.delete(lockFile());
            assertThat(held.stillOurs()).isFalse();
            Files.createFile(lockFile());
            assertThat(held.stillOurs()).isFalse();
            try (HeldLock other = acquire()) {
                assertThat(other.stillOurs()).isTrue();
            }
        }
    }

    /** Somebody follows the advice to delete the lock, in the middle of our change. */
    @Test
    void nothingIsWrittenAfterTheLockFileWasReplacedAndTheSaveStaysSafe() throws Exception {
        queue.pythonQueue(3, 0);
        byte[] before = queue.queueBytes();
        boolean[] armed = {false};
        QueueStore disturbed =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (armed[0]
                                            && call == Disk.Call.RENAME
                                            && path.equals(queue.directory().backupFile())) {
                                        armed[0] = false;
                                        Files.delete(lockFile());
                                        queue.legacy("try"); // Python makes a new one
                                    }
                                }));
        List<String> ids = QueueFixture.save(disturbed, "one");
        armed[0] = true;
        FlushResult result = QueueFixture.tryFlush(disturbed);
        assertThat(armed[0]).isFalse();
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason())
                .contains(lockFile().toString(), "deleted or replaced", "stays safe");
        assertThat(queue.queueBytes()).isEqualTo(before);
        assertThat(QueueFixture.spooledIds(queue.directory().spool())).isEqualTo(ids);
        assertThat(QueueFixture.files(folder))
                .noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));

        assertThat(QueueFixture.flush(disturbed).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2", ids.getFirst());
    }

    @Test
    void aChangeThatSomebodyMadeWithoutTheLockIsNotOverwritten() {
        queue.pythonQueue(3, 0);
        QueueStore disturbed =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.SYNC
                                            && path.toString().contains(".mem0_queue.json.")) {
                                        queue.pythonQueue(4, 0);
                                    }
                                }));
        List<String> ids = QueueFixture.save(disturbed, "one");
        FlushResult result = QueueFixture.tryFlush(disturbed);
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason()).contains("does not use the lock");
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2", "p3");
        QueueFixture.flush(queue.store());
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2", "p3", ids.getFirst());
    }

    /**
     * Within one tick of the disk's clock a file can be replaced by another of the same size that
     * gets the same inode: equal stamps are enough for a look, not for a change.
     */
    @Test
    void aChangeReadsEveryByteThoughTheStampIsTheSame() {
        queue.pythonQueue(2, 0);
        QueueFile file = store.queueFile();
        QueueDocument looked = file.read().ok().orElseThrow();
        assertThat(file.read().ok().orElseThrow()).isSameAs(looked);
        assertThat(file.readToChange().ok().orElseThrow()).isNotSameAs(looked);
    }

    @Test
    void aFolderAsLockFileIsToldAndNothingIsChanged() throws Exception {
        QueueFixture.save(store, "one");
        Files.createDirectory(lockFile());
        Map<String, String> before = QueueFixture.listing(folder);
        assertThat(reasonUnavailable()).contains(lockFile().toString(), "folder");
        LockStatus status = store.lock().look();
        assertThat(status.state()).isEqualTo(LockStatus.State.UNKNOWN);
        assertThat(status.problem()).contains("folder");
        assertThat(QueueFixture.tryFlush(store)).isInstanceOf(FlushResult.Refused.class);
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }

    @Test
    void aLinkAsLockFileIsFollowedAsPythonDoes() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("lock");
        Files.createSymbolicLink(lockFile(), elsewhere);
        try (HeldLock held = acquire()) {
            assertThat(elsewhere).exists();
            assertThat(held.stillOurs()).isTrue();
            assertThat(queue.legacy("try")).isEqualTo("busy");
        }
        try (Python holder = holder()) {
            assertThat(store.lock().look().pid()).hasValue(holder.pid());
            assertThat(store.lock().acquire(Duration.ZERO)).isInstanceOf(LockResult.Held.class);
        }
        assertThat(Files.isSymbolicLink(lockFile())).isTrue();
    }

    @Test
    void linksInACircleAreTold() throws Exception {
        Files.createSymbolicLink(lockFile(), lockFile());
        assertThat(reasonUnavailable()).contains("symbolic links");
        assertThat(store.lock().look().state()).isEqualTo(LockStatus.State.UNKNOWN);
    }

    /** Opening a pipe for reading or writing alone would wait for ever. */
    @Test
    void aPipeAsLockFileNeverHangs() throws Exception {
        Python.command(List.of("mkfifo", lockFile().toString()));
        QueueFixture.save(store, "one");
        assertThat(QueueFixture.tryFlush(store, Duration.ZERO)).isNotNull();
        assertThat(store.lock().look()).isNotNull();
    }

    @Test
    void aMissingQueueDirectoryIsToldAndNotCreated() throws Exception {
        queue = new QueueFixture(folder.resolve("nowhere"));
        store = queue.store();
        assertThat(reasonUnavailable()).contains("does not exist");
        assertThat(store.lock().look()).isEqualTo(LockStatus.FREE);
        assertThat(queue.directory().path()).doesNotExist();
    }

    @Test
    void fiftyOfUsTakeTurns() throws Exception {
        int[] inside = {0};
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                all.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    try (HeldLock held = acquire()) {
                                        assertThat(++inside[0]).isEqualTo(1);
                                        assertThat(held.stillOurs()).isTrue();
                                        inside[0]--;
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                threads));
            }
            for (CompletableFuture<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }
}
