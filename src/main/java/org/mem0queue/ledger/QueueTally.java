package org.mem0queue.ledger;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueStats;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the queue file says of its own past at one look. All three only ever go forward: {@code
 * total_queued} with each save, {@code total_synced} with each upload, and each save adds its id to
 * the end of {@code last_100}, which is then cut to the newest 100.
 *
 * @param ours how much of {@code totalSynced} our own sync has counted
 * @param last100 the ids in the order of the file; empty text for an entry without an id
 */
public record QueueTally(
        OptionalLong totalQueued, OptionalLong totalSynced, List<String> last100, long ours) {
    /** Python keeps so many. */
    private static final int KEPT = 100;

    /** A missing queue file, which is an empty queue to the Python programs. */
    public static final QueueTally EMPTY =
            new QueueTally(OptionalLong.of(0), OptionalLong.of(0), List.of(), 0);

    public QueueTally {
        last100 = List.copyOf(last100);
    }

    /** Of a queue that only others send from. */
    public QueueTally(OptionalLong totalQueued, OptionalLong totalSynced, List<String> last100) {
        this(totalQueued, totalSynced, last100, 0);
    }

    /** Of a queue file as it was read. */
    public static QueueTally of(QueueStats stats, List<Memory> last100) {
        return of(stats, last100, 0);
    }

    /** Of a queue file as it was read, with what our own sync has counted. */
    public static QueueTally of(QueueStats stats, List<Memory> last100, long ours) {
        return new QueueTally(
                stats.totalQueued(),
                stats.totalSynced(),
                // A derived id changes when the entry is written anew.
                last100.stream().map(memory -> memory.idDerived() ? "" : memory.id()).toList(),
                ours);
    }

    /** What shows that the file went back to an older state since then, or was begun anew. */
    Optional<String> setbackSince(QueueTally before) {
        if (isLess(totalQueued, before.totalQueued)) {
            return Optional.of(back("total_queued", before.totalQueued, totalQueued));
        }
        if (isLess(totalSynced, before.totalSynced)) {
            return Optional.of(back("total_synced", before.totalSynced, totalSynced));
        }
        int newest = before.last100.size() - 1;
        while (newest >= 0 && before.last100.get(newest).isEmpty()) {
            newest--;
        }
        OptionalLong queued = growth(before.totalQueued, totalQueued);
        if (newest < 0 || queued.isEmpty() || last100.contains(before.last100.get(newest))) {
            return Optional.empty();
        }
        long pushedBy = before.last100.size() - 1 - newest + queued.getAsLong();
        return pushedBy < KEPT
                ? Optional.of(
                        "last_100 no longer holds the memory that was queued last, though only "
                                + queued.getAsLong()
                                + " were queued since")
                : Optional.empty();
    }

    /**
     * Whether {@code last_100} shows that this state came out of that one. It cannot once 100 more
     * were queued: a file that was begun anew and has overtaken its old counters looks the same.
     */
    boolean provablyFollows(QueueTally before) {
        return before.last100.stream().anyMatch(id -> !id.isEmpty() && last100.contains(id))
                || before.totalQueued.equals(OptionalLong.of(0));
    }

    /** Ids that were queued since then, as far as {@code last_100} names them. */
    List<String> queuedSince(QueueTally before) {
        HashSet<String> known = new HashSet<>(before.last100);
        return last100.stream().filter(id -> !id.isEmpty() && !known.contains(id)).toList();
    }

    /** Empty if one of both is unknown. */
    static OptionalLong growth(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    private static boolean isLess(OptionalLong now, OptionalLong before) {
        OptionalLong grown = growth(before, now);
        return grown.isPresent() && grown.getAsLong() < 0;
    }

    private static String back(String name, OptionalLong before, OptionalLong now) {
        return name + " went back from " + before.getAsLong() + " to " + now.getAsLong();
    }

    /** Sizes only: there may be many ids. */
    @Override
    public String toString() {
        return "QueueTally[" + totalQueued + ", " + totalSynced + ", " + last100.size() + " ids]";
    }
}
