package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
