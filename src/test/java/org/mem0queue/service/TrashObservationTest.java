package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.store.QueueStore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the screens show of what was discarded, and of the emergency file. */
class TrashObservationTest {
    private static final String LINE =
            "{\"id\": \"e%d\", \"project_id\": \"a\", \"content\": \"text %1$d\", \"timestamp\":"
                    + " 1764460800, \"retries\": 0, \"emergency\": true}\n";

    @TempDir Path folder;

    @Test
    void discardedMemoriesAreCountedOnceAndDealtWithLinesNoLonger() throws Exception {
        ObservationFixture queue =
                new ObservationFixture(folder)
                        .queue(3, 1)
                        .write("mem0_emergency.json", LINE.formatted(0) + LINE.formatted(1));
        QueueStore store = queue.store();
        QueueSnapshot before = ObservationFixture.snapshot(queue.look());
        assertThat(before.counts().emergency()).isEqualTo(2);
        assertThat(before.counts().trash()).isZero();

        act(
                store,
                MovePlanner.discard(before.in(MemoryState.PENDING).getFirst()),
                MovePlanner.discard(before.in(MemoryState.EMERGENCY).getFirst()),
                MovePlanner.retry(before.in(MemoryState.EMERGENCY).getLast()));
        QueueSnapshot after = ObservationFixture.snapshot(queue.look());
        assertThat(after.counts().emergency()).isZero();
        assertThat(after.counts().pending()).isEqualTo(3);
        assertThat(after.counts().trash()).isEqualTo(2);
        List<Memory> trash = after.in(MemoryState.TRASH);
        assertThat(trash).extracting(Memory::state).containsOnly(MemoryState.TRASH);

        act(store, MovePlanner.restore(trash.getFirst()), MovePlanner.restore(trash.getLast()));
        QueueSnapshot restored = ObservationFixture.snapshot(queue.look());
        assertThat(restored.counts().trash()).isZero();
        assertThat(restored.counts().emergency()).isZero();
        assertThat(restored.counts().pending()).isEqualTo(5);
    }

    private static void act(QueueStore store, PlannedMove... planned) throws InterruptedException {
        List<Move> moves = new ArrayList<>();
        for (PlannedMove move : planned) {
            moves.add(((PlannedMove.Ready) move).move());
        }
        ActResult result = store.act(moves, Duration.ZERO);
        assertThat(result)
                .isInstanceOfSatisfying(
                        ActResult.Done.class,
                        done -> {
                            assertThat(done.skipped()).isEmpty();
                            assertThat(done.done()).hasSize(planned.length);
                        });
    }
}
