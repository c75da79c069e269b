package org.mem0queue.service;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.PlannedMove;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What taking an act back would do.
 *
 * @param act the act; empty if there is none that could be taken back
 * @param planned one for each memory that it reached
 * @param whyNot why there is nothing to take back; empty if there is
 */
public record UndoPlan(Optional<Act> act, List<PlannedMove> planned, String whyNot) {
    static final Set<ActKind> CAN_BE_UNDONE =
            EnumSet.of(
                    ActKind.RETRY,
                    ActKind.DISCARD,
                    ActKind.HOLD,
                    ActKind.RELEASE,
                    ActKind.EDIT,
                    ActKind.SPLIT,
                    ActKind.RESTORE,
                    ActKind.IMPORT,
                    ActKind.UNDO);

    /** How many acts are looked through for one that can be taken back. */
    static final int LOOK_BACK = 200;

    public UndoPlan {
        planned = List.copyOf(planned);
    }

    static UndoPlan nothing(String whyNot) {
        return new UndoPlan(Optional.empty(), List.of(), whyNot);
    }

    static String whyNot(ActKind kind) {
        return switch (kind) {
            case REBUILD ->
                    "the queue file as it was before is a snapshot; see `mem0-queue snapshots`.";
            case RE_ENTER -> "discard the memories instead.";
            case RESOLVE ->
                    "only the API knows better. `mem0-queue verify` asks it, and what it does not"
                            + " have can be sent again.";
            default -> "it changed no memory.";
        };
    }
}
