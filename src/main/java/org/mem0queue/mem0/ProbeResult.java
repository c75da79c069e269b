package org.mem0queue.mem0;

/** What asking a server for its dialect gave. */
public sealed interface ProbeResult {
    /**
     * It answered.
     *
     * @param dialect {@link Dialect.Unknown} if it is nobody we know
     * @param fingerprint of the server's address and what gave it away; the caller keeps it, and
     *     another one means that the server is no longer the same
     */
    record Detected(Dialect dialect, String fingerprint) implements ProbeResult {}

    /** Nothing can be said now; what was known before stands. */
    record Unreachable(String reason) implements ProbeResult {}
}
