package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must be durable before what: a power cut at any moment takes only what came last. */
class DurabilityOrderTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;
    private final Faults.Record record = new Faults.Record();

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        files = queue.directory();
    }

    private List<Faults.Record.Seen> seen() {
        return record.seen();
    }

    private int first(Disk.Call call, Path path) {
        return seen().indexOf(new Faults.Record.Seen(call, path));
    }

    private int last(Disk.Call call, Path path) {
        return seen().lastIndexOf(new Faults.Record.Seen(call, path));
    }

    private Path onlyFileIn(Path where) {
        List<Path> all = QueueFixture.files(where);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aSaveIsAnsweredAfterItsBytesThenItsNameAreDurable() {
        QueueStore store = queue.store(Disk.withFaults(record));
        QueueFixture.save(store, "first");
        record.forget();
        for (Path old : QueueFixture.files(files.spool())) {
            assertThat(old.toFile().delete()).isTrue();
        }
        QueueFixture.save(store, "one");
        Path file = onlyFileIn(files.spool());
        Path temporary = files.spoolTemporary().resolve(file.getFileName());
        assertThat(seen())
                .extracting(s -> s.call() + " " + folder.relativize(s.path()))
                .containsExactly(
                        "CREATE " + folder.relativize(temporary),
                        "WRITE " + folder.relativize(temporary),
                        "SYNC " + folder.relativize(temporary),
                        "RENAME " + folder.relativize(file),
                        "SYNC_FOLDER " + folder.relativize(files.spool()));
    }

    @Test
    void theNamesOfOurFoldersAreDurableBeforeTheFirstSaveIsAnswered() {
        QueueFixture.save(queue.store(Disk.withFaults(record)), "one");
        for (Path made :
                List.of(files.own(), files.spool(), files.spoolTemporary(), files.kept())) {
            assertThat(last(Disk.Call.SYNC_FOLDER, made.getParent()))
                    .as("%s", made)
                    .isGreaterThan(first(Disk.Call.CREATE_FOLDER, made));
        }
    }

    @Test
    void aBatchLeavesTheSpoolOnlyAfterTheQueueFileThatHoldsItIsDurable() {
        QueueStore store = queue.store(Disk.withFaults(record));
        QueueFixture.save(store, "one");
        record.forget();
        QueueFixture.flush(store);
        Path kept = onlyFileIn(files.kept());
        int renamed = first(Disk.Call.RENAME, files.queueFile());
        int confirmed = first(Disk.Call.SYNC_FOLDER, folder);
        int moved = first(Disk.Call.RENAME, kept);
        assertThat(renamed).isPositive().isLessThan(confirmed);
        assertThat(confirmed).isLessThan(moved);
        assertThat(last(Disk.Call.SYNC_FOLDER, files.kept())).isGreaterThan(moved);
        assertThat(last(Disk.Call.SYNC_FOLDER, files.spool()))
                .isGreaterThan(last(Disk.Call.SYNC_FOLDER, files.kept()));
    }

    @Test
    void aNameLeavesTheMarkerOnlyAfterItsMoveIsDurable() {
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        QueueStore next = queue.store(Disk.withFaults(record));
        QueueFixture.save(next, "two");
        record.forget();
        QueueFixture.flush(next);
        int replaced = first(Disk.Call.RENAME, files.queueFile());
        assertThat(first(Disk.Call.SYNC_FOLDER, files.kept())).isNotNegative().isLessThan(replaced);
        assertThat(first(Disk.Call.SYNC_FOLDER, files.spool()))
                .isNotNegative()
                .isLessThan(replaced);
    }

    /** A process ended between the rename and its sync; nobody knows whether the rename lasts. */
    @Test
    void aMergeThatWasNotConfirmedIsConfirmedBeforeItsBatchMoves() {
        QueueStore ended =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.SYNC_FOLDER
                                            && path.equals(folder)
                                            && Files.exists(files.queueFile())) {
                                        throw new IOException(path + ": Input/output error");
                                    }
                                }));
        QueueFixture.save(ended, "one");
        FlushResult result = QueueFixture.tryFlush(ended);
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason()).contains("not confirm", "stays safe");
        assertThat(queue.queuedIds()).hasSize(1);
        onlyFileIn(files.spool());

        assertThat(QueueFixture.flush(queue.store(Disk.withFaults(record))).merged()).isZero();
        assertThat(queue.queuedIds()).hasSize(1);
        int moved = first(Disk.Call.RENAME, onlyFileIn(files.kept()));
        assertThat(first(Disk.Call.SYNC_FOLDER, folder)).isNotNegative().isLessThan(moved);
    }

    @Test
    void theBackupIsMadeBeforeTheOldVersionLosesItsName() {
        queue.pythonQueue(1, 0);
        QueueStore store = queue.store(Disk.withFaults(record));
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(first(Disk.Call.RENAME, files.backupFile()))
                .isNotNegative()
                .isLessThan(first(Disk.Call.RENAME, files.queueFile()));
    }

    @Test
    void noFileIsSyncedAgainAfterItsSyncFailed() {
        int rounds = 0;
        for (int n = 1; rounds == 0; n++) { // until a round has no n-th sync
            QueueFixture other = new QueueFixture(folder.resolve("n" + n));
            assertThat(other.directory().path().toFile().mkdir()).isTrue();
            other.pythonQueue(1, 0);
            Set<Path> failed = new HashSet<>();
            int fatal = n;
            int[] count = {0};
            QueueStore store =
                    other.store(
                            Disk.withFaults(
                                    (call, path) -> {
                                        if (call != Disk.Call.SYNC) {
                                            return;
                                        }
                                        assertThat(failed).doesNotContain(path);
                                        if (++count[0] == fatal) {
                                            failed.add(path);
                                            throw new IOException(path + ": Input/output error");
                                        }
                                    }));
            for (int i = 0; i < 3; i++) {
                store.spool().accept(List.of(QueueFixture.memory("text " + i)));
                QueueFixture.tryFlush(store);
            }
            assertThat(failed).allSatisfy(path -> assertThat(path).doesNotExist());
            rounds = failed.isEmpty() ? n : 0;
        }
        assertThat(rounds).isGreaterThan(5);
    }

    @Test
    void aSaveWhoseNameWasNotConfirmedMayBeSavedAndSaysItsId() {
        QueueStore good = queue.store();
        QueueFixture.save(good, "first");
        boolean[] renamed = {false};
        QueueStore store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    renamed[0] |= call == Disk.Call.RENAME;
                                    if (call == Disk.Call.SYNC_FOLDER && renamed[0]) {
                                        throw new IOException(path + ": Input/output error");
                                    }
                                }));
        SaveResult result = store.spool().accept(List.of(QueueFixture.memory("given", "text")));
        assertThat(result).isInstanceOf(SaveResult.MaybeSaved.class);
        SaveResult.MaybeSaved maybe = (SaveResult.MaybeSaved) result;
        assertThat(maybe.ids()).containsExactly("given");
        assertThat(maybe.reason()).contains(files.spool().toString(), "may be saved");
        QueueFixture.flush(good);
        assertThat(queue.queuedIds()).hasSize(2).contains("given");
    }

    @Test
    void aRenameThatWasDoneAndAnsweredWithAnErrorMayBeSaved() {
        QueueStore store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.RENAME) {
                                        Files.move(
                                                files.spoolTemporary().resolve(path.getFileName()),
                                                path);
                                        throw new IOException(path + ": Input/output error");
                                    }
                                }));
        assertThat(store.spool().accept(List.of(QueueFixture.memory("text"))))
                .isInstanceOf(SaveResult.MaybeSaved.class);
    }
}
