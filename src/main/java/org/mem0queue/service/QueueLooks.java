package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.HealthChecks;
import org.mem0queue.health.Observation;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.QueueStore;

/**
 * Makes snapshots: of the files alone, with what the ledger adds, or with what only a thorough look
 * finds. Safe for several threads, which wait for each other; what one look has read the next does
 * not read again.
 */
final class QueueLooks {
    private final ServiceSetup setup;
    private final QueueObserver observer;
    private final DistinctMemories distinct = new DistinctMemories();
    private final History history;
    private final LedgerFeed feed;
    private final ApiLook api;
    private @Nullable Remembered remembered;
    private @Nullable Observation reckoned;

    /** What was seen, and what it means. */
    record Look(Observation seen, QueueSnapshot snapshot) {}

    QueueLooks(ServiceSetup setup, QueueStore store, History history, LedgerFeed feed) {
        this.setup = setup;
        this.observer =
                new QueueObserver(store, setup.thresholds(), setup.processes(), setup.clock());
        this.history = history;
        this.api = new ApiLook(setup);
        this.feed = feed;
    }

    synchronized QueueSnapshot look() {
        Observation seen = observer.observe();
        return HealthChecks.judge(seen, assemble(seen));
    }

    synchronized QueueSnapshot lookBack() {
        api.asked();
        Observation seen = observer.observe();
        return told(HealthChecks.judge(seen, withHistory(seen)));
    }

    synchronized QueueSnapshot examine() {
        api.asked();
        Observation seen = observer.observe();
        return told(HealthChecks.examine(seen, withHistory(seen)));
    }

    /**
     * For the watch. In a managed directory the ledger is fed by another thread, and its last word
     * counts; who only watches reads it, if something has changed.
     */
    synchronized Look watch() {
        api.refreshing();
        Observation seen = observer.observe();
        QueueSnapshot files = assemble(seen);
        if (!setup.remembering() && !LedgerThread.isSame(reckoned, seen)) {
            reckoned = seen;
            remembered = feed.look(seen, files).orElse(null);
            files = assemble(seen);
        }
        return new Look(seen, told(HealthChecks.judge(seen, files)));
    }

    /** Writes down what is there now. */
    synchronized void recordNow() {
        Observation seen = observer.observe();
        QueueSnapshot snapshot = assemble(seen);
        // The feed is also used by the thread that records what the watch sees.
        synchronized (feed) {
            feed.record(seen, snapshot).done().ifPresent(found -> remembered = found);
        }
    }

    /** What the ledger adds from now on; tells whether that is something new. */
    synchronized boolean remember(Remembered found) {
        boolean fresh = !found.equals(remembered);
        remembered = found;
        return fresh;
    }

    private QueueSnapshot told(QueueSnapshot snapshot) {
        LedgerProblem problem = history.problem();
        return problem == null || problem.kind() == LedgerProblem.Kind.BUSY
                ? snapshot
                : HealthChecks.withoutHistory(snapshot, problem.sentence());
    }

    private QueueSnapshot withHistory(Observation seen) {
        QueueSnapshot files = assemble(seen);
        return feed.look(seen, files)
                .map(found -> SnapshotAssembler.with(found, files))
                .orElse(files);
    }

    private QueueSnapshot assemble(Observation seen) {
        return SnapshotAssembler.assemble(
                seen, setup.managing(), api.known(), distinct, remembered);
    }
}
