package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

/**
 * A move that was carried out, with what is needed to take it back.
 *
 * @param id as it was before
 * @param before the entry as it stood there
 * @param after the entry as it stands now
 * @param behind id of the entry it stood behind, empty if it was the first; null if it stood in no
 *     list
 * @param idNow differs from {@code id} only where that was taken by another text
 */
public record Moved(
        String id,
        MemoryState from,
        MemoryState to,
        RawJson before,
        RawJson after,
        @Nullable String behind,
        String idNow) {

    /**
     * The move that takes this one back; it is checked like any other. What came from nowhere goes
     * into the trash.
     */
    public Move reversed() {
        if (from == MemoryState.SPOOLED) {
            return new Move(idNow, to, Move.hashOf(after), MemoryState.TRASH, after);
        }
        return new Move(idNow, to, Move.hashOf(after), from, before, behind);
    }
}
