package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different about one memory; null leaves as it is.
 *
 * @param metadata a JSON object that replaces the old one
 */
record Change(
        String id, @Nullable String text, @Nullable String metadata, @Nullable String expires) {}
