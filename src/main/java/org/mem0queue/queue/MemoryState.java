package org.mem0queue.queue;

import java.util.Locale;
import java.util.Optional;

/** Where a memory is. The word of each state is the one that {@code list} takes and JSON shows. */
public enum MemoryState {
    /** Accepted by us, not yet merged into the queue file. */
    SPOOLED("spooled"),
    /** In {@code queue[]}, also while it waits for its next attempt. */
    PENDING("pending"),
    /** In {@code held[]}: a person wants nobody to send it until it is released. */
    HELD("held"),
    /** Claimed by our sync, upload under way. */
    IN_FLIGHT("in-flight"),
    /** In flight, and the answer was lost: stored or not. */
    IN_DOUBT("in-doubt"),
    /** Stored by the API, as far as an answer, a look-up or the worker's count says. */
    SYNCED("synced"),
    /** In {@code failed[]}. */
    FAILED("failed"),
    /** In {@code mem0_queue_dlq.json}. */
    DEAD_LETTER("dead-letters"),
    /** In {@code mem0_emergency.json}. */
    EMERGENCY("emergency"),
    /** It may have been stored; nothing proves it either way. */
    UNCERTAIN("uncertain"),
    /** An agent tried to save it and it is nowhere. */
    LOST("lost"),
    /** Discarded by a person, kept 30 days. */
    TRASH("trash");

    private final String word;

    MemoryState(String word) {
        this.word = word;
    }

    /** The word used on the command line and in JSON. */
    public String word() {
        return word;
    }

    /** Finds a state by its word; {@code _} and {@code -}, singular and plural are the same. */
    public static Optional<MemoryState> ofWord(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
        for (MemoryState state : values()) {
            if (state.word.equals(wanted) || state.word.equals(wanted + "s")) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
