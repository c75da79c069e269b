package org.mem0queue.service;

import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;

/** What a person can want of memories as they are; each is an act of the audit trail. */
public enum Wish {
    /** To be sent again from the beginning; what waits for its next attempt is due at once. */
    RETRY(ActKind.RETRY, ""),
    /** Nobody is to send it until it is released. */
    HOLD(ActKind.HOLD, ""),
    /** What is on hold may be sent again. */
    RELEASE(ActKind.RELEASE, ""),
    /** Into the trash. */
    DISCARD(ActKind.DISCARD, ""),
    /** Out of the trash. */
    RESTORE(ActKind.RESTORE, ""),
    /** What is unclear is stored: cannot be taken back. */
    SENT(ActKind.RESOLVE, "--sent"),
    /** What is unclear or lost is not stored and goes again: cannot be taken back. */
    RESEND(ActKind.RESOLVE, "--resend");

    private final ActKind kind;
    private final String detail;

    Wish(ActKind kind, String detail) {
        this.kind = kind;
        this.detail = detail;
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
        return switch (memory.state()) {
            case SPOOLED -> this == HOLD || this == DISCARD;
            case PENDING ->
                    this == HOLD
                            || this == DISCARD
                            || (this == RETRY && memory.nextAttempt().isPresent());
            case HELD -> this == RELEASE || this == DISCARD;
            case FAILED -> this == RETRY || this == HOLD || this == DISCARD;
            case DEAD_LETTER, EMERGENCY -> this == RETRY || this == DISCARD;
            case IN_DOUBT, UNCERTAIN -> this == SENT || this == RESEND;
            case LOST -> this == RESEND;
            case TRASH -> this == RESTORE;
            case IN_FLIGHT, SYNCED -> false;
        };
    }

    /** What it does with one memory. Costs a parse of the entry. */
    public PlannedMove plan(Memory memory) {
        return switch (this) {
            case RETRY -> MovePlanner.retry(memory);
            case HOLD -> MovePlanner.hold(memory);
            case RELEASE -> MovePlanner.release(memory);
            case DISCARD -> MovePlanner.discard(memory);
            case RESTORE -> MovePlanner.restore(memory);
            case SENT -> MovePlanner.sent(memory);
            case RESEND -> MovePlanner.resend(memory);
        };
    }
}
