package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

/**
 * What a line of the worker's log says. "A" is the one-shot worker, "B" the endless one. A project
 * is free text: it may be empty, hold line breaks, parentheses, even {@code (ID: }. {@code id8} is
 * the first 8 characters of a memory's id (fewer if the id is shorter).
 */
public sealed interface LogEvent {

    /** One memory's upload ended, or was put off. */
    sealed interface Upload extends LogEvent {
        String project();
    }

    /** The API accepted a memory that the line names: evidence that it was sent and stored. */
    sealed interface Accepted extends Upload {
        String id8();
    }

    /** AB {@code ✅ Synced: P (ID: I...)}: accepted; not yet written to the queue file. */
    record Synced(String project, String id8) implements Accepted {}

    /** A {@code ✅ Recovered: P (ID: I...)}: an entry of {@code failed[]} was accepted. */
    record Recovered(String project, String id8) implements Accepted {}

    /** B {@code ✅ DLQ recovered: P (ID: I...) after N retries}: a dead letter was accepted. */
    record DeadLetterRecovered(String project, String id8, long retries) implements Accepted {}

    /**
     * AB {@code ⏳ Retry N/LIMIT: P}: the upload failed; limit 3 is A (it sleeps 2^N s under the
     * lock), 5 is B.
     */
    record RetryLater(long attempt, long limit, String project) implements Upload {}

    /** A {@code ❌ Failed (3x): P → moved to failed}. */
    record MovedToFailed(long attempts, String project) implements Upload {}

    /** A {@code ⏸️ Still failed: P (will retry next time)}. */
    record StillFailed(String project) implements Upload {}

    /**
     * B {@code 📋 Moved to DLQ: P (ID: I...) after N retries}; also printed when the file could not
     * be written.
     */
    record MovedToDeadLetters(String project, String id8, long retries) implements Upload {}

    /** B {@code ⏸️ Waiting backoff: P (retry in Ns)}. */
    record WaitingBackoff(String project, long seconds) implements Upload {}

    /** B {@code ⏳ DLQ retry N: P (next in Ns)}; the seconds are those of the wait just over. */
    record DeadLetterRetry(long attempt, String project, long seconds) implements Upload {}

    /** B {@code ⚠️ Upload failed: E}: the reason; the line after it names the memory's project. */
    record UploadFailed(String exception) implements LogEvent {}

    /** A run or a pass began; the worker holds the queue lock. */
    sealed interface Started extends LogEvent {
        long pending();
    }

    /** A {@code 📤 Processing queue: N pending, N failed}. */
    record RunStarted(long pending, long failed) implements Started {}

    /** B {@code 📤 Processing queue: N pending}. */
    record PassStarted(long pending) implements Started {}

    /** A {@code 🔄 Retrying N failed entries...}. */
    record RetryingFailed(long entries) implements LogEvent {}

    /** B {@code 🔄 Processing DLQ: N items}; without the lock. */
    record ProcessingDeadLetters(long items) implements LogEvent {}

    /** The end of a run or a pass. */
    sealed interface Ended extends LogEvent {}

    /** A {@code ✨ Worker done:}; printed also when writing the queue file failed. */
    record RunEnded() implements Ended {}

    /** B {@code ✨ Queue processed:}. */
    record PassEnded() implements Ended {}

    /** AB one of the indented lines below the end of a run or pass. */
    record Count(Counted what, long value) implements LogEvent {}

    /** What a {@link Count} counts. */
    enum Counted {
        PENDING,
        FAILED,
        DEAD_LETTERS,
        TOTAL_SYNCED
    }

    /** AB {@code ⚠️ Could not acquire lock (timeout). ...}: this run was skipped. */
    record LockTimeout() implements LogEvent {}

    /** AB {@code ❌ Worker error: E}: the progress of this run or cycle is forgotten. */
    record WorkerError(String exception) implements LogEvent {}

    /** B {@code Will retry in Ns...}, below a {@link WorkerError}. */
    record WorkerWillRetry(long seconds) implements LogEvent {}

    /** B {@code 🚀 Mem0 Worker Option C starting...}: a process started. */
    record ProcessStarted() implements LogEvent {}

    /**
     * B one of the four indented lines below a {@link ProcessStarted}; the value with its unit, as
     * written.
     */
    record ProcessSetting(Setting setting, String value) implements LogEvent {}

    /** What a {@link ProcessSetting} sets. */
    enum Setting {
        HEALTH_CHECK_INTERVAL,
        API_URL,
        DEAD_LETTER_THRESHOLD,
        MAX_BACKOFF
    }

    /** B {@code [T] ✅ VPS healthy - processing queues...}: a cycle begins. */
    record ApiHealthy() implements LogEvent {}

    /** B {@code [T] ❌ VPS unhealthy - waiting Ns...}: a cycle is skipped. */
    record ApiUnhealthy(long waitSeconds) implements LogEvent {}

    /** B {@code ❌ VPS health check failed: E}. */
    record HealthCheckFailed(String exception) implements LogEvent {}

    /** B {@code ❌ Failed to save DLQ: E}: next to a {@link MovedToDeadLetters} a memory is gone. */
    record DeadLettersNotSaved(String exception) implements LogEvent {}

    /** B {@code ⚠️ Failed to update metrics: E}. */
    record MetricsNotSaved(String exception) implements LogEvent {}

    /** B {@code 🛑 Worker stopped by user (Ctrl+C)}: the progress of the pass is forgotten. */
    record StoppedByUser() implements LogEvent {}

    /** B {@code ❌ Worker fatal error: E}: the process ended. */
    record FatalError(String exception) implements LogEvent {}

    /** A Python traceback; all its lines are errors. */
    sealed interface Traceback extends LogEvent {}

    /** {@code Traceback (most recent call last):}. */
    record TracebackStarted() implements Traceback {}

    /** A line inside a traceback. */
    record TracebackBody() implements Traceback {}

    /** The line that names the exception, such as {@code requests.exceptions.ReadTimeout: ...}. */
    record TracebackEnded(String exception, String message) implements Traceback {}

    /** The shell or Python could not start the worker: {@code python3: can't open file ...}. */
    record WorkerNotFound(String message) implements LogEvent {}

    /**
     * The MCP server's stderr, where someone sends it to a log: a save went to the emergency file.
     */
    record SavedToEmergency(@Nullable String exception) implements LogEvent {}

    /** The MCP server's stderr: a save is nowhere. */
    record EmergencyWriteFailed(String exception) implements LogEvent {}

    /**
     * The first line of a row whose project holds a line break; the last line of it carries the
     * event.
     */
    record Unfinished() implements LogEvent {}

    /** A middle line of such a row. */
    record Continued() implements LogEvent {}

    /** Nothing but white space. The workers print one before most blocks. */
    record Blank() implements LogEvent {}

    /**
     * {@code mem0-queue: stored P (ID: I...)}: our own sync, which writes the queue file itself and
     * counts apart, so that this settles nothing.
     */
    record OurSync(LogLevel told) implements LogEvent {}

    /** Anything else; {@code apparentLevel} is judged by its emoji or first word. */
    record Other(LogLevel apparentLevel) implements LogEvent {}

    /** How much it matters. */
    default LogLevel level() {
        return switch (this) {
            case Accepted _, RunEnded _ -> LogLevel.OK;
            case RunStarted _, PassStarted _, RetryingFailed _, ProcessingDeadLetters _ ->
                    LogLevel.INFO;
            case PassEnded _, Count _, WorkerWillRetry _ -> LogLevel.INFO;
            case ProcessStarted _, ProcessSetting _, ApiHealthy _ -> LogLevel.INFO;
            case RetryLater _, StillFailed _, WaitingBackoff _, DeadLetterRetry _ ->
                    LogLevel.WARNING;
            case LockTimeout _, MetricsNotSaved _, StoppedByUser _, SavedToEmergency _ ->
                    LogLevel.WARNING;
            case MovedToFailed _, MovedToDeadLetters _, UploadFailed _ -> LogLevel.ERROR;
            case WorkerError _, FatalError _, Traceback _, WorkerNotFound _ -> LogLevel.ERROR;
            case ApiUnhealthy _, HealthCheckFailed _ -> LogLevel.ERROR;
            case DeadLettersNotSaved _, EmergencyWriteFailed _ -> LogLevel.ERROR;
            case Unfinished _, Continued _, Blank _ -> LogLevel.INFO;
            case Other(LogLevel apparent) -> apparent;
            case OurSync(LogLevel told) -> told;
        };
    }
}
