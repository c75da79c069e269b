package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What can happen to a memory on its way. The word of each is the one that JSON shows and the
 * ledger keeps, so a word is never given another meaning.
 */
public enum JourneyKind {
    /** A save answered OK: from here on it must not be lost. */
    ACCEPTED("accepted", MemoryState.SPOOLED),
    /** Seen in the spool. */
    SPOOLED("spooled", MemoryState.SPOOLED),
    /** Moved from the spool into {@code queue[]}. */
    MERGED("merged", MemoryState.PENDING),
    /** First seen in {@code queue[]}: the Python server or somebody else put it there. */
    QUEUED_BY_ANOTHER("queued-by-another", MemoryState.PENDING),
    /** Put on hold by a person. */
    HELD("held", MemoryState.HELD),
    /** No longer on hold: a person released it, or another program wrote back an older queue. */
    HOLD_ENDED("hold-ended", MemoryState.PENDING),
    /** Taken out of {@code queue[]} for an upload. */
    CLAIMED("claimed", MemoryState.IN_FLIGHT),
    /** A claim was given back before anything was sent. */
    RELEASED("released", MemoryState.PENDING),
    /** One upload was tried; the detail says which and how it ended. */
    ATTEMPT("attempt", null),
    /** Stored, and we saw it: an answer or a look-up. */
    SYNCED_CONFIRMED("synced-confirmed", MemoryState.SYNCED),
    /** Stored, as a line of the worker's log says. */
    SYNCED_REPORTED("synced-reported", MemoryState.SYNCED),
    /** Sent, and the answer was lost. */
    IN_DOUBT("in-doubt", MemoryState.IN_DOUBT),
    /** Moved to {@code failed[]}. */
    FAILED("failed", MemoryState.FAILED),
    /** Moved to the dead letters. */
    DEAD_LETTERED("dead-lettered", MemoryState.DEAD_LETTER),
    /** Written to the emergency file instead of the queue. */
    EMERGENCY("emergency", MemoryState.EMERGENCY),
    /** Its text or project was changed by a person. */
    EDITED("edited", null),
    /** Moved to the trash by a person. */
    DISCARDED("discarded", MemoryState.TRASH),
    /** Brought back: out of the trash, or after it had been called synced or lost. */
    RESTORED("restored", MemoryState.PENDING),
    /** Put back into {@code queue[]} after it had failed. */
    RETRIED("retried", MemoryState.PENDING),
    /** Left the files, and the counters say that it was stored. */
    VANISHED_REPORTED("vanished-reported", MemoryState.SYNCED),
    /** Left the files, and nothing proves where to. */
    VANISHED_UNCERTAIN("vanished-uncertain", MemoryState.UNCERTAIN),
    /** Left the files without having been sent. */
    VANISHED_LOST("vanished-lost", MemoryState.LOST),
    /** Recorded by a newer version; the detail begins with its word. */
    OTHER("other", null);

    private static final Map<String, JourneyKind> BY_WORD = new HashMap<>();

    static {
        for (JourneyKind kind : values()) {
            BY_WORD.put(kind.word, kind);
        }
    }

    private final String word;
    private final @Nullable MemoryState state;

    JourneyKind(String word, @Nullable MemoryState state) {
        this.word = word;
        this.state = state;
    }

    /** The word in JSON and in the ledger. */
    public String word() {
        return word;
    }

    /** Where the memory is afterwards; empty if it stays where it was. */
    public Optional<MemoryState> leadsTo() {
        return Optional.ofNullable(state);
    }

    /** The kind with this word, if this version knows it. */
    public static Optional<JourneyKind> ofWord(String text) {
        return Optional.ofNullable(BY_WORD.get(text.toLowerCase(Locale.ROOT)));
    }

    /**
     * What must have happened to a memory that was in one state and is now seen in another, as far
     * as the files alone can tell.
     *
     * @param before null if it was never seen before; not the same as {@code now}
     */
    public static JourneyKind between(@Nullable MemoryState before, MemoryState now) {
        return switch (now) {
            case SPOOLED -> SPOOLED;
            case PENDING -> intoQueue(before);
            case HELD -> HELD;
            case IN_FLIGHT -> CLAIMED;
            case IN_DOUBT -> IN_DOUBT;
            case SYNCED -> VANISHED_REPORTED;
            case FAILED -> FAILED;
            case DEAD_LETTER -> DEAD_LETTERED;
            case EMERGENCY -> EMERGENCY;
            case UNCERTAIN -> VANISHED_UNCERTAIN;
            case LOST -> VANISHED_LOST;
            case TRASH -> DISCARDED;
        };
    }

    private static JourneyKind intoQueue(@Nullable MemoryState before) {
        return switch (before) {
            case null -> QUEUED_BY_ANOTHER;
            case PENDING -> QUEUED_BY_ANOTHER;
            case SPOOLED -> MERGED;
            case HELD -> HOLD_ENDED;
            case IN_FLIGHT -> RELEASED;
            case IN_DOUBT, FAILED, DEAD_LETTER, EMERGENCY -> RETRIED;
            case SYNCED, UNCERTAIN, LOST, TRASH -> RESTORED;
        };
    }
}
