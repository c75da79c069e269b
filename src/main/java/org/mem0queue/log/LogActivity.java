package org.mem0queue.log;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.WorkerStatus;

import java.util.Optional;

/**
 * What the lines of a log tell of the worker. Counts and sightings are of the lines looked at.
 *
 * @param lastLine the last line that is not blank
 * @param lastRunStarted the last run of A or pass of B
 * @param lastRunEnded the last one that reached its end
 * @param runUnderway whether the last run or pass that started has not ended, failed or stopped
 *     since
 * @param progress of the run that is under way, by its own lines, which are behind where its output
 *     is buffered; null without one, or if its start was not among the lines
 * @param processStarts how often an endless worker started: above 1 it was restarted
 * @param errors lines of level ERROR; a traceback counts once
 * @param workerErrors runs and cycles that failed, with the fatal ones, tracebacks and starts that
 *     failed
 */
public record LogActivity(
        long lines,
        @Nullable LogLine lastLine,
        @Nullable Sighting lastRunStarted,
        @Nullable Sighting lastRunEnded,
        boolean runUnderway,
        WorkerStatus.@Nullable Progress progress,
        long processStarts,
        @Nullable Sighting lastProcessStarted,
        long errors,
        long workerErrors,
        @Nullable LogLine lastError,
        @Nullable LogLine lastWorkerError) {

    /**
     * Whether the last thing that happened to the worker is that it stopped, by error or by hand.
     */
    public Optional<LogEvent> end() {
        LogEvent last = lastLine == null ? null : lastLine.event();
        return last instanceof LogEvent.FatalError || last instanceof LogEvent.StoppedByUser
                ? Optional.of(last)
                : Optional.empty();
    }
}
