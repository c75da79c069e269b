package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.Settlement;
import org.mem0queue.store.SyncJournal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Results on their way into the queue file. What is in the journal may be left to the next pass;
 * what could not be written there either is held until one of the two takes it. Confined to the
 * pass's thread.
 */
final class Commits {
    /** Results wait at most so long for more before they are committed; they are in the journal. */
    private static final Duration WITHIN = Duration.ofMillis(500);

    /** Between two tries to write down what is written nowhere. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final QueueStore store;
    private final SyncJournal journal;
    private final SyncStop stop;
    private final Duration lockWait;
    private final List<Exchange.Result> results = new ArrayList<>();
    private final List<Landing> nowhere = new ArrayList<>();
    private long oldest;
    private long notBefore = System.nanoTime();

    private @Nullable String refused;
    private @Nullable LockStatus heldBy;

    Commits(QueueStore store, SyncJournal journal, SyncStop stop, Duration lockWait) {
        this.store = store;
        this.journal = journal;
        this.stop = stop;
        this.lockWait = lockWait;
    }

    void add(Memory memory, Settlement settlement) {
        if (results.isEmpty()) {
            oldest = System.nanoTime();
        }
        results.add(new Exchange.Result(memory, settlement));
    }

    void add(Landing landing) {
        Settlement settlement = landing.settlement();
        if (settlement == null) {
            return;
        }
        add(landing.flight().memory(), settlement);
        if (landing.journalDue()) {
            nowhere.add(landing);
        }
    }

    /** Whether a result says that this one stays in flight, in doubt or accepted. */
    boolean keeps(String id) {
        return results.stream()
                .anyMatch(
                        result ->
                                result.memory().id().equals(id)
                                        && (result.settlement() instanceof Settlement.Doubtful
                                                || result.settlement()
                                                        instanceof Settlement.Accepted));
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    /** Whether an outcome is written nowhere yet: nothing new may be sent. */
    boolean holdsUnwritten() {
        return !nowhere.isEmpty();
    }

    /** Why the last commit did not succeed, if the files were at fault. */
    @Nullable String refused() {
        return refused;
    }

    /** Who kept the lock from the last commit. */
    @Nullable LockStatus heldBy() {
        return heldBy;
    }

    boolean failed() {
        return refused != null || heldBy != null;
    }

    /** Whether the last try failed a moment ago, and what could not be written is kept. */
    boolean waits() {
        return failed() && System.nanoTime() - notBefore < 0;
    }

    /**
     * Whether it is time to commit.
     *
     * @param many so many are worth a write
     * @param idle whether nothing more will come soon
     */
    boolean isDue(int many, boolean idle) {
        return !results.isEmpty()
                && (results.size() >= many
                        || idle
                        || System.nanoTime() - oldest >= WITHIN.toNanos());
    }

    /** Tries the journal again with what it did not take: it may be the queue file that is ill. */
    void writeDown() {
        nowhere.removeIf(
                landing -> {
                    Settlement settlement = landing.settlement();
                    try {
                        if (settlement != null) {
                            Flight flight = landing.flight();
                            journal.ended(flight.claim().id(), flight.memory().id(), settlement);
                        }
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** Puts the results in and takes claims out; what of it {@link #failed} says is kept. */
    Exchange.Ending exchange(
            Function<Memory, @Nullable Settlement> recovery,
            Function<Memory, Exchange.@Nullable Returned> returned,
            Function<List<Memory>, List<Memory>> choice)
            throws InterruptedException {
        refused = null;
        heldBy = null;
        Exchange.Ending ending =
                within(
                        new Exchange(
                                results, recovery, returned, choice, UUID.randomUUID().toString()));
        switch (ending) {
            case Exchange.Ending.Done _ -> {
                journal.committed(results);
                results.clear();
                nowhere.clear();
            }
            case Exchange.Ending.LockHeld(LockStatus lock) -> heldBy = lock;
            case Exchange.Ending.Refused(String sentence) -> refused = sentence;
        }
        if (failed()) {
            writeDown();
            notBefore = System.nanoTime() + AGAIN.toNanos();
        }
        return ending;
    }

    /** Waits for the queue lock in slices, so that a stop is obeyed. */
    private Exchange.Ending within(Exchange request) throws InterruptedException {
        long deadline = System.nanoTime() + lockWait.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Duration slice = left.compareTo(WITHIN) < 0 ? left : WITHIN;
            Exchange.Ending ending = store.exchange(request, slice);
            if (!(ending instanceof Exchange.Ending.LockHeld)
                    || left.compareTo(slice) <= 0
                    || stop.stopped()) {
                return ending;
            }
        }
    }
}
