package org.mem0queue.ui.shell;

import org.jspecify.annotations.Nullable;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;

import java.util.function.Consumer;

/**
 * What the header asks of the service: sending, and holding it back. Every method blocks; none is
 * called on the JavaFX thread.
 */
public interface SyncDesk {
    /** What sending is possible with, as the settings are now. */
    Means means();

    /**
     * What sending is possible with.
     *
     * @param api the API's address; null if none is configured
     * @param worker the person's own worker command; null if none is configured
     */
    record Means(@Nullable String api, @Nullable String worker) {}

    /**
     * Sends everything that is due, once.
     *
     * @param progress told often, on the calling thread
     */
    SyncResult sync(SyncStop stop, Consumer<SyncProgress> progress) throws InterruptedException;

    /**
     * Keeps sending until stopped.
     *
     * @param told of every pass that did something, or ended otherwise than the one before
     * @return why it did not begin, as a sentence; null if it did
     */
    @Nullable String keepSending(
            SyncStop stop, Consumer<SyncResult> told, Consumer<SyncProgress> progress)
            throws InterruptedException;

    /**
     * Runs the person's own worker to its end; its output goes to the worker's log. Interrupting
     * ends it.
     */
    WorkerEnd runWorker() throws InterruptedException;

    /** How the person's own worker ended. */
    sealed interface WorkerEnd {
        /**
         * It ran.
         *
         * @param code its exit code
         */
        record Ended(int code) implements WorkerEnd {}

        /**
         * It was not started.
         *
         * @param sentence why, and the next step
         */
        record NotStarted(String sentence) implements WorkerEnd {}
    }

    /**
     * Holds all sending from this directory back.
     *
     * @return why it could not be done; null if it is done
     */
    @Nullable String pause();

    /**
     * Lets sending go on.
     *
     * @return why it could not be done; null if it is done
     */
    @Nullable String resume();
}
