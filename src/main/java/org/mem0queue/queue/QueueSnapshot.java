package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything the screens show, at one moment. Immutable; handed from thread to thread as it is.
 *
 * @param directory the queue directory as the person named it
 * @param readAt when the files were looked at
 * @param managed whether we may write into the queue directory
 * @param memories the memories by state, each id once, in the order of the file; a state without
 *     any is absent. Empty above the size limit, see {@code countsOnly}
 * @param countsOnly true if the queue file is so large that only counts are kept
 * @param oldestPending age of the oldest waiting memory, null if none waits
 * @param safeToSave lock free, few waiting, and the queue file readable or not there yet: a batch
 *     of saves through Python would get through
 */
public record QueueSnapshot(
        Path directory,
        Instant readAt,
        boolean managed,
        QueueFileStatus queueFile,
        Counts counts,
        QueueStats stats,
        Balance balance,
        Map<MemoryState, List<Memory>> memories,
        boolean countsOnly,
        @Nullable Duration oldestPending,
        boolean safeToSave,
        LockStatus lock,
        WorkerStatus worker,
        ApiStatus api,
        SendingStatus sending,
        Health health,
        List<Finding> findings) {

    /**
     * The queue file itself.
     *
     * @param state ok, missing, unstable, corrupt or denied
     * @param bytes size, -1 if unknown
     * @param modified null if unknown
     * @param problem why it is not ok, null if it is
     */
    public record QueueFileStatus(
            String state, long bytes, @Nullable Instant modified, @Nullable String problem) {}

    /** The memories in one state, in the order of the file. */
    public List<Memory> in(MemoryState state) {
        return memories.getOrDefault(state, List.of());
    }

    /** The same snapshot with its findings and the health that follows from them. */
    public QueueSnapshot with(Health newHealth, List<Finding> newFindings) {
        return new QueueSnapshot(
                directory,
                readAt,
                managed,
                queueFile,
                counts,
                stats,
                balance,
                memories,
                countsOnly,
                oldestPending,
                safeToSave,
                lock,
                worker,
                api,
                sending,
                newHealth,
                List.copyOf(newFindings));
    }

    /** Ids and counts only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "QueueSnapshot[" + directory + ", " + queueFile.state() + ", " + counts + "]";
    }
}
