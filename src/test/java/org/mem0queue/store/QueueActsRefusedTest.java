package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where an act does nothing, or nothing to some. */
class QueueActsRefusedTest extends ActingStore {
    // ---- preconditions

    @Test
    void onlyWhatIsAsThePersonSawItIsChanged() {
        queue.pythonQueue(3, 2);
        List<PlannedMove> planned =
                List.of(
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p1")),
                        MovePlanner.discard(one("p2")),
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f1")));
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "somebody changed it"),
                                QueueFixture.entry("f0", "text of f0")),
                        List.of(
                                QueueFixture.entry("p1", "text of p1"),
                                QueueFixture.entry("f1", "text of f1")),
                        5,
                        1));
        ActResult.Done result = act(planned.toArray(PlannedMove[]::new));
        assertThat(result.done()).extracting(Moved::id).containsExactly("f1");
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("p0", "was changed since you looked"),
                        new Skipped("p1", "has failed meanwhile"),
                        new Skipped("p2", "was sent meanwhile or taken out by another program"),
                        new Skipped("f0", "is waiting in the queue already"));
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void oneIdTwiceInAnActIsDoneOnce() {
        queue.pythonQueue(1, 1);
        ActResult.Done result =
                act(
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f0")),
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p0")));
        assertThat(result.done()).hasSize(2);
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("f0", "is waiting in the queue already"),
                        new Skipped("p0", "was discarded meanwhile"));
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
    }

    @Test
    void inFlightAndInDoubtAreRefusedByThePlan() {
        Memory memory = one(QueueFixture.entry("x", "t"), MemoryState.IN_FLIGHT);
        assertThat(skipped(MovePlanner.retry(memory))).isEqualTo(ActReasons.IN_FLIGHT);
        assertThat(skipped(MovePlanner.discard(memory))).isEqualTo(ActReasons.IN_FLIGHT);
        assertThat(skipped(MovePlanner.edit(memory, "n", null, MovePlanner.Then.STAY)))
                .isEqualTo(ActReasons.IN_FLIGHT);
        Memory doubt = memory.in(MemoryState.IN_DOUBT);
        assertThat(skipped(MovePlanner.retry(doubt))).isEqualTo(ActReasons.IN_DOUBT);
        assertThat(skipped(MovePlanner.discard(doubt))).isEqualTo(ActReasons.IN_DOUBT);
    }

    @Test
    void aDamagedQueueFileIsNeverReplaced() {
        queue.pythonQueue(1, 1);
        PlannedMove move = MovePlanner.discard(one("f0"));
        queue.write("{\"queue\": [");
        assertThat(result(List.of(((PlannedMove.Ready) move).move())))
                .isInstanceOfSatisfying(
                        ActResult.Refused.class,
                        refused ->
                                assertThat(refused.sentence())
                                        .contains("mem0_queue.json")
                                        .contains("`restore`"));
        assertThat(queue.queueText()).isEqualTo("{\"queue\": [");
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void whileSomebodyHoldsTheLockNothingIsChanged() {
        queue.pythonQueue(1, 1);
        PlannedMove move = MovePlanner.discard(one("f0"));
        String before = queue.queueText();
        try (Python python = Python.legacy("hold", folder)) {
            python.await("held");
            assertThat(result(List.of(((PlannedMove.Ready) move).move())))
                    .isInstanceOf(ActResult.LockHeld.class);
        }
        assertThat(queue.queueText()).isEqualTo(before);
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void ofManyAtOnceExactlyOneDoesIt() {
        queue.pythonQueue(1, 20);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                Memory memory = one("f" + i);
                PlannedMove retry = MovePlanner.retry(memory);
                PlannedMove discard = MovePlanner.discard(memory);
                List<CompletableFuture<ActResult>> acts = new ArrayList<>();
                for (PlannedMove move : List.of(retry, discard, retry, discard)) {
                    acts.add(
                            CompletableFuture.supplyAsync(
                                    () ->
                                            result(
                                                    queue.store(),
                                                    List.of(((PlannedMove.Ready) move).move()),
                                                    Duration.ofSeconds(30)),
                                    threads));
                }
                List<ActResult> results = acts.stream().map(CompletableFuture::join).toList();
                assertThat(results).allMatch(r -> r instanceof ActResult.Done);
                assertThat(results.stream().mapToInt(r -> ((ActResult.Done) r).done().size()).sum())
                        .isEqualTo(1);
            }
        }
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(21, 0, 0);
        assertThat(queue.queuedIds().size() + QueueFixture.files(files.trash()).size())
                .isEqualTo(21);
    }
}
