package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.WorkerStatus;

import java.nio.file.Path;
import java.time.Duration;

/** How far another program's worker has come is its log's word, and only of this run. */
class WorkerProgressTest {
    private static final long PID = 4711;
    private static final String UNDER_WAY =
            """
            📤 Processing queue: 58 pending, 0 failed
              ✅ Synced: a (ID: 11111111...)
              ⏳ Retry 1/3: b
            """;

    @TempDir Path folder;

    private WorkerStatus status(String log, Duration written, Duration held) {
        ObservationFixture queue = new ObservationFixture(folder).queue(58, 0);
        queue.write("mem0_worker.log", log).age(folder.resolve("mem0_worker.log"), written);
        LockStatus.Holder holder = new LockStatus.Holder(PID, "python3", "python3 w.py", false);
        queue.workers(queue.worker(PID, WorkerProcess.Kind.UNKNOWN))
                .lock(new LockStatus(LockStatus.State.HELD, holder, held, null), held);
        return ObservationFixture.snapshot(queue.look()).worker();
    }

    @Test
    void itIsWhatTheLogSaysOfTheRunUnderWay() {
        WorkerStatus status = status(UNDER_WAY, Duration.ofSeconds(1), Duration.ofSeconds(9));
        assertThat(status.state()).isEqualTo(WorkerStatus.State.SYNCING);
        assertThat(status.progress()).isEqualTo(new WorkerStatus.Progress(2, 58));
    }

    @Test
    void aLogThatWasNotWrittenSinceTheLockIsHeldTellsOfAnotherRun() {
        WorkerStatus status = status(UNDER_WAY, Duration.ofSeconds(20), Duration.ofSeconds(9));
        assertThat(status.state()).isEqualTo(WorkerStatus.State.SYNCING);
        assertThat(status.progress()).as("its output is buffered").isNull();
    }

    @Test
    void aRunThatHasEndedIsNotUnderWay() {
        WorkerStatus status =
                status(
                        UNDER_WAY + "\n✨ Worker done:\n   Queue: 56 pending\n",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(9));
        assertThat(status.progress()).isNull();
    }
}
