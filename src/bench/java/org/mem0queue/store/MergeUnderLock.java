package org.mem0queue.store;

import org.mem0queue.queue.FlushResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * {@link QueueStore#flush} in its steps, so that a benchmark can time what happens under the lock.
 */
public final class MergeUnderLock {
    private final QueueStore store;

    private MergeUnderLock(QueueStore store) {
        this.store = store;
    }

    /** What a fresh process has: nothing is known of the queue file yet. */
    public static MergeUnderLock fresh(Path folder, SpoolIdentity identity) {
        return new MergeUnderLock(
                new QueueStore(
                        new QueueDirectory(folder),
                        Disk.real(),
                        identity,
                        Clock.systemUTC(),
                        QueueStore.Access.MANAGE,
                        QueueFile.DEFAULT_LIMIT_BYTES));
    }

    public QueueStore store() {
        return store;
    }

    /**
     * Merges what is spooled.
     *
     * @return milliseconds from having the lock to having given it back
     */
    public double run() throws IOException, InterruptedException {
        store.changes().prepareFlush();
        SpoolMerge.Ahead ahead = store.changes().prepareMerge();
        if (!(store.lock().acquire(Duration.ofSeconds(5))
                instanceof LockResult.Acquired(var held))) {
            throw new IOException("somebody else holds the lock");
        }
        long start = System.nanoTime();
        FlushResult result;
        try (held) {
            result =
                    ahead == null
                            ? store.changes().flushUnder(held)
                            : store.changes().flushUnder(ahead, held);
        }
        long end = System.nanoTime();
        if (!(result instanceof FlushResult.Merged)) {
            throw new IOException(result.toString());
        }
        return (end - start) / 1e6;
    }
}
