package org.mem0queue.service;

import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** What a person can want of memories as they are; each is an act of the audit trail. */
public enum Wish {
    /** To be sent again from the beginning; what waits for its next attempt is due at once. */
    RETRY(
            ActKind.RETRY,
            "",
            EnumSet.of(MemoryState.FAILED, MemoryState.DEAD_LETTER, MemoryState.EMERGENCY),
            MovePlanner::retry),
    /** Into the trash. */
    DISCARD(
            ActKind.DISCARD,
            "",
            EnumSet.of(
                    MemoryState.SPOOLED,
                    MemoryState.PENDING,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY),
            MovePlanner::discard),
    /** Out of the trash. */
    RESTORE(ActKind.RESTORE, "", EnumSet.of(MemoryState.TRASH), MovePlanner::restore),
    /** What is unclear is stored: cannot be taken back. */
    SENT(
            ActKind.RESOLVE,
            "--sent",
            EnumSet.of(MemoryState.IN_DOUBT, MemoryState.UNCERTAIN),
            MovePlanner::sent),
    /** What is unclear or lost is not stored and goes again: cannot be taken back. */
    RESEND(
            ActKind.RESOLVE,
            "--resend",
            EnumSet.of(MemoryState.IN_DOUBT, MemoryState.UNCERTAIN, MemoryState.LOST),
            MovePlanner::resend);

    private final ActKind kind;
    private final String detail;
    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<MemoryState> states;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Function<Memory, PlannedMove> planner;

    Wish(
            ActKind kind,
            String detail,
            Set<MemoryState> states,
            Function<Memory, PlannedMove> planner) {
        this.kind = kind;
        this.detail = detail;
        this.states = states;
        this.planner = planner;
    }

    /** What it is in the audit trail. */
    public ActKind kind() {
        return kind;
    }

    /** What the audit trail says beside the kind; may be empty. */
    public String detail() {
        return detail;
    }

    /** Whether an undo knows how to take it back. */
    public boolean canBeUndone() {
        return UndoPlan.CAN_BE_UNDONE.contains(kind);
    }

    /**
     * Whether it makes sense for this memory, told from where it is and without reading the entry;
     * {@link #plan} says why not.
     */
    public boolean fits(Memory memory) {
        return states.contains(memory.state())
                || (this == RETRY
                        && memory.state() == MemoryState.PENDING
                        && memory.nextAttempt().isPresent());
    }

    /** What it does with one memory. Costs a parse of the entry. */
    public PlannedMove plan(Memory memory) {
        return planner.apply(memory);
    }
}
