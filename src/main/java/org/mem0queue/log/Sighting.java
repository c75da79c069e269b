package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

/**
 * Where and when something was seen in a log.
 *
 * @param offset of the line, in bytes
 * @param time the line's own, else that of the last line before it that had one, so it is not later
 *     than the event; null if none had
 */
public record Sighting(LogSource source, long offset, @Nullable LogTime time) {}
