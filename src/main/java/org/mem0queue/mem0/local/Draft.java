package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What one request adds, all or nothing.
 *
 * @param metadata a JSON object, for each of the texts
 * @param created null means now
 * @param expires a date
 */
record Draft(
        List<Text> texts,
        Scope scope,
        @Nullable String metadata,
        @Nullable Instant created,
        @Nullable String expires) {

    /** One message. */
    record Text(String text, @Nullable String role, @Nullable String actor) {}
}
