package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.queue.FlushResult;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The state before each of our changes, without which the change is not made. */
class QueueBackupTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder).pythonQueue(2, 1);
        files = queue.directory();
    }

    private List<byte[]> snapshots(QueueStore store) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (QueueSnapshots.Copy copy : store.snapshots().list()) {
            contents.add(QueueFixture.bytes(copy.file()));
        }
        return contents;
    }

    private void merge(QueueStore store, String text) {
        QueueFixture.save(store, text);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
    }

    @Test
    void theBackupIsThePreviousVersionByteForByteAndTheOneBeforeIsASnapshot() throws IOException {
        QueueStore store = queue.store();
        List<byte[]> versions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            versions.add(queue.queueBytes());
            merge(store, "text " + i);
            assertThat(files.backupFile()).hasBinaryContent(versions.get(i));
            assertThat(snapshots(store))
                    .containsExactlyInAnyOrderElementsOf(versions.subList(0, i));
        }
    }

    @Test
    void theBackupCostsALinkNotACopy() throws IOException {
        Object before = Files.getAttribute(files.queueFile(), "unix:ino");
        merge(queue.store(), "one");
        assertThat(Files.getAttribute(files.backupFile(), "unix:ino")).isEqualTo(before);
        assertThat(Files.getAttribute(files.backupFile(), "unix:nlink")).isEqualTo(1);
    }

    @Test
    void thereIsNoBackupOfAFileThatWasMissing() throws IOException {
        Files.delete(files.queueFile());
        merge(queue.store(), "one");
        assertThat(files.backupFile()).doesNotExist();
    }

    @Test
    void aDiskWithoutHardLinksGetsACopyWithTheModeOfTheFile() throws IOException {
        byte[] before = queue.queueBytes();
        QueueStore store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.LINK) {
                                        throw new FileSystemException(
                                                path.toString(), null, "Operation not supported");
                                    }
                                }));
        merge(store, "one");
        assertThat(files.backupFile()).hasBinaryContent(before);
        assertThat(Files.getPosixFilePermissions(files.backupFile()))
                .isEqualTo(Files.getPosixFilePermissions(files.queueFile()));
    }

    /** Each call on the way to the backup. */
    enum Step {
        LINK_AND_COPY,
        RENAME,
        SNAPSHOT_CREATE,
        SNAPSHOT_SYNC,
        SNAPSHOT_RENAME,
        SNAPSHOT_FOLDER;

        boolean fits(Disk.Call call, Path path) {
            boolean snapshot = path.toString().contains("snapshots");
            boolean backup = path.getFileName().toString().contains("mem0_queue_backup.json");
            return switch (this) {
                case LINK_AND_COPY ->
                        backup && (call == Disk.Call.LINK || call == Disk.Call.CREATE);
                case RENAME -> backup && call == Disk.Call.RENAME;
                case SNAPSHOT_CREATE -> snapshot && call == Disk.Call.CREATE;
                case SNAPSHOT_SYNC -> snapshot && call == Disk.Call.SYNC;
                case SNAPSHOT_RENAME -> snapshot && call == Disk.Call.RENAME;
                case SNAPSHOT_FOLDER -> snapshot && call == Disk.Call.SYNC_FOLDER;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutABackupTheChangeIsNotMade(Step step) throws IOException {
        merge(queue.store(), "first");
        byte[] before = queue.queueBytes();
        byte[] backup = QueueFixture.bytes(files.backupFile());
        QueueStore store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (step.fits(call, path)) {
                                        throw new FileSystemException(
                                                path.toString(), null, "No space left on device");
                                    }
                                }));
        List<String> ids = QueueFixture.save(store, "second");
        FlushResult result = QueueFixture.tryFlush(store);
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason()).contains("disk is full", "stays safe");
        assertThat(queue.queueBytes()).isEqualTo(before);
        assertThat(files.backupFile()).hasBinaryContent(backup);
        assertThat(QueueFixture.spooledIds(files.spool())).isEqualTo(ids);
        assertThat(QueueFixture.files(folder))
                .noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        assertThat(QueueFixture.flush(queue.store()).merged()).isEqualTo(1);
        assertThat(snapshots(store)).anyMatch(bytes -> Arrays.equals(bytes, backup));
    }

    /** Between the backup and the rename: the queue file and its backup are one file. */
    @Test
    void aCrashBehindTheBackupLosesNeitherBackupNorChange() {
        byte[] before = queue.queueBytes();
        QueueStore crashing =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.RENAME
                                            && path.equals(files.queueFile())) {
                                        throw new Faults.Crash("before the rename");
                                    }
                                }));
        QueueFixture.save(crashing, "one");
        try {
            QueueFixture.tryFlush(crashing);
        } catch (Faults.Crash crash) {
            // as meant
        }
        assertThat(files.backupFile()).hasBinaryContent(before);
        assertThat(queue.queueBytes()).isEqualTo(before);
        assertThat(QueueFixture.flush(queue.store()).merged()).isEqualTo(1);
        assertThat(files.backupFile()).hasBinaryContent(before);
    }

    /**
     * A restore from that snapshot looks for what was merged later. The time when the copy was made
     * would hide everything merged between that state and its replacement as backup.
     */
    @Test
    void theSnapshotOfAReplacedBackupCarriesTheTimeOfItsState() throws IOException {
        QueueStore store = queue.store();
        Instant state = QueueFixture.START.minus(Duration.ofHours(5));
        queue.age(files.queueFile(), Duration.ofHours(5));
        merge(store, "one");
        queue.clock().advance(Duration.ofHours(1));
        merge(store, "two");
        assertThat(store.snapshots().list())
                .singleElement()
                .satisfies(copy -> assertThat(copy.time()).isEqualTo(state));
    }

    @Test
    void aStateFromTheFutureIsNamedByTheTimeOfTheCopy() throws IOException {
        QueueStore store = queue.store();
        queue.age(files.queueFile(), Duration.ofDays(-400));
        merge(store, "one");
        merge(store, "two");
        assertThat(store.snapshots().list())
                .singleElement()
                .satisfies(copy -> assertThat(copy.time()).isEqualTo(QueueFixture.START));
    }

    @Test
    void aBackupWrittenByAnotherProgramIsKeptBeforeItIsReplaced() throws IOException {
        byte[] foreign = "{\"queue\": [], \"by\": \"another program\"}".getBytes(US_ASCII);
        QueueFixture.write(files.backupFile(), foreign);
        QueueStore store = queue.store();
        merge(store, "one");
        assertThat(snapshots(store)).singleElement().isEqualTo(foreign);
    }
}
