package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Rebuilding the queue: what is put back, what is uncertain, what is counted, when it stops. */
class QueueRestoreTest extends RestoredStore {
    // ---- what is put back

    @Test
    void aMissingFileIsRebuilt() {
        byte[] good = backup(3, 2, 20, 15);
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("missing");
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", "p2");
        assertThat(ids(plan.toFailed())).containsExactly("f0", "f1");
        restored(plan);
        assertThat(queue.queueBytes()).isEqualTo(good);
        assertThat(files.backupFile()).hasBinaryContent(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "\0\0\0\0", "[]", "{\"queue\": [{\"id\": \"only here\""})
    void aDamagedFileIsRebuiltAndItsBytesArePinnedAndTheBackupSurvives(String damage)
            throws IOException {
        byte[] good = backup(3, 2, 20, 15);
        queue.write(damage);
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("corrupt");
        restored(plan);
        assertThat(queue.queueBytes()).isEqualTo(good);
        assertThat(files.backupFile()).hasBinaryContent(good);
        if (!damage.isEmpty()) {
            assertThat(pinned()).containsExactly(QueueSnapshots.Label.DAMAGED);
            assertThat(store.snapshots().list().getFirst().file()).hasContent(damage);
        }
        queue.clock().advance(Duration.ofDays(400));
        store.snapshots().thin(queue.clock().instant());
        assertThat(pinned()).hasSize(damage.isEmpty() ? 0 : 1);
    }

    @Test
    void whatAFileThatWentBackLacksIsAddedToIt() {
        backup(3, 2, 20, 15);
        current(
                List.of(QueueFixture.entry("p1", "text of p1"), QueueFixture.entry("new", "n")),
                List.of(),
                10,
                7);
        byte[] before = queue.queueBytes();
        RestorePlan plan = plan();
        assertThat(plan.currentState()).isEqualTo("ok");
        assertThat(plan.alreadyThere()).isEqualTo(1);
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p1", "new", "p0", "p2");
        assertThat(failedIds()).containsExactly("f0", "f1");
        assertThat(files.backupFile()).hasBinaryContent(before);
    }

    private void holdInBackup(String id) {
        String good = new String(QueueFixture.bytes(files.backupFile()), US_ASCII);
        QueueFixture.write(
                files.backupFile(),
                (good.substring(0, good.lastIndexOf('}'))
                                + ", \"held\": ["
                                + QueueFixture.entry(id, "text of " + id)
                                + "]}")
                        .getBytes(US_ASCII));
    }

    @Test
    void whatWasOnHoldIsOnHoldAgainAndCounted() {
        backup(1, 1, 20, 15);
        holdInBackup("h0");
        current(List.of(), List.of(), 10, 15);
        RestorePlan plan = plan();
        assertThat(ids(plan.toHeld())).containsExactly("h0");
        assertThat(plan.back()).isEqualTo(3);
        restored(plan);
        assertThat(QueueFixture.ids(queue.queueJson().path("held"))).containsExactly("h0");
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(counters()).containsExactly(13, 15, 1);

        assertThat(plan().changesSomething()).as("it is here").isFalse();
    }

    @Test
    void aDamagedFileIsRebuiltWithWhatWasOnHold() {
        backup(1, 0, 20, 15);
        holdInBackup("h0");
        queue.write("{");
        restored(plan());
        assertThat(QueueFixture.ids(queue.queueJson().path("held"))).containsExactly("h0");
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    @Test
    void restoringAgainChangesNothingMore() {
        backup(3, 2, 20, 15);
        current(List.of(), List.of(), 0, 0);
        restored(plan());
        List<Integer> counters = counters();
        RestorePlan again = plan();
        assertThat(again.changesSomething()).isFalse();
        restored(again);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        assertThat(counters()).isEqualTo(counters);
    }

    @Test
    void whatIsInAnotherFileIsNotPutBack() {
        backup(4, 0, 20, 15);
        QueueFixture.write(
                files.deadLetterFile(),
                ("{\"items\": [" + QueueFixture.entry("p0", "x") + "]}").getBytes(US_ASCII));
        QueueFixture.write(
                files.emergencyFile(),
                "{\"id\": \"p1\", \"emergency\": true}\n".getBytes(US_ASCII));
        QueueFixture.accept(store, List.of(QueueFixture.memory("p2", "text of p2")));
        RestorePlan plan = plan();
        assertThat(ids(plan.toQueue())).containsExactly("p3");
        assertThat(plan.alreadyThere()).isEqualTo(3);
        restored(plan);
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p2", "p3");
    }

    @Test
    void fieldsThatWeDoNotKnowComeBackAsTheyWere() {
        String odd =
                "{\n"
                        + "      \"id\": \"odd\",\n"
                        + "      \"number\": 1e999,\n"
                        + "      \"lone\": \"\\ud83d\"\n"
                        + "    }";
        QueueFixture.write(
                files.backupFile(),
                QueueFixture.pythonText(List.of(odd), List.of(), 1, 0).getBytes(US_ASCII));
        restored(plan());
        assertThat(queue.queueText()).contains(odd);
    }

    // ---- what speaks of sending

    @Test
    void whatTheLogNamesAsSentIsUncertainAndItsStateIsPinned() throws IOException {
        backup(3, 1, 20, 15);
        RestorePlan plan = plan("p1", "f0");
        assertThat(ids(plan.uncertain())).containsExactly("p1", "f0");
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(20, 15, 0);
        assertThat(pinned()).containsExactly(QueueSnapshots.Label.RESTORE);
        assertThat(store.snapshots().list().getFirst().file())
                .hasBinaryContent(QueueFixture.bytes(files.backupFile()));
    }

    @Test
    void aPersonMayQueueTheUncertainAsWell() {
        backup(3, 0, 20, 15);
        RestorePlan plan = plan("p1");
        assertThat(apply(plan, QueueRestore.Uncertain.QUEUE))
                .isEqualTo(new RestoreResult.Restored(plan));
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p0", "p1", "p2");
        assertThat(counters().getFirst()).isEqualTo(20);
    }

    /**
     * A crash came between a merge and the move of its batch, then the file was damaged. The
     * restored version carries the marker, so the next merge only moves the batch: what is in it
     * must be in the queue.
     */
    @Test
    void aBatchThatTheRestoredMarkerNamesIsPutBackBecauseItWillNotBeMergedAgain()
            throws IOException {
        queue.pythonQueue(1, 0);
        QueueStore ended =
                queue.store(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (call == Disk.Call.RENAME && path.startsWith(files.kept())) {
                                        throw new IOException("ended here");
                                    }
                                }));
        String id = QueueFixture.save(ended, "one").getFirst();
        QueueFixture.tryFlush(ended);
        store.upkeep().keepGoodState();
        Path state = store.snapshots().list().getFirst().file();
        queue.write("{ damaged");

        restored(plan(state, queue.clock().instant()));
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactly("p0", id);
        assertThat(counters().getFirst()).isEqualTo(2);
    }
}
