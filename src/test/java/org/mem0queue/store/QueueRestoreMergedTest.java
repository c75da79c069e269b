package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.RestorePlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What was saved after the state that is restored. */
class QueueRestoreMergedTest extends RestoredStore {
    /** Real merges: the backup is the state before the last one. */
    @Test
    void whatWasMergedAfterTheStateComesBackFromKept() throws IOException {
        queue.pythonQueue(2, 0);
        queue.age(files.queueFile(), Duration.ofHours(1));
        String one = merge("one");
        queue.age(files.queueFile(), Duration.ZERO); // the disk's clock is not the test's
        queue.clock().advance(Duration.ofMinutes(1));
        String two = merge("two");
        queue.write("{ damaged");
        RestorePlan plan =
                plan(files.backupFile(), Files.getLastModifiedTime(files.backupFile()).toInstant());
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", one, two);
        assertThat(plan.newer()).isEqualTo(1);
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", one, two);
        assertThat(counters().getFirst()).isEqualTo(4);
        assertThat(QueueFixture.ids(queue.queueJson().path("last_100")))
                .containsExactly("p0", "p1", one, two);
    }

    /**
     * A worker held the lock for two minutes and wrote the file at the end; the saves of these two
     * minutes are older than that state, and not in it.
     */
    @Test
    void aSaveThatWaitedForTheLockIsNewerThanAStateWrittenMeanwhile() throws IOException {
        String waited = QueueFixture.save(store, "accepted while the lock was held").getFirst();
        queue.clock().advance(Duration.ofMinutes(2));
        queue.pythonQueue(2, 0);
        queue.age(files.queueFile(), Duration.ZERO); // written now, after the save
        queue.clock().advance(Duration.ofSeconds(1));
        QueueFixture.flush(store);
        queue.write("{ damaged");
        RestorePlan plan =
                plan(files.backupFile(), Files.getLastModifiedTime(files.backupFile()).toInstant());
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", waited);
    }

    /** The clock was set back: only the counters tell. */
    @Test
    void whatWasMergedLaterIsFoundByCountingWhereTheTimesAreWrong() throws IOException {
        backup(2, 0, 2, 0);
        queue.pythonQueue(2, 0);
        String later = merge("merged after a state from the future");
        queue.write("{ damaged");
        Path state = store.snapshots().list().getFirst().file(); // of the backup, as it was
        RestorePlan plan = plan(state, QueueFixture.START.plus(Duration.ofDays(1)));
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1", later);
    }

    /** The same without counters: only the times tell. */
    @Test
    void whatWasMergedLaterIsFoundByItsTimeWhereNothingCounts() throws IOException {
        String waited = QueueFixture.save(store, "one").getFirst();
        queue.clock().advance(Duration.ofMinutes(2));
        queue.write("{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {}}");
        queue.age(files.queueFile(), Duration.ZERO);
        queue.clock().advance(Duration.ofSeconds(1));
        QueueFixture.flush(store);
        queue.write("{ damaged");
        assertThat(ids(plan(files.backupFile(), queue.clock().instant().minusSeconds(1)).toQueue()))
                .containsExactly(waited);
        assertThat(ids(plan(files.backupFile(), queue.clock().instant().plusSeconds(1)).toQueue()))
                .isEmpty();
    }

    @Test
    void whatTheStateHasAlreadyWorkedOffStaysAway() throws IOException {
        String old = merge("synced before the state");
        queue.clock().advance(Duration.ofMinutes(1));
        backup(2, 0, 20, 15);
        queue.age(files.backupFile(), Duration.ZERO);
        queue.clock().advance(Duration.ofMinutes(1));
        queue.write("{ damaged");
        RestorePlan plan = plan(files.backupFile(), queue.clock().instant().minusSeconds(60));
        assertThat(ids(plan.toQueue())).containsExactly("p0", "p1").doesNotContain(old);
    }
}
