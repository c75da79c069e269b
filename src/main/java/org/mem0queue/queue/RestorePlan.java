package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a restore would do, computed without changing anything. It is carried out exactly or not at
 * all: if the queue file is no longer the one that was looked at, the restore stops.
 *
 * @param source the backup or queue snapshot
 * @param sourceTime when that state was kept
 * @param basis stamp of the queue file that was looked at; null if it is missing
 * @param currentState ok, missing or corrupt
 * @param toQueue memories that go back to {@code queue[]}
 * @param toFailed memories that go back to {@code failed[]}
 * @param toHeld memories that a person held back, and that stay so
 * @param uncertain memories for which something speaks of sending since then: they stay in the
 *     pinned snapshot until a person decides
 * @param alreadyThere memories of the source that are in one of the files now
 * @param newer how many of {@code toQueue} are newer than the source and come from {@code kept/}
 */
public record RestorePlan(
        Path source,
        Instant sourceTime,
        @Nullable FileStamp basis,
        String currentState,
        List<Memory> toQueue,
        List<Memory> toFailed,
        List<Memory> toHeld,
        List<Memory> uncertain,
        int alreadyThere,
        int newer) {

    /** Whether carrying it out would change anything. */
    public boolean changesSomething() {
        return !currentState.equals("ok")
                || !toQueue.isEmpty()
                || !toFailed.isEmpty()
                || !toHeld.isEmpty();
    }

    /** How many memories it puts back, without the uncertain ones. */
    public int back() {
        return toQueue.size() + toFailed.size() + toHeld.size();
    }
}
