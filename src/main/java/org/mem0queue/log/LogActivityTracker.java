package org.mem0queue.log;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.WorkerStatus;

import java.util.function.Consumer;

/**
 * Sums up lines, of a history or as they come from a tail. Give it each line once; an {@link
 * LogLine#open() open} one only when it is complete, or last.
 *
 * <p>Not thread-safe.
 */
public final class LogActivityTracker implements Consumer<LogLine> {
    private long lines;
    private long processStarts;
    private long errors;
    private long workerErrors;
    private boolean runUnderway;
    private long pendingAtStart;
    private long handled;
    private @Nullable LogTime lastTime;
    private @Nullable LogLine lastLine;
    private @Nullable LogLine lastError;
    private @Nullable LogLine lastWorkerError;
    private @Nullable Sighting lastRunStarted;
    private @Nullable Sighting lastRunEnded;
    private @Nullable Sighting lastProcessStarted;

    @Override
    public void accept(LogLine line) {
        lines++;
        if (line.time() != null) {
            lastTime = line.time();
        }
        if (!(line.event() instanceof LogEvent.Blank)) {
            lastLine = line;
        }
        boolean counted =
                !(line.event() instanceof LogEvent.Traceback)
                        || line.event() instanceof LogEvent.TracebackStarted;
        if (line.level() == LogLevel.ERROR && counted) {
            errors++;
            lastError = line;
        }
        switch (line.event()) {
            case LogEvent.Started started -> {
                lastRunStarted = sighting(line);
                runUnderway = true;
                handled = 0;
                pendingAtStart =
                        switch (started) {
                            case LogEvent.RunStarted(long pending, long _) -> pending;
                            case LogEvent.PassStarted(long pending) -> pending;
                        };
            }
            case LogEvent.Upload _ -> handled++;
            case LogEvent.Ended _ -> {
                lastRunEnded = sighting(line);
                runUnderway = false;
            }
            case LogEvent.ProcessStarted _ -> {
                processStarts++;
                lastProcessStarted = sighting(line);
                runUnderway = false;
            }
            case LogEvent.WorkerError _, LogEvent.FatalError _, LogEvent.TracebackStarted _ ->
                    workerFailed(line);
            case LogEvent.WorkerNotFound _ -> workerFailed(line);
            case LogEvent.TracebackEnded _ -> lastWorkerError = line; // names the exception
            case LogEvent.StoppedByUser _ -> runUnderway = false;
            default -> {}
        }
    }

    /** What the lines so far add up to. */
    public LogActivity activity() {
        return new LogActivity(
                lines,
                lastLine,
                lastRunStarted,
                lastRunEnded,
                runUnderway,
                runUnderway
                        ? new WorkerStatus.Progress(
                                Math.min(handled, pendingAtStart), pendingAtStart)
                        : null,
                processStarts,
                lastProcessStarted,
                errors,
                workerErrors,
                lastError,
                lastWorkerError);
    }

    private void workerFailed(LogLine line) {
        workerErrors++;
        lastWorkerError = line;
        runUnderway = false;
    }

    private Sighting sighting(LogLine line) {
        return new Sighting(line.source(), line.offset(), lastTime);
    }
}
