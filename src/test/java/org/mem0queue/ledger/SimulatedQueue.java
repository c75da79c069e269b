package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The Python server and its two workers as far as their files and counters go, and the API, which
 * alone knows the truth. A run is one step here: in between the lock would be held.
 */
final class SimulatedQueue {
    private static final int KEPT = 100;

    /** Attempts before the older worker calls an entry failed, and the newer one a dead letter. */
    private static final int ONE_SHOT_ATTEMPTS = 3;

    private static final int ENDLESS_ATTEMPTS = 5;

    /** One entry of a list. */
    record Entry(String id, String project, int retries) {
        Entry tried(int attempts) {
            return new Entry(id, project, attempts);
        }
    }

    /** What the queue file holds. */
    record File(
            List<Entry> queue,
            List<Entry> failed,
            List<String> last100,
            long totalQueued,
            long totalSynced) {
        static File empty() {
            return new File(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0, 0);
        }

        File copy() {
            return new File(
                    new ArrayList<>(queue),
                    new ArrayList<>(failed),
                    new ArrayList<>(last100),
                    totalQueued,
                    totalSynced);
        }

        File counting(long queued, long synced) {
            return new File(queue, failed, last100, queued, synced);
        }

        QueueTally tally() {
            return new QueueTally(
                    OptionalLong.of(totalQueued), OptionalLong.of(totalSynced), last100);
        }
    }

    private final Random random;
    private final boolean similarIds;
    private final int failsPercent;
    private final int linesPercent;

    File file = File.empty();
    List<Entry> deadLetters = new ArrayList<>();
    final List<WorkerLine> log = new ArrayList<>();
    final Set<String> stored = new HashSet<>();
    private int saves;

    /**
     * @param similarIds ids that begin alike, as callers who choose them like to have
     * @param linesPercent how many of the worker's lines reach the log
     */
    SimulatedQueue(Random random, boolean similarIds, int failsPercent, int linesPercent) {
        this.random = random;
        this.similarIds = similarIds;
        this.failsPercent = failsPercent;
        this.linesPercent = linesPercent;
    }

    String save() {
        saves++;
        String id = similarIds ? "session-" + saves : randomId();
        file.queue.add(new Entry(id, random.nextBoolean() ? "p" : "q", 0));
        file.last100.add(id);
        if (file.last100.size() > KEPT) {
            file.last100.removeFirst();
        }
        file = file.counting(file.totalQueued + 1, file.totalSynced);
        return id;
    }

    private String randomId() {
        return new UUID(
                        (random.nextLong() & ~0xf000L) | 0x4000L,
                        (random.nextLong() & ~(3L << 62)) | (2L << 62))
                .toString();
    }

    /** The older worker: all of the queue, then all of failed[], then one write. */
    void oneShotRun(boolean killed) {
        File copy = file.copy();
        int stopsAt = killed ? random.nextInt(copy.queue.size() + 1) : Integer.MAX_VALUE;
        long synced = 0;
        List<Entry> queue = new ArrayList<>();
        List<Entry> failed = new ArrayList<>(copy.failed);
        for (Entry entry : copy.queue) {
            if (stopsAt-- == 0) {
                return;
            }
            if (uploads(entry, WorkerLine.Kind.SYNCED)) {
                synced++;
            } else if (entry.retries + 1 >= ONE_SHOT_ATTEMPTS) {
                failed.add(entry.tried(ONE_SHOT_ATTEMPTS));
            } else {
                queue.add(entry.tried(entry.retries + 1));
            }
        }
        List<Entry> still = new ArrayList<>();
        for (Entry entry : failed) {
            if (uploads(entry, WorkerLine.Kind.RECOVERED)) {
                synced++;
            } else {
                still.add(entry.tried(0));
            }
        }
        if (!killed) {
            file =
                    new File(queue, still, copy.last100, copy.totalQueued, copy.totalSynced)
                            .counting(copy.totalQueued, copy.totalSynced + synced);
        }
    }

    /** The newer worker: the dead letters outside the lock, then a pass over the queue. */
    void endlessPass(boolean killed) {
        int stopsAt = killed ? random.nextInt(deadLetters.size() + 1) : Integer.MAX_VALUE;
        List<Entry> letters = new ArrayList<>();
        for (Entry entry : deadLetters) {
            if (stopsAt-- == 0) {
                return;
            }
            if (random.nextBoolean() || !uploads(entry, WorkerLine.Kind.DLQ_RECOVERED)) {
                letters.add(entry); // waits, or failed again
            }
        }
        if (killed) {
            return;
        }
        long synced = 0;
        List<Entry> queue = new ArrayList<>();
        for (Entry entry : file.queue) {
            if (uploads(entry, WorkerLine.Kind.SYNCED)) {
                synced++;
            } else if (entry.retries + 1 >= ENDLESS_ATTEMPTS) {
                letters.add(entry.tried(ENDLESS_ATTEMPTS));
            } else {
                queue.add(entry.tried(entry.retries + 1));
            }
        }
        deadLetters = letters;
        file =
                new File(
                        queue,
                        file.failed,
                        file.last100,
                        file.totalQueued,
                        file.totalSynced + synced);
    }

    private boolean uploads(Entry entry, WorkerLine.Kind kind) {
        if (random.nextInt(100) < failsPercent) {
            return false;
        }
        stored.add(entry.id);
        if (random.nextInt(100) < linesPercent) {
            WorkerLine.Name name = WorkerLine.Name.of(entry.project, entry.id);
            if (name != null) {
                log.add(new WorkerLine(kind, name));
            }
        }
        return true;
    }

    /** Somebody takes an entry out with an editor, and touches no counter. */
    @Nullable String removeByHand() {
        return file.queue.isEmpty()
                ? null
                : file.queue.remove(random.nextInt(file.queue.size())).id();
    }

    /** Every id that stands in a file, with its place. */
    List<GoneMemory> standing() {
        List<GoneMemory> all = new ArrayList<>();
        add(all, file.queue, MemoryState.PENDING);
        add(all, file.failed, MemoryState.FAILED);
        add(all, deadLetters, MemoryState.DEAD_LETTER);
        return all;
    }

    private static void add(List<GoneMemory> all, List<Entry> entries, MemoryState state) {
        for (Entry entry : entries) {
            all.add(
                    new GoneMemory(
                            entry.id,
                            entry.project,
                            state,
                            entry.retries,
                            GoneMemory.Sending.NEVER));
        }
    }
}
