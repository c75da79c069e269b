package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.QueueDocument;

import java.nio.file.Path;
import java.time.Duration;

/** When a batch of saves through Python is called safe. */
class SafeToSaveTest {
    @TempDir Path folder;

    private ObservationFixture queue() {
        return new ObservationFixture(folder).lock(LockStatus.FREE, null);
    }

    private static boolean isSafe(ObservationFixture queue) {
        return ObservationFixture.snapshot(queue.look()).safeToSave();
    }

    @Test
    void aFreeLockAndFewWaitingAreSafe() {
        assertThat(isSafe(queue().queue(9, 0))).isTrue();
        assertThat(isSafe(queue().queue(10, 0))).isFalse();
        LockStatus held = new LockStatus(LockStatus.State.HELD, null, Duration.ofSeconds(3), null);
        assertThat(isSafe(queue().queue(0, 0).lock(held, Duration.ofSeconds(3)))).isFalse();
    }

    @Test
    void aQueueThatIsNotThereYetIsSafe() {
        assertThat(isSafe(queue())).isTrue();
    }

    @Test
    void whatCannotBeReadIsNeverSafeThoughNothingIsCountedInIt() {
        ReadResult<QueueDocument> denied = new ReadResult.Denied<>("permission denied");
        ReadResult<QueueDocument> unstable = new ReadResult.Unstable<>("it changed");
        assertThat(isSafe(queue().queue("{\"queue\": [{\"id\""))).as("damaged").isFalse();
        assertThat(isSafe(queue().queue(0, 0).queueFile(denied))).as("denied").isFalse();
        assertThat(isSafe(queue().queue(0, 0).queueFile(unstable))).as("unstable").isFalse();
    }
}
