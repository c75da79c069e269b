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
        this.observer = new QueueObserver(store, setup.processes(), setup.clock());
        this.history = history;
        this.api = new ApiLook(setup);
        this.feed = feed;
    }

    synchronized QueueSnapshot look() {
        LookChoices choices = setup.looking().get();
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.ALL);
        return HealthChecks.judge(seen, assemble(seen, choices));
    }

    synchronized QueueSnapshot lookBack() {
        LookChoices choices = setup.looking().get();
        api.await(choices.apiUrl());
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.ALL);
        return told(HealthChecks.judge(seen, withHistory(seen, choices)));
    }

    synchronized QueueSnapshot examine() {
        LookChoices choices = setup.looking().get();
        api.await(choices.apiUrl());
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.ALL);
        return told(HealthChecks.examine(seen, withHistory(seen, choices)));
    }

    /**
     * The watch's first look for somebody who waits for the numbers: of the files alone. Nothing of
     * it is for the ledger.
     */
    synchronized QueueSnapshot first() {
        LookChoices choices = setup.looking().get();
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.FILES);
        return HealthChecks.judge(seen, assemble(seen, choices));
    }

    /**
     * For the watch. In a managed directory the ledger is fed by another thread, and its last word
     * counts; who only watches reads it, if something has changed.
     */
    synchronized Look watch() {
        LookChoices choices = setup.looking().get();
        api.refresh(choices.apiUrl());
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.ALL);
        QueueSnapshot files = assemble(seen, choices);
        if (!setup.remembering() && !LedgerThread.isSame(reckoned, seen)) {
            reckoned = seen;
            remembered = feed.look(seen, files).orElse(null);
            files = assemble(seen, choices);
        }
        return new Look(seen, told(HealthChecks.judge(seen, files)));
    }

    /** Writes down what is there now. */
    synchronized void recordNow() {
        LookChoices choices = setup.looking().get();
        Observation seen = observer.observe(choices.thresholds(), QueueObserver.Reach.ALL);
        QueueSnapshot snapshot = assemble(seen, choices);
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

    private QueueSnapshot withHistory(Observation seen, LookChoices choices) {
        QueueSnapshot files = assemble(seen, choices);
        return feed.look(seen, files)
                .map(found -> SnapshotAssembler.with(found, files))
                .orElse(files);
    }

    private QueueSnapshot assemble(Observation seen, LookChoices choices) {
        return SnapshotAssembler.assemble(
                seen, setup.managing(), api.known(choices.apiUrl()), distinct, remembered);
    }
}
