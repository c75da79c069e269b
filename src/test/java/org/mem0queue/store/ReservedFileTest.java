package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A save into a file that was reserved for it is as safe as one into a new file. */
class ReservedFileTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        files = queue.directory();
    }

    /** The file that waits for the next save. */
    private Path reserved() {
        List<Path> all = QueueFixture.files(files.spoolTemporary());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Path batch() {
        List<Path> all = QueueFixture.files(files.spool());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void theBatchThatUsesItLooksLikeAnyOther() throws IOException {
        QueueStore store = queue.store();
        store.spool().reserve();
        assertThat(Files.size(reserved())).isEqualTo(ReservedFile.BYTES);
        List<String> ids = QueueFixture.save(store, "one", "two");
        assertThat(QueueFixture.files(files.spoolTemporary())).isEmpty();
        assertThat(SpoolFile.of(batch())).isPresent();
        assertThat(Files.readAllLines(batch())).hasSize(2).noneMatch(String::isBlank);
        assertThat(Files.readString(batch())).endsWith("}\n");
        assertThat(Files.getPosixFilePermissions(batch())).isEqualTo(Disk.OWNER_ONLY_FILE);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(2);
        assertThat(queue.queuedIds()).isEqualTo(ids);
    }

    @Test
    void itsBytesAreDurableBeforeItsNameAndItsNameBeforeTheAnswer() throws IOException {
        Faults.Record record = new Faults.Record();
        QueueStore store = queue.store(Disk.withFaults(record));
        store.spool().reserve();
        Path reserved = reserved();
        record.forget();
        QueueFixture.save(store, "one");
        assertThat(record.seen())
                .containsExactly(
                        new Faults.Record.Seen(Disk.Call.WRITE, reserved),
                        new Faults.Record.Seen(Disk.Call.SYNC, reserved),
                        new Faults.Record.Seen(Disk.Call.RENAME, batch()),
                        new Faults.Record.Seen(Disk.Call.SYNC_FOLDER, files.spool()));
    }

    /** A file whose sync failed is given up, and the batch written anew to another. */
    @ParameterizedTest
    @EnumSource(
            value = Disk.Call.class,
            names = {"WRITE", "SYNC"})
    void aDiskThatRefusesItGetsTheBatchInAnotherFile(Disk.Call call) throws IOException {
        boolean[] refusing = new boolean[1];
        Disk disk =
                Disk.withFaults(
                        (kind, path) -> {
                            if (refusing[0]
                                    && kind == call
                                    && path.toString().contains(ReservedFile.PREFIX)) {
                                throw new IOException(path + ": Input/output error");
                            }
                        });
        QueueStore store = queue.store(disk);
        store.spool().reserve();
        refusing[0] = true;
        List<String> ids = QueueFixture.save(store, "one");
        assertThat(QueueFixture.files(files.spoolTemporary())).isEmpty();
        assertThat(QueueFixture.spooledIds(files.spool())).isEqualTo(ids);
    }

    @Test
    void aFileThatSomebodyDeletedIsNotMissed() throws IOException {
        QueueStore store = queue.store();
        store.spool().reserve();
        Files.delete(reserved());
        List<String> ids = QueueFixture.save(store, "one");
        assertThat(QueueFixture.spooledIds(files.spool())).isEqualTo(ids);
    }

    @Test
    void aBatchThatDoesNotFitGetsAFileOfItsOwn() throws IOException {
        QueueStore store = queue.store();
        store.spool().reserve();
        String large = "x".repeat(ReservedFile.BYTES);
        QueueFixture.save(store, large);
        assertThat(Files.readString(batch())).contains(large);
        assertThat(Files.size(reserved())).isEqualTo(ReservedFile.BYTES);
    }

    @Test
    void eachSaveHasItsOwnAndAtMostOneWaits() throws IOException {
        QueueStore store = queue.store();
        for (int i = 0; i < 5; i++) {
            store.spool().reserve();
            store.spool().reserve();
            assertThat(QueueFixture.files(files.spoolTemporary())).hasSize(1);
            QueueFixture.save(store, "text " + i);
        }
        assertThat(QueueFixture.files(files.spool())).hasSize(5);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(5);
    }

    @Test
    void nothingIsLeftWhenItIsGivenBack() throws IOException {
        QueueStore store = queue.store();
        store.spool().reserve();
        store.spool().discardReserved();
        assertThat(QueueFixture.files(files.spoolTemporary())).isEmpty();
    }

    /** A killed process leaves one behind; no reader takes it for a batch. */
    @Test
    void whatAKilledProcessLeftIsNeverMergedAndGoesAfterAnHour() throws IOException {
        QueueStore killed = queue.store();
        killed.spool().reserve();
        Path left = reserved();
        QueueStore next = queue.store();
        assertThat(QueueFixture.flush(next).merged()).isZero();
        next.spool().reserve();
        assertThat(left).exists();
        queue.clock().set(FileStamps.of(left).changed().plus(Duration.ofHours(2)));
        QueueStore later = queue.store();
        later.spool().reserve();
        assertThat(left).doesNotExist();
    }
}
