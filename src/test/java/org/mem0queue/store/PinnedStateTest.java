package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A queue that was wiped: the state before it must outlive the changes that follow. */
class PinnedStateTest {
    @TempDir private Path folder;

    private QueueFixture queue;
    private QueueStore store;

    @BeforeEach
    void aQueueWithABackup() {
        queue = new QueueFixture(folder);
        queue.pythonQueue(5, 2);
        store = queue.store();
        QueueFixture.save(store, "the first change makes a backup");
        QueueFixture.flush(store);
    }

    private List<QueueSnapshots.Copy> pinned() throws IOException {
        return store.snapshots().list().stream()
                .filter(copy -> copy.label() == QueueSnapshots.Label.BEFORE_SHRINK)
                .toList();
    }

    private void saveAgain() {
        QueueStore fresh = queue.store();
        QueueFixture.save(fresh, "saved after it");
        QueueFixture.flush(fresh);
    }

    @Test
    void theStateBeforeAWipeIsPinnedByTheNextSave() throws IOException {
        Files.delete(queue.directory().queueFile());
        saveAgain();

        assertThat(pinned()).hasSize(1);
        assertThat(QueueFixture.ids(QueueFixture.json(pinned().getFirst().file()).path("queue")))
                .contains("p0", "p1", "p2", "p3", "p4");
        assertThat(queue.queuedIds()).hasSize(1);
    }

    @Test
    void aResetToAnEmptyQueueIsAWipeToo() throws IOException {
        queue.write(
                "{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {\"total_queued\": 0,"
                        + " \"total_synced\": 0, \"total_failed\": 0, \"last_sync\": null}}");
        saveAgain();
        saveAgain();

        assertThat(pinned()).hasSize(1);
    }

    @Test
    void ordinarySavesPinNothing() throws IOException {
        saveAgain();
        saveAgain();
        assertThat(pinned()).isEmpty();
    }

    @Test
    void aClosedIncidentStaysClosedAndItsStateGrowsOld() throws IOException {
        Files.delete(queue.directory().queueFile());
        saveAgain();
        Path kept = pinned().getFirst().file();
        byte[] before = Files.readAllBytes(kept);

        assertThat(store.closeIncident(kept)).isEqualTo(QueueSnapshots.Closing.CLOSED);
        assertThat(kept).doesNotExist();
        QueueSnapshots.Copy closed =
                store.snapshots().list().stream()
                        .filter(copy -> copy.label() == QueueSnapshots.Label.CLOSED)
                        .findFirst()
                        .orElseThrow();
        assertThat(closed.file()).hasBinaryContent(before);
        assertThat(store.closeIncident(closed.file())).isEqualTo(QueueSnapshots.Closing.NOT_PINNED);
        assertThat(store.closeIncident(kept)).isEqualTo(QueueSnapshots.Closing.GONE);

        saveAgain();
        saveAgain();
        assertThat(pinned()).as("what is settled is not missed again").isEmpty();

        store.snapshots().thin(closed.time().plus(Duration.ofDays(4000)));
        assertThat(store.snapshots().list()).as("the newest 20 stay").contains(closed);
    }

    @Test
    void anotherLossAfterAClosedOneIsPinnedAgain() throws IOException {
        Files.delete(queue.directory().queueFile());
        saveAgain();
        store.closeIncident(pinned().getFirst().file());
        queue.pythonQueue(9, 2);
        saveAgain();
        Files.delete(queue.directory().queueFile());
        saveAgain();

        assertThat(pinned()).hasSize(1);
        assertThat(QueueFixture.ids(QueueFixture.json(pinned().getFirst().file()).path("queue")))
                .contains("p8");
    }

    @Test
    void damageThatIsStillThereIsNotClosed() throws IOException {
        byte[] whole = Files.readAllBytes(queue.directory().queueFile());
        queue.write("{\"queue\": [{\"id\": \"p0");
        QueueStore fresh = queue.store();
        QueueFixture.save(fresh, "waits in the spool");
        QueueFixture.tryFlush(fresh);
        QueueSnapshots.Copy damaged =
                store.snapshots().list().stream()
                        .filter(copy -> copy.label() == QueueSnapshots.Label.DAMAGED)
                        .findFirst()
                        .orElseThrow();

        assertThat(store.closeIncident(damaged.file()))
                .isEqualTo(QueueSnapshots.Closing.STILL_DAMAGED);
        assertThat(damaged.file()).exists();

        Files.write(queue.directory().queueFile(), whole);
        assertThat(store.closeIncident(damaged.file())).isEqualTo(QueueSnapshots.Closing.CLOSED);
    }

    @Test
    void whoOnlyWatchesClosesNothing() throws IOException {
        Files.delete(queue.directory().queueFile());
        saveAgain();
        Path kept = pinned().getFirst().file();
        assertThat(queue.watching().closeIncident(kept)).isEqualTo(QueueSnapshots.Closing.WATCHED);
        assertThat(kept).exists();
    }
}
