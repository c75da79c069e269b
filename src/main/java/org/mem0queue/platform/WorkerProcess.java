package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A running Python queue worker.
 *
 * @param pid its number, as we see it
 * @param command interpreter and script, for people; no further arguments, which may hold secrets
 * @param kind which generation of the worker it is
 * @param startedAt when it started, to about a second; {@code null} where the system does not tell
 * @param processorTime what it has used so far; {@code null} where the system does not tell. A
 *     worker that waits for the network uses next to none
 * @param queueDirectory the queue directory it works on; {@code null} where that cannot be known
 *     (the process of another person): it may be the one that was asked for
 */
public record WorkerProcess(
        long pid,
        String command,
        Kind kind,
        @Nullable Instant startedAt,
        @Nullable Duration processorTime,
        @Nullable Path queueDirectory) {
    /** The generations of the worker. */
    public enum Kind {
        /** Works the queue off once and ends; keeps failures in {@code failed[]}. */
        A,
        /** Runs for ever; owns {@code mem0_queue_dlq.json} and writes its old copy of it back. */
        B,
        /** The script cannot be read, or was changed after the start, or is neither: assume B. */
        UNKNOWN
    }

    /**
     * Whether it is proved, not only possible, that it works on the directory that was asked for.
     */
    public boolean directoryKnown() {
        return queueDirectory != null;
    }
}
