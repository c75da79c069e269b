package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.ui.SampleActivity;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.activity.UndoPreview.Fate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class UndoPreviewTest {
    private static final Memory MEMORY = SampleActivity.memory(1, MemoryState.PENDING);

    private static PlannedMove back(Memory memory, MemoryState from) {
        return new PlannedMove.Ready(
                new Move(memory.id(), from, Move.hashOf(memory), MemoryState.FAILED, memory.raw()));
    }

    private static QueueSnapshot snapshot(Map<MemoryState, List<Memory>> memories) {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.memories = memories;
        return sample.build();
    }

    private static Fate fate(PlannedMove move, Map<MemoryState, List<Memory>> now) {
        UndoPreview preview =
                UndoPreview.of(new UndoPlan(Optional.empty(), List.of(move), ""), snapshot(now));
        return preview.memories().get(MEMORY.id());
    }

    @Test
    void whatIsWhereTheActLeftItCanBeTakenBack() {
        assertThat(
                        fate(
                                back(MEMORY, MemoryState.PENDING),
                                Map.of(MemoryState.PENDING, List.of(MEMORY))))
                .isEqualTo(new Fate.Ready());
    }

    @Test
    void whatWaitsInTheSpoolWillBePendingWhenTheActIsMade() {
        assertThat(
                        fate(
                                back(MEMORY, MemoryState.PENDING),
                                Map.of(
                                        MemoryState.SPOOLED,
                                        List.of(MEMORY.in(MemoryState.SPOOLED)))))
                .isEqualTo(new Fate.Ready());
    }

    @Test
    void whatFailedMeanwhileHasMovedOn() {
        assertThat(
                        fate(
                                back(MEMORY, MemoryState.PENDING),
                                Map.of(MemoryState.FAILED, List.of(MEMORY.in(MemoryState.FAILED)))))
                .isEqualTo(new Fate.MovedOn(MemoryState.FAILED));
    }

    @Test
    void whatHasAnotherTextHasMovedOn() {
        Memory other = SampleActivity.memory(2, MemoryState.PENDING);
        Memory edited =
                new Memory(MEMORY.id(), false, "p", null, 0, MemoryState.PENDING, other.raw());
        assertThat(
                        fate(
                                back(MEMORY, MemoryState.PENDING),
                                Map.of(MemoryState.PENDING, List.of(edited))))
                .isEqualTo(new Fate.MovedOn(MemoryState.PENDING));
    }

    @Test
    void whatIsNowhereHasMovedOn() {
        assertThat(fate(back(MEMORY, MemoryState.PENDING), Map.of()))
                .isEqualTo(new Fate.MovedOn(null));
    }

    @Test
    void whatTheServiceCallsImpossibleKeepsItsReason() {
        assertThat(
                        fate(
                                new PlannedMove.Impossible(
                                        new Skipped(MEMORY.id(), "was taken back already")),
                                Map.of(MemoryState.PENDING, List.of(MEMORY))))
                .isEqualTo(new Fate.Impossible("was taken back already"));
    }

    @Test
    void theButtonTakesBackOnlyWhatItCounts() {
        Memory gone = SampleActivity.memory(3, MemoryState.PENDING);
        UndoPreview preview =
                UndoPreview.of(
                        new UndoPlan(
                                Optional.empty(),
                                List.of(
                                        back(MEMORY, MemoryState.PENDING),
                                        back(gone, MemoryState.PENDING)),
                                ""),
                        snapshot(Map.of(MemoryState.PENDING, List.of(MEMORY))));
        assertThat(preview.ready()).isEqualTo(1);
        assertThat(preview.movedOn()).isEqualTo(1);
        assertThat(preview.readyPlan().planned())
                .containsExactly(back(MEMORY, MemoryState.PENDING));
    }
}
