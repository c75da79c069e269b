package org.mem0queue.store;

import org.mem0queue.queue.Memory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * {@link QueueStore#exchange} in its steps, so that a benchmark can time what a sync does under the
 * queue lock.
 */
public final class ExchangeUnderLock {
    private final QueueStore store;
    private List<Memory> claimed = List.of();

    private ExchangeUnderLock(QueueStore store) {
        this.store = store;
    }

    public static ExchangeUnderLock fresh(Path folder, SpoolIdentity identity) {
        return new ExchangeUnderLock(
                new QueueStore(
                        new QueueDirectory(folder),
                        Disk.real(),
                        identity,
                        Clock.systemUTC(),
                        QueueStore.Access.MANAGE,
                        QueueFile.DEFAULT_LIMIT_BYTES));
    }

    /**
     * Commits what was claimed last as stored, and claims the next ones.
     *
     * @return milliseconds from having the lock to having given it back
     */
    public double commitAndClaim(int count) throws IOException, InterruptedException {
        Exchange request =
                new Exchange(
                        claimed.stream()
                                .map(m -> new Exchange.Result(m, new Settlement.Stored()))
                                .toList(),
                        memory -> null,
                        pending -> List.copyOf(pending.subList(0, Math.min(count, pending.size()))),
                        UUID.randomUUID().toString());
        store.changes().prepareFlush();
        QueueClaims.Ahead ahead = store.changes().prepareExchange(request);
        if (!(store.lock().acquire(Duration.ofSeconds(5))
                instanceof LockResult.Acquired(HeldLock held))) {
            throw new IOException("somebody else holds the lock");
        }
        long start = System.nanoTime();
        Exchange.Ending ending;
        try (held) {
            ending = store.changes().exchangeUnder(request, ahead, held);
        }
        long end = System.nanoTime();
        if (!(ending instanceof Exchange.Ending.Done done)) {
            throw new IOException(ending.toString());
        }
        claimed = done.claimed();
        return (end - start) / 1e6;
    }
}
