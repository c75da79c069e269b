package org.mem0queue.store;

import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;

/** A move that can be done. */
record StagedMove(Move move, Moved moved) {
    boolean is(MemoryState from, MemoryState to) {
        return move.from() == from && move.to() == to;
    }

    /** Whether no program has ever counted it: an emergency line, or a part of a memory. */
    boolean isNewToQueueFile() {
        boolean source = move.from() == MemoryState.EMERGENCY || move.from() == MemoryState.SPOOLED;
        return source && (move.to() == MemoryState.PENDING || move.to() == MemoryState.HELD);
    }

    /** Whether it is done once the dead letters are written, before the queue is. */
    boolean needsOnlyLetters() {
        boolean source = move.from() == MemoryState.DEAD_LETTER || move.from() == MemoryState.TRASH;
        boolean target = move.to() == MemoryState.DEAD_LETTER || move.to() == MemoryState.TRASH;
        return source && target;
    }
}
