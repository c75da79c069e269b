package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.RawJson;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A move with everything that can be done for it before the lock is taken.
 *
 * @param trashFile the file written for it; null unless it leads into the trash
 * @param memory what it puts into a list; null if it puts nothing there, or nothing that a worker
 *     could send
 * @param key of that memory, null likewise
 */
record PreparedMove(
        Move move, @Nullable Path trashFile, @Nullable Memory memory, @Nullable TextKey key) {

    /**
     * @param now for an entry that does not tell when it was saved
     */
    static PreparedMove of(Move move, @Nullable Path trashFile, Instant now) {
        RawJson entry =
                switch (move.to()) {
                    case PENDING -> WorkableEntry.of(move.after(), move.id(), now);
                    case FAILED, DEAD_LETTER, HELD -> move.after();
                    default -> null;
                };
        if (entry == null) {
            return new PreparedMove(move, trashFile, null, null);
        }
        Memory memory = memory(entry, move.id(), move.to());
        return new PreparedMove(move, trashFile, memory, TextKey.of(memory));
    }

    /**
     * Whether its entry holds what is to be kept: the text that is taken away, or, where an edit is
     * undone, the one from before. Without either somebody has not read the entry yet.
     */
    boolean keepsText() {
        return Move.hashOf(move.after()).equals(move.sha256())
                || EntryReader.read(move.after(), move.to()).detail().contentText().isPresent();
    }

    /** One without an id keeps the derived id that it was known by. */
    private static Memory memory(RawJson entry, String id, MemoryState state) {
        Memory read = EntryReader.read(entry, state);
        return new Memory(
                read.idDerived() ? id : read.id(),
                read.idDerived(),
                read.projectId().orElse(null),
                read.timestamp().orElse(null),
                read.retries(),
                state,
                entry);
    }
}
