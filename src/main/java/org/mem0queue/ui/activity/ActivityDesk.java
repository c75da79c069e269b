package org.mem0queue.ui.activity;

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueSnapshots;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread.
 */
public interface ActivityDesk {
    /** The audit trail, the latest first; empty if there is no history yet. */
    LedgerResult<List<Act>> acts(int atMost);

    /** What taking an act back would do now, and what has moved on since. Writes nothing. */
    LedgerResult<UndoPreview> previewUndo(long act);

    /** Takes back what is planned, memory by memory. */
    ActReport undo(UndoPlan plan, Duration wait) throws InterruptedException;

    /** The backup and the queue snapshots, compared with the queue as it is. */
    List<QueueCopy> copies() throws IOException;

    /** What a restore of this copy would bring back. Changes nothing. */
    QueueRestore.Preview planRestore(QueueCopy copy) throws IOException;

    /** What another program took out of the queue and could be put back. Changes nothing. */
    QueueRestore.Preview planPuttingBack() throws IOException;

    /** A person says that what a pinned copy holds is accounted for: it may grow old. */
    QueueSnapshots.Closing closeIncident(QueueCopy copy) throws IOException;

    /** Carries a restore out exactly as planned, or not at all. */
    RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
            throws InterruptedException;
}
