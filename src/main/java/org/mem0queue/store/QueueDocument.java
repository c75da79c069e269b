package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RawJson;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One version of {@code mem0_queue.json}: every key in the order of the file, the lists that we
 * understand as memories, everything else as the bytes that stood there.
 *
 * <pre>
 * {
 *   "queue": [ {"id": …, "project_id": …, "content": …, "timestamp": 1764460800, "retries": 0} ],
 *   "last_100": [ … the newest 100 that were queued, synced or not … ],
 *   "failed": [ … ],
 *   "stats": {"total_queued": 61, "total_synced": 10, "total_failed": 6, "last_sync": null},
 *   "in_flight": [ … ours: claimed by a sync … ],
 *   "held": [ … ours: held back by a person, sent by nobody … ],
 *   "mem0_queue_monitor": {"merged": [ … ours: names of spool files that this version holds … ],
 *                          "requeued": [ … ids whose dead letter is to be removed … ],
 *                          "synced": 7 … how much of total_synced our own sync has counted …}
 * }
 * </pre>
 *
 * Immutable.
 */
public final class QueueDocument {
    static final String QUEUE = "queue";
    static final String LAST_100 = "last_100";
    static final String FAILED = "failed";
    static final String STATS = "stats";
    static final String IN_FLIGHT = "in_flight";
    static final String HELD = "held";
    static final String MARKER = "mem0_queue_monitor";
    static final String MERGED = "merged";
    static final String REQUEUED = "requeued";
    static final String SYNCED = "synced";

    /** The keys that the Python programs reach for without a default. */
    static final List<String> PYTHON_KEYS = List.of(QUEUE, LAST_100, FAILED, STATS);

    static final Set<String> LISTS = Set.of(QUEUE, LAST_100, FAILED, IN_FLIGHT, HELD);

    /**
     * One top-level key.
     *
     * @param raw its value as found; null where only counts are kept, and in a list we changed
     * @param entries its memories if it is one of our lists, else null
     * @param count number of entries, also where they are not kept
     */
    record Member(String name, @Nullable RawJson raw, @Nullable List<Memory> entries, long count) {
        /** The same over another version that holds the same bytes there. */
        Member in(SharedBlocks blocks) {
            return new Member(
                    name,
                    raw == null ? null : raw.in(blocks),
                    entries == null ? null : entries.stream().map(m -> m.in(blocks)).toList(),
                    count);
        }
    }

    private final List<Member> members;
    private final QueueStats stats;
    private final List<String> merged;
    private final List<String> requeued;
    private final long syncedByUs;
    private final List<Oddity> oddities;
    private final @Nullable SharedBlocks blocks;
    private final boolean ascii;

    QueueDocument(
            List<Member> members,
            QueueStats stats,
            List<String> merged,
            List<String> requeued,
            long syncedByUs,
            List<Oddity> oddities,
            @Nullable SharedBlocks blocks,
            boolean ascii) {
        this.members = List.copyOf(members);
        this.stats = stats;
        this.merged = List.copyOf(merged);
        this.requeued = List.copyOf(requeued);
        this.syncedByUs = syncedByUs;
        this.oddities = List.copyOf(oddities);
        this.blocks = blocks;
        this.ascii = ascii;
    }

    /** What a missing file stands for. */
    static QueueDocument empty() {
        return new QueueDocument(
                List.of(), QueueStats.NONE, List.of(), List.of(), 0, List.of(), null, true);
    }

    public List<Memory> queue() {
        return entries(QUEUE);
    }

    public List<Memory> failed() {
        return entries(FAILED);
    }

    public List<Memory> inFlight() {
        return entries(IN_FLIGHT);
    }

    /** What a person holds back. */
    public List<Memory> held() {
        return entries(HELD);
    }

    /** Every memory that stands in this version, list by list; {@code last_100} is history. */
    public List<List<Memory>> standing() {
        return List.of(queue(), inFlight(), failed(), held());
    }

    /** The newest 100 that were queued, whether synced or not: not a history. */
    public List<Memory> last100() {
        return entries(LAST_100);
    }

    public QueueStats stats() {
        return stats;
    }

    /** Names of the spool files that this version holds. */
    public List<String> merged() {
        return merged;
    }

    /**
     * Ids that came into this file out of the dead letters, or are about to go there. While one is
     * named here what the dead letters hold under it, with the text that stands here, is a copy
     * that a crash left.
     */
    List<String> requeued() {
        return requeued;
    }

    /** How much of {@code total_synced} our own sync has counted; 0 if it never did. */
    public long syncedByUs() {
        return syncedByUs;
    }

    /** What is odd and tolerated. */
    public List<Oddity> oddities() {
        return oddities;
    }

    /** Whether only counts were kept because the file is larger than the limit. */
    public boolean countsOnly() {
        return blocks == null && !members.isEmpty();
    }

    /** Number of entries of a list, also where they were not kept. */
    public long count(String list) {
        return member(list).map(Member::count).orElse(0L);
    }

    public long pendingCount() {
        return count(QUEUE);
    }

    public long failedCount() {
        return count(FAILED);
    }

    public long inFlightCount() {
        return count(IN_FLIGHT);
    }

    public long heldCount() {
        return count(HELD);
    }

    /** Whether another program has put something else where one of our lists belongs. */
    boolean isNoList(String list) {
        return member(list).map(m -> m.entries() == null).orElse(false);
    }

    List<Memory> entries(String list) {
        return member(list).map(Member::entries).orElse(List.of());
    }

    /** The last key of that name: the one that counts, as in Python. */
    Optional<Member> member(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(members.get(index));
    }

    /** Position of the last key of that name, -1 if there is none. */
    int indexOf(String name) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (members.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    List<Member> members() {
        return members;
    }

    @Nullable SharedBlocks blocks() {
        return blocks;
    }

    boolean ascii() {
        return ascii;
    }
}
