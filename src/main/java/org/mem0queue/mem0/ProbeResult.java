package org.mem0queue.mem0;

import org.mem0queue.queue.ApiStatus;

import java.util.Optional;

/** What asking a server for its dialect gave. */
public sealed interface ProbeResult {
    /**
     * It answered.
     *
     * @param dialect {@link Dialect.Unknown} if it is nobody we know
     * @param fingerprint of the server's address and what gave it away; the caller keeps it, and
     *     another one means that the server is no longer the same
     * @param storage where it says that it stores
     * @param server how it calls itself; empty if it does not
     */
    record Detected(Dialect dialect, String fingerprint, Storage storage, String server)
            implements ProbeResult {}

    /** Where a server stores what it takes. */
    enum Storage {
        /** On a server, as far as it says nothing else. */
        SERVER,
        /** It is our own, embedded: on this computer only. */
        THIS_COMPUTER
    }

    /** What people should know of where or how it stores, as a sentence. */
    default Optional<String> note(Inference inference) {
        return switch (this) {
            case Unreachable _ -> Optional.empty();
            case Detected(Dialect dialect, String _, Storage storage, String _) ->
                    storage == Storage.THIS_COMPUTER
                            ? Optional.of(ApiStatus.STORED_HERE)
                            : dialect.rewrites(inference)
                                    ? Optional.of("This API stores memories in words of its own.")
                                    : Optional.empty();
        };
    }

    /** Nothing can be said now; what was known before stands. */
    record Unreachable(String reason) implements ProbeResult {}
}
