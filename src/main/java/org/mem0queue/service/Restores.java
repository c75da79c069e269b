package org.mem0queue.service;

import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Earlier states of the queue file, and putting back what they hold. Safe for several threads;
 * every method blocks for as long as its files take.
 */
public final class Restores {
    private final Path directory;
    private final QueueStore store;

    Restores(Path directory, QueueStore store) {
        this.directory = directory;
        this.store = store;
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

    /** Carries out a restore exactly as planned, or not at all. */
    public RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
            throws InterruptedException {
        return store.restore(plan, uncertain, wait);
    }
}
