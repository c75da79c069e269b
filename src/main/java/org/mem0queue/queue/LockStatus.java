package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The queue lock as somebody outside sees it. Held-ness was found by trying, so it is true across
 * containers; the holder's name is the kernel's word and may be unknown.
 *
 * @param holder null if free, unknown, or not visible from here
 * @param heldFor how long at least; null if free or not observed
 * @param problem why the state cannot be known; null if it is known, or will be in a moment
 */
public record LockStatus(
        State state,
        @Nullable Holder holder,
        @Nullable Duration heldFor,
        @Nullable String problem) {

    /** Free, held by somebody, or impossible to say. */
    public enum State {
        FREE,
        HELD,
        UNKNOWN
    }

    /**
     * Who holds it.
     *
     * @param command short name, for example {@code python3}
     * @param arguments the command line, empty if not readable
     * @param ours true if it is a process of this program
     */
    public record Holder(long pid, String command, String arguments, boolean ours) {
        /** For sentences: {@code python3 (pid 4711)}. */
        public String sentence() {
            return command + " (pid " + pid + ")";
        }
    }

    public static final LockStatus FREE = new LockStatus(State.FREE, null, null, null);

    /** Nobody has looked yet. */
    public static final LockStatus NOT_LOOKED = new LockStatus(State.UNKNOWN, null, null, null);

    public boolean free() {
        return state == State.FREE;
    }

    public OptionalLong pid() {
        return holder == null ? OptionalLong.empty() : OptionalLong.of(holder.pid());
    }

    /** The holder for a sentence, also where the kernel does not name it. */
    public String holderSentence() {
        return Optional.ofNullable(holder)
                .map(Holder::sentence)
                .orElse("a process that cannot be named from here");
    }
}
