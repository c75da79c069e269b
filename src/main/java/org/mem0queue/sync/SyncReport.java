package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a pass came to.
 *
 * @param sent uploads that were tried
 * @param synced stored, by an upload or as a look-up showed
 * @param failed moved to {@code failed[]}
 * @param inDoubt whose answer was lost
 * @param again not stored, to be tried later
 * @param left how many are still pending or in flight; null if nobody looked, or could
 * @param stopped why the pass ended before all was done, as a sentence; null if it did not
 */
public record SyncReport(
        long sent,
        long synced,
        long failed,
        long inDoubt,
        long again,
        @Nullable Long left,
        @Nullable String stopped) {
    /** Nothing yet. */
    public static final SyncReport EMPTY = new SyncReport(0, 0, 0, 0, 0, null, null);
}
