package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The Mem0 API, as far as somebody asked it.
 *
 * @param url null if none is configured
 * @param latency null if it was not asked or did not answer
 * @param note what people should know of where or how it stores, as a sentence; null if nothing
 */
public record ApiStatus(
        State state, @Nullable String url, @Nullable Duration latency, @Nullable String note) {
    /** The note of a server that is our own: what it takes is not on any other computer. */
    public static final String STORED_HERE = "Stored on this computer, not on a server.";

    /** Whether what is sent to it stays on this computer, as far as it was asked. */
    public boolean storesHere() {
        return STORED_HERE.equals(note);
    }

    /** Nothing that people should know beside. */
    public ApiStatus(State state, @Nullable String url, @Nullable Duration latency) {
        this(state, url, latency, null);
    }

    /** {@code UNKNOWN}: configured, and not asked yet. */
    public enum State {
        UP,
        DOWN,
        UNCONFIGURED,
        UNKNOWN
    }

    public static final ApiStatus UNCONFIGURED = new ApiStatus(State.UNCONFIGURED, null, null);
}
