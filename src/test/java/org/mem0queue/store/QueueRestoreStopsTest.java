package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Where a restore stops, waits or is refused, and faults while it writes. */
class QueueRestoreStopsTest extends RestoredStore {
    private String impossible() throws IOException {
        QueueRestore.Preview preview =
                store.restore().plan(files.backupFile(), STATE_TIME, Set.of());
        assertThat(preview).isInstanceOf(QueueRestore.Preview.Impossible.class);
        return ((QueueRestore.Preview.Impossible) preview).reason();
    }

    private String stopped(RestorePlan plan) {
        RestoreResult result = apply(plan);
        assertThat(result).isInstanceOf(RestoreResult.Stopped.class);
        return ((RestoreResult.Stopped) result).reason();
    }

    // ---- when it stops

    @Test
    void itStopsIfTheFileChangedSinceThePreview() {
        backup(3, 0, 20, 15);
        current(List.of(), List.of(), 1, 0);
        RestorePlan plan = plan();
        queue.legacy("save", "meanwhile");
        byte[] before = queue.queueBytes();
        assertThat(stopped(plan)).contains("changed since the preview", "Nothing was changed");
        assertThat(queue.queueBytes()).isEqualTo(before);
    }

    @Test
    void itStopsIfTheFileAppearedOrDisappearedSinceThePreview() throws IOException {
        backup(3, 0, 20, 15);
        RestorePlan missing = plan();
        current(List.of(), List.of(), 1, 0);
        assertThat(stopped(missing)).contains("changed since the preview");
        RestorePlan there = plan();
        Files.delete(files.queueFile());
        assertThat(stopped(there)).contains("changed since the preview");
        assertThat(files.queueFile()).doesNotExist();
    }

    @Test
    void itStopsIfTheStateIsGone() throws IOException {
        backup(3, 0, 20, 15);
        queue.write("{");
        RestorePlan plan = plan();
        Files.delete(files.backupFile());
        assertThat(stopped(plan)).contains("no longer be read", "Nothing was changed");
        assertThat(queue.queueText()).isEqualTo("{");
    }

    @Test
    void itStopsIfTheDamagedBytesCannotBeKept() {
        backup(3, 0, 20, 15);
        queue.write("{");
        RestorePlan plan = plan();
        for (Path copy : QueueFixture.files(files.snapshots())) {
            assertThat(copy.toFile().delete()).isTrue();
        }
        store = queue.store(Disk.withFaults(Faults.on(Disk.Call.SYNC, "snapshots")));
        assertThat(stopped(plan)).contains("input/output", "Nothing was changed");
        assertThat(queue.queueText()).isEqualTo("{");
    }

    @Test
    void aRestoreThatTheDiskDidNotConfirmSaysSo() {
        backup(3, 0, 20, 15);
        boolean[] renamed = {false};
        store =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    renamed[0] |=
                                            call == Disk.Call.RENAME
                                                    && path.equals(files.queueFile());
                                    if (renamed[0] && call == Disk.Call.SYNC_FOLDER) {
                                        throw new IOException(path + ": Input/output error");
                                    }
                                }));
        assertThat(stopped(plan()))
                .contains("the change is made", "did not confirm")
                .doesNotContain("Nothing was changed");
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void itWaitsForNobodyLongerThanAsked() throws InterruptedException {
        backup(3, 0, 20, 15);
        RestorePlan plan = plan();
        try (Python holder = Python.legacy("hold", folder).await("held")) {
            RestoreResult result =
                    store.restore(plan, QueueRestore.Uncertain.LEAVE, Duration.ofMillis(50));
            assertThat(result).isInstanceOf(RestoreResult.LockHeld.class);
            assertThat(((RestoreResult.LockHeld) result).lock().pid()).hasValue(holder.pid());
        }
        assertThat(files.queueFile()).doesNotExist();
    }

    @Test
    void aStateThatCannotBeReadIsRefused() throws IOException {
        assertThat(impossible()).contains("missing");
        QueueFixture.write(files.backupFile(), "{".getBytes(US_ASCII));
        assertThat(impossible()).contains("corrupt", files.backupFile().toString());
    }

    @Test
    void aFolderAsQueueFileMustBeMovedAwayFirst() throws IOException {
        backup(1, 0, 1, 0);
        Files.createDirectory(files.queueFile());
        assertThat(impossible()).contains("folder", "Move it away");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFaultAtAnyCallLeavesTheOldVersionOrTheRestoredOne(boolean crash) throws IOException {
        for (int n = 1; ; n++) {
            queue = new QueueFixture(Files.createDirectory(folder.resolve("n" + n)));
            files = queue.directory();
            backup(3, 1, 20, 15);
            queue.write("{ damaged");
            Faults.AtCall fault = crash ? Faults.AtCall.crashes(n) : Faults.AtCall.fails(n);
            byte[] good = QueueFixture.bytes(files.backupFile());
            store = queue.store();
            RestorePlan plan =
                    ((QueueRestore.Preview.Planned)
                                    store.restore()
                                            .plan(files.backupFile(), STATE_TIME, Set.of("p0")))
                            .plan();
            store = queue.store(Disk.withFaults(fault));
            try {
                apply(plan);
            } catch (Faults.Crash ended) {
                // as meant
            }
            assertThat(files.backupFile()).as(fault.where()).hasBinaryContent(good);
            if (queue.queueText().equals("{ damaged")) {
                store = queue.store();
                assertThat(apply(plan))
                        .as(fault.where())
                        .isInstanceOf(RestoreResult.Restored.class);
            }
            assertThat(queue.queuedIds()).as(fault.where()).containsExactly("p1", "p2");
            assertThat(failedIds()).containsExactly("f0");
            assertThat(pinned())
                    .as(fault.where())
                    .contains(QueueSnapshots.Label.DAMAGED, QueueSnapshots.Label.RESTORE);
            if (!fault.happened()) {
                assertThat(n).isGreaterThan(10);
                return;
            }
        }
    }
}
