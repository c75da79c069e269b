package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A running Python MCP server, which agents save through.
 *
 * @param pid its number, as we see it
 * @param command interpreter and script, for people; no further arguments, which may hold secrets
 * @param kind which generation of the server it is
 * @param startedAt when it started, to about a second; {@code null} where the system does not tell
 * @param queueDirectory the queue directory it saves into; {@code null} where that cannot be known
 */
public record McpServerProcess(
        long pid,
        String command,
        Kind kind,
        @Nullable Instant startedAt,
        @Nullable Path queueDirectory) {
    /** The generations of the server. */
    public enum Kind {
        /** Gives up on the lock after 5 s; the memory is then nowhere. */
        A,
        /** Gives up on the lock after 30 s; the memory is then in {@code mem0_emergency.json}. */
        B,
        /** Keeps memories by itself and does not use the queue. */
        WITHOUT_QUEUE,
        /** The script cannot be read, or was changed after the start, or is none of these. */
        UNKNOWN
    }
}
