package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/**
 * One step of an act: a memory goes from one state to another, or changes where it is. It is made
 * from what a person saw, and carried out only if the memory still is in that state with that text.
 *
 * @param id as {@link Memory#id} tells it
 * @param from pending, held, failed, dead letter, emergency or trash; spooled for a part that a
 *     split makes, which is in no file yet
 * @param sha256 of the text that the person saw, as {@link #hashOf} tells it
 * @param to pending, held, failed, dead letter, trash, or emergency where it came from
 * @param after the whole entry as it is to be
 * @param behind id of the entry behind which it is to stand, empty for the first place; null for
 *     the end. The end too if there is no such entry
 * @param with id of the memory whose own move is made first, and without which this one is not
 *     made; null if it stands for itself
 */
public record Move(
        String id,
        MemoryState from,
        String sha256,
        MemoryState to,
        RawJson after,
        @Nullable String behind,
        @Nullable String with) {

    public Move(String id, MemoryState from, String sha256, MemoryState to, RawJson after) {
        this(id, from, sha256, to, after, null, null);
    }

    /** One that stands for itself. */
    public Move(
            String id,
            MemoryState from,
            String sha256,
            MemoryState to,
            RawJson after,
            @Nullable String behind) {
        this(id, from, sha256, to, after, behind, null);
    }

    /** SHA-256 of a memory's text, 64 hex digits; one without a text counts as empty. */
    public static String hashOf(Memory memory) {
        return hashOf(memory.raw());
    }

    /** The same of an entry. */
    public static String hashOf(RawJson raw) {
        String text = MemoryDetail.decode(raw).content();
        return HexFormat.of().formatHex(ContentHash.of(text == null ? "" : text));
    }
}
