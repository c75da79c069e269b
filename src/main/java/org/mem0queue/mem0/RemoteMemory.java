package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One memory as a server lists it.
 *
 * @param id the server's
 * @param ourId the id that we sent with it; null if there is none
 * @param sha256 of the content that we sent, null if there is none
 * @param hash the server's MD5 of its text, null if it tells none
 * @param changed when it was created or last updated, by the server's clock; null if not told
 */
public record RemoteMemory(
        String id,
        String text,
        @Nullable String ourId,
        @Nullable String sha256,
        @Nullable String hash,
        @Nullable Instant changed) {
    /** Ids only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "RemoteMemory[" + id + "]";
    }
}
