package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ContentHash;

import java.time.Instant;
import java.util.HexFormat;

/**
 * One memory as it goes out.
 *
 * @param id ours; the same in every attempt
 * @param savedAt when the agent saved it; null if unknown
 * @param source who saved it, for the metadata; null if unknown
 */
public record Outgoing(
        String id,
        String projectId,
        String content,
        @Nullable Instant savedAt,
        @Nullable String source) {
    /** SHA-256 of the content in lower-case hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(ContentHash.of(content));
    }

    /** Id only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "Outgoing[" + id + "]";
    }
}
