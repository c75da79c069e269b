package org.mem0queue.log;

import java.util.Locale;

/** Why something went wrong, as far as a line of the log tells; in the order of what explains. */
public enum LogCause {
    /** The API took longer than the worker waits. */
    TIMED_OUT,
    /** Nothing answered: refused, no such host, no route. */
    UNREACHABLE,
    /** The API did not accept the key. */
    KEY_REFUSED,
    /** The API asked for fewer requests. */
    TOO_MANY,
    /** The API answered with an error of its own. */
    API_FAILED,
    /** A file could not be written. */
    NOT_WRITTEN,
    /** The worker could not be started. */
    NOT_STARTED,
    /** The worker itself failed. */
    CRASHED,
    /** What follows from another line's cause: a memory was given up for now. */
    GIVEN_UP,
    /** Something else. */
    OTHER;

    /** The cause that an error line tells. */
    public static LogCause of(LogLine line) {
        return switch (line.event()) {
            case LogEvent.UploadFailed(String exception) -> ofException(exception, API_FAILED);
            case LogEvent.HealthCheckFailed(String exception) ->
                    ofException(exception, UNREACHABLE);
            case LogEvent.ApiUnhealthy _ -> UNREACHABLE;
            case LogEvent.DeadLettersNotSaved _, LogEvent.EmergencyWriteFailed _ -> NOT_WRITTEN;
            case LogEvent.WorkerNotFound _ -> NOT_STARTED;
            case LogEvent.WorkerError(String exception) -> ofException(exception, CRASHED);
            case LogEvent.FatalError(String exception) -> ofException(exception, CRASHED);
            case LogEvent.TracebackEnded(String type, String message) ->
                    ofException(type + ": " + message, CRASHED);
            case LogEvent.Traceback _ -> CRASHED;
            case LogEvent.MovedToFailed _, LogEvent.MovedToDeadLetters _ -> GIVEN_UP;
            default -> ofException(line.text(), OTHER);
        };
    }

    private static LogCause ofException(String exception, LogCause otherwise) {
        String text = exception.toLowerCase(Locale.ROOT);
        if (holds(text, "timed out", "timeout", "did not answer")) {
            return TIMED_OUT;
        }
        if (holds(
                text,
                "refused",
                "connectionerror",
                "max retries",
                "no route to host",
                "name or service not known",
                "failed to resolve",
                "unreachable")) {
            return UNREACHABLE;
        }
        if (holds(text, "401", "403", "unauthorized", "forbidden")) {
            return KEY_REFUSED;
        }
        if (holds(text, "429", "too many requests")) {
            return TOO_MANY;
        }
        if (holds(text, "no space left", "permission denied", "read-only file system")) {
            return NOT_WRITTEN;
        }
        if (holds(text, "500 ", "502 ", "503 ", "504 ", "server error", "bad gateway")) {
            return API_FAILED;
        }
        return otherwise;
    }

    private static boolean holds(String text, String... any) {
        for (String part : any) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
