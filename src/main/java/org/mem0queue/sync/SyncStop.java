package org.mem0queue.sync;

import org.mem0queue.mem0.Cancellation;

import java.time.Duration;

/**
 * Ends a pass. From then on nothing new is sent and no question is waited for; an upload under way
 * may end by itself within the grace, and is cancelled after it, which may leave it in doubt. Safe
 * for several threads; once stopped it stays so.
 */
public final class SyncStop {
    private final Cancellation uploads = new Cancellation();
    private final Cancellation questions = new Cancellation();
    private long deadline;
    private boolean stopped;

    /**
     * Returns at once. Of several calls the shortest grace counts.
     *
     * @param grace for uploads under way
     */
    public void stop(Duration grace) {
        synchronized (this) {
            long at = System.nanoTime() + grace.toNanos();
            if (!stopped || at - deadline < 0) {
                deadline = at;
            }
            stopped = true;
        }
        questions.cancel();
        enforce();
    }

    /** Whether somebody wants it to end. */
    public synchronized boolean stopped() {
        return stopped;
    }

    /** To be called now and then: cancels when the grace is over. */
    void enforce() {
        boolean over;
        synchronized (this) {
            over = stopped && System.nanoTime() - deadline >= 0;
        }
        if (over) {
            uploads.cancel();
        }
    }

    /** For uploads. */
    Cancellation uploads() {
        return uploads;
    }

    /** For what changes nothing on the server. */
    Cancellation questions() {
        return questions;
    }
}
