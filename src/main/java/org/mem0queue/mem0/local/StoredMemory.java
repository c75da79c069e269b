package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One memory as it is stored.
 *
 * @param number the row
 * @param hash MD5 of the UTF-8 text in hexadecimal, as Mem0 makes it
 * @param metadata a JSON object; null if it came without
 * @param expires a date, after which it is not listed any more
 */
record StoredMemory(
        long number,
        String id,
        String text,
        String hash,
        Scope scope,
        @Nullable String role,
        @Nullable String actor,
        @Nullable String metadata,
        Instant created,
        Instant updated,
        @Nullable String expires) {

    /** Without the text, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "StoredMemory[" + id + "]";
    }
}
