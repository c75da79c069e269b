package org.mem0queue.service;

import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewAct;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Earlier states of the queue file, and putting back what they hold. Safe for several threads;
 * every method blocks for as long as its files take.
 */
public final class Restores {
    private final Path directory;
    private final QueueStore store;
    private final History history;
    private final InstantSource clock;

    Restores(Path directory, QueueStore store, History history, InstantSource clock) {
        this.directory = directory;
        this.store = store;
        this.history = history;
        this.clock = clock;
    }

    /** The backup (number 0) and the queue snapshots, the newest first. */
    public List<QueueCopy> copies() throws IOException {
        return store.copies();
    }

    /** Plans a restore from a kept copy, without changing anything. */
    public QueueRestore.Preview planRestore(Path source, Instant sourceTime) throws IOException {
        return store.restore().plan(source, sourceTime, SentEvidence.in(directory));
    }

    /** Plans to put back what another program took out of the queue, without changing anything. */
    public QueueRestore.Preview planPuttingBack() throws IOException {
        return store.planPuttingBack(SentEvidence.in(directory));
    }

    /**
     * Carries out a restore exactly as planned, or not at all; what was done is written into the
     * audit trail.
     *
     * @param actor who asks, a word such as {@code cli}
     */
    public RestoreResult restore(
            RestorePlan plan, QueueRestore.Uncertain uncertain, String actor, Duration wait)
            throws InterruptedException {
        RestoreResult result = store.restore(plan, uncertain, wait);
        if (result instanceof RestoreResult.Restored) {
            trail(plan, uncertain, actor);
        }
        return result;
    }

    /**
     * A person says that what a pinned copy holds is accounted for: from now on it is thinned by
     * age like the others. Written into the audit trail.
     */
    public QueueSnapshots.Closing closeIncident(QueueCopy copy, String actor) throws IOException {
        QueueSnapshots.Closing closing = store.closeIncident(copy.file());
        if (closing == QueueSnapshots.Closing.CLOSED) {
            NewAct act =
                    new NewAct(
                            clock.instant(),
                            actor,
                            ActKind.CLOSE,
                            String.valueOf(copy.file().getFileName()),
                            List.of(),
                            OptionalLong.empty());
            history.use(ledger -> ledger.recordAct(act)).notDone();
        }
        return closing;
    }

    /** After the restore: one that did not happen must not be in the trail. */
    private void trail(RestorePlan plan, QueueRestore.Uncertain uncertain, String actor) {
        Map<String, NewAct.Target> targets = new LinkedHashMap<>();
        List<Memory> back = new ArrayList<>(plan.toQueue());
        back.addAll(plan.toFailed());
        back.addAll(plan.toHeld());
        if (uncertain == QueueRestore.Uncertain.QUEUE) {
            back.addAll(plan.uncertain());
        }
        back.forEach(memory -> targets.put(memory.id(), new NewAct.Target(memory.id(), "{}")));
        NewAct act =
                new NewAct(
                        clock.instant(),
                        actor,
                        ActKind.REBUILD,
                        String.valueOf(plan.source().getFileName()),
                        List.copyOf(targets.values()),
                        OptionalLong.empty());
        // Where the ledger cannot be written, history is missing and nothing else.
        history.use(ledger -> ledger.recordAct(act)).notDone();
    }
}
