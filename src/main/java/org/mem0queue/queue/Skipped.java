package org.mem0queue.queue;

/**
 * A memory that an act left as it is.
 *
 * @param reason what to say behind its id, for example {@code has failed meanwhile}
 */
public record Skipped(String id, String reason) {}
