package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How far a pass has come. Immutable.
 *
 * @param done uploads and look-ups that have ended, however
 * @param total these, what is under way, and what is due
 * @param running uploads under way
 * @param perSecond stored in a second, over the whole pass
 * @param left estimated; null while nothing was stored
 */
public record SyncProgress(
        SyncReport report,
        long done,
        long total,
        int running,
        double perSecond,
        @Nullable Duration left) {}
