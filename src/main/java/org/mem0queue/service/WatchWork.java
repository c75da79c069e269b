package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * The looks of the watch. Whoever watches is told first; then what was seen goes to the ledger, and
 * in a managed directory good states are kept and what waits is merged.
 */
final class WatchWork implements QueueWatch.Work {
    private final ServiceSetup setup;
    private final QueueStore store;
    private final QueueLooks looks;
    private final LedgerThread recorder;
    private final Housekeeping housekeeping;
    private QueueLooks.@Nullable Look last;
    private volatile boolean numbersFirst;
    private boolean partial;
    private @Nullable FileStamp lastGoodState;

    WatchWork(
            ServiceSetup setup,
            QueueStore store,
            QueueLooks looks,
            LedgerThread recorder,
            Housekeeping housekeeping) {
        this.setup = setup;
        this.store = store;
        this.looks = looks;
        this.recorder = recorder;
        this.housekeeping = housekeeping;
    }

    /** Before anybody watches: the first look is to read the files alone. */
    void setNumbersFirst() {
        numbersFirst = true;
    }

    @Override
    public QueueSnapshot look() {
        partial = numbersFirst;
        numbersFirst = false;
        if (partial) {
            return looks.first();
        }
        QueueLooks.Look look = looks.watch();
        last = look;
        return look.snapshot();
    }

    @Override
    public boolean isPartial() {
        return partial;
    }

    @Override
    public boolean tend() throws InterruptedException {
        if (partial) {
            return true;
        }
        QueueLooks.Look look = Objects.requireNonNull(last, "a look comes first");
        if (setup.remembering()) {
            recorder.offer(look.seen(), look.snapshot());
        }
        if (!setup.managing()) {
            return false;
        }
        if (look.seen().shrink() != null) {
            pinWhatShrank();
        }
        keepGoodState();
        housekeeping.inBackground();
        return !look.snapshot().in(MemoryState.SPOOLED).isEmpty()
                && look.snapshot().lock().free()
                && store.flush(Duration.ZERO) instanceof FlushResult.Merged(int merged, int ignored)
                && merged > 0;
    }

    /** The state before an unexplained shrink stays until a person closes the incident. */
    private void pinWhatShrank() {
        try {
            store.upkeep().pinWhatShrank();
        } catch (IOException refused) {
            // The copy that shows the shrink is there; pinning it is tried again at the next look.
        }
    }

    /**
     * Copies the queue file to the queue snapshots if it is good and was not seen before. A disk
     * that refuses is told by {@code doctor}; it must not stop the watching.
     */
    synchronized void keepGoodState() {
        if (store.queueFile().read()
                instanceof ReadResult.Ok<QueueDocument>(QueueDocument ignored, FileStamp stamp)) {
            if (!stamp.equals(lastGoodState)) {
                try {
                    store.upkeep().keepGoodState();
                    lastGoodState = stamp;
                } catch (IOException refused) {
                    lastGoodState = null; // tried again at the next look
                }
            }
        }
    }
}
