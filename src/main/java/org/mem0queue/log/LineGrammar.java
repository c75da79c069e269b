package org.mem0queue.log;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogEvent.Counted;
import org.mem0queue.log.LogEvent.Setting;

import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The rows that the Python workers print, each by itself, without its time. Written by hand instead
 * of as regular expressions: a history of a gigabyte has 20 million lines, and a project may hold
 * anything.
 *
 * <p>A row is known by its words behind a mark (any emoji, or what a poor locale made of it), so
 * that a line such as {@code Synced: ...} out of a project's own text is not taken for one.
 */
final class LineGrammar {
    private static final String ID_START = " (ID: ";
    private static final String ID_END = "...)";
    private static final int ID_CHARACTERS = 8;

    /** 18 digits fit a long whatever they are. */
    private static final int MAX_DIGITS = 18;

    private static final String OURS = "mem0-queue: ";

    private LineGrammar() {}

    private static LogLevel ourLevel(String row) {
        if (row.startsWith("stored ")) {
            return LogLevel.OK;
        }
        if (row.startsWith("failed ")) {
            return LogLevel.ERROR;
        }
        return row.startsWith("in doubt ") || row.startsWith("not stored")
                ? LogLevel.WARNING
                : LogLevel.INFO;
    }

    /**
     * The event of a row; {@link LogEvent.Unfinished} if it begins like a row whose end is missing
     * (the project holds a line break); null if it is no row.
     */
    static @Nullable LogEvent match(String line) {
        int mark = LogText.afterMark(line);
        return mark < 0 ? unmarked(line) : marked(line.substring(mark));
    }

    private static @Nullable LogEvent marked(String row) {
        if (row.isEmpty()) {
            return null;
        }
        return switch (row.charAt(0)) {
            case 'S' -> startingWithS(row);
            case 'R' -> startingWithR(row);
            case 'D' -> startingWithD(row);
            case 'F' -> startingWithF(row);
            case 'M' -> startingWithM(row);
            case 'P' -> startingWithP(row);
            case 'Q' -> startingWithQ(row);
            case 'U' -> afterPrefix(row, "Upload failed: ", LogEvent.UploadFailed::new);
            case 'V' -> startingWithV(row);
            case 'W' -> startingWithW(row);
            case 'C' ->
                    row.startsWith("Could not acquire lock") ? new LogEvent.LockTimeout() : null;
            default -> null;
        };
    }

    private static @Nullable LogEvent startingWithS(String row) {
        if (row.startsWith("Synced: ")) {
            Named named = named(row, "Synced: ", row.length());
            return named == null
                    ? new LogEvent.Unfinished()
                    : new LogEvent.Synced(named.project, named.id8);
        }
        return between(row, "Still failed: ", " (will retry next time)", LogEvent.StillFailed::new);
    }

    private static @Nullable LogEvent startingWithR(String row) {
        if (row.startsWith("Retry ")) {
            int slash = row.indexOf('/');
            int colon = row.indexOf(": ", Math.max(slash, 0));
            OptionalLong attempt =
                    slash < 0 ? OptionalLong.empty() : number(row, "Retry ".length(), slash);
            OptionalLong limit =
                    slash < 0 || colon < 0 ? OptionalLong.empty() : number(row, slash + 1, colon);
            return attempt.isEmpty() || limit.isEmpty()
                    ? null
                    : new LogEvent.RetryLater(
                            attempt.getAsLong(), limit.getAsLong(), row.substring(colon + 2));
        }
        if (row.startsWith("Recovered: ")) {
            Named named = named(row, "Recovered: ", row.length());
            return named == null
                    ? new LogEvent.Unfinished()
                    : new LogEvent.Recovered(named.project, named.id8);
        }
        return counting(row, "Retrying ", " failed entries...", LogEvent.RetryingFailed::new);
    }

    private static @Nullable LogEvent startingWithD(String row) {
        if (row.startsWith("DLQ recovered: ")) {
            NamedAfterRetries it = namedAfterRetries(row, "DLQ recovered: ");
            return it == null
                    ? new LogEvent.Unfinished()
                    : new LogEvent.DeadLetterRecovered(it.named.project, it.named.id8, it.retries);
        }
        if (!row.startsWith("DLQ retry ")) {
            return null;
        }
        int colon = row.indexOf(": ");
        OptionalLong attempt =
                colon < 0 ? OptionalLong.empty() : number(row, "DLQ retry ".length(), colon);
        if (attempt.isEmpty()) {
            return null;
        }
        InSeconds it = inSeconds(row, colon + 2, " (next in ");
        return it == null
                ? new LogEvent.Unfinished()
                : new LogEvent.DeadLetterRetry(attempt.getAsLong(), it.project, it.seconds);
    }

    private static @Nullable LogEvent startingWithF(String row) {
        if (row.startsWith("Failed (")) {
            int times = row.indexOf("x): ");
            OptionalLong attempts =
                    times < 0 ? OptionalLong.empty() : number(row, "Failed (".length(), times);
            return attempts.isEmpty()
                    ? null
                    : between(
                            row,
                            row.substring(0, times + "x): ".length()),
                            " → moved to failed",
                            project -> new LogEvent.MovedToFailed(attempts.getAsLong(), project));
        }
        LogEvent deadLetters =
                afterPrefix(row, "Failed to save DLQ: ", LogEvent.DeadLettersNotSaved::new);
        return deadLetters != null
                ? deadLetters
                : afterPrefix(row, "Failed to update metrics: ", LogEvent.MetricsNotSaved::new);
    }

    private static @Nullable LogEvent startingWithM(String row) {
        if (row.startsWith("Moved to DLQ: ")) {
            NamedAfterRetries it = namedAfterRetries(row, "Moved to DLQ: ");
            return it == null
                    ? new LogEvent.Unfinished()
                    : new LogEvent.MovedToDeadLetters(it.named.project, it.named.id8, it.retries);
        }
        return row.startsWith("Mem0 Worker") && row.endsWith("starting...")
                ? new LogEvent.ProcessStarted()
                : null;
    }

    private static @Nullable LogEvent startingWithP(String row) {
        String prefix = "Processing queue: ";
        if (!row.startsWith(prefix)) {
            return counting(row, "Processing DLQ: ", " items", LogEvent.ProcessingDeadLetters::new);
        }
        int pendingEnd = row.indexOf(" pending", prefix.length());
        if (pendingEnd < 0) {
            return null;
        }
        OptionalLong pending = number(row, prefix.length(), pendingEnd);
        String rest = row.substring(pendingEnd + " pending".length());
        if (pending.isEmpty()) {
            return null;
        }
        return rest.isBlank()
                ? new LogEvent.PassStarted(pending.getAsLong())
                : counting(
                        rest,
                        ", ",
                        " failed",
                        failed -> new LogEvent.RunStarted(pending.getAsLong(), failed));
    }

    private static @Nullable LogEvent startingWithQ(String row) {
        if (row.startsWith("Queue processed:")) {
            return new LogEvent.PassEnded();
        }
        String viaEmergency = " - using emergency buffer";
        if (row.startsWith("Queue lock timeout") && row.endsWith(viaEmergency)) {
            return new LogEvent.SavedToEmergency(null);
        }
        return row.startsWith("Queue write error: ") && row.endsWith(viaEmergency)
                ? between(row, "Queue write error: ", viaEmergency, LogEvent.SavedToEmergency::new)
                : null;
    }

    private static @Nullable LogEvent startingWithV(String row) {
        if (row.startsWith("VPS healthy")) {
            return new LogEvent.ApiHealthy();
        }
        LogEvent unhealthy =
                counting(row, "VPS unhealthy - waiting ", "s...", LogEvent.ApiUnhealthy::new);
        return unhealthy != null
                ? unhealthy
                : afterPrefix(row, "VPS health check failed: ", LogEvent.HealthCheckFailed::new);
    }

    private static @Nullable LogEvent startingWithW(String row) {
        if (row.startsWith("Waiting backoff: ")) {
            InSeconds it = inSeconds(row, "Waiting backoff: ".length(), " (retry in ");
            return it == null
                    ? new LogEvent.Unfinished()
                    : new LogEvent.WaitingBackoff(it.project, it.seconds);
        }
        if (row.startsWith("Worker done:")) {
            return new LogEvent.RunEnded();
        }
        if (row.startsWith("Worker stopped by user")) {
            return new LogEvent.StoppedByUser();
        }
        LogEvent error = afterPrefix(row, "Worker error: ", LogEvent.WorkerError::new);
        return error != null
                ? error
                : afterPrefix(row, "Worker fatal error: ", LogEvent.FatalError::new);
    }

    private static @Nullable LogEvent unmarked(String line) {
        if (line.startsWith(OURS)) {
            return new LogEvent.OurSync(ourLevel(line.substring(OURS.length())));
        }
        String critical = "CRITICAL: Emergency buffer write failed: ";
        if (line.startsWith(critical)) {
            return new LogEvent.EmergencyWriteFailed(line.substring(critical.length()));
        }
        return line.startsWith("  ") ? indented(line.strip()) : null;
    }

    /** The lines below a block's head are indented by three spaces and have no mark. */
    private static @Nullable LogEvent indented(String row) {
        if (row.isEmpty()) {
            return null;
        }
        return switch (row.charAt(0)) {
            case 'Q' -> count(row, "Queue: ", " pending", Counted.PENDING);
            case 'P' -> count(row, "Pending: ", "", Counted.PENDING);
            case 'F' -> count(row, "Failed: ", " failed", Counted.FAILED);
            case 'T' -> count(row, "Total synced: ", "", Counted.TOTAL_SYNCED);
            case 'W' -> counting(row, "Will retry in ", "s...", LogEvent.WorkerWillRetry::new);
            case 'H' -> setting(row, "Health check interval: ", Setting.HEALTH_CHECK_INTERVAL);
            case 'V' -> setting(row, "VPS URL: ", Setting.API_URL);
            case 'M' -> setting(row, "Max backoff: ", Setting.MAX_BACKOFF);
            case 'D' ->
                    row.startsWith("DLQ threshold: ")
                            ? setting(row, "DLQ threshold: ", Setting.DEAD_LETTER_THRESHOLD)
                            : count(row, "DLQ: ", "", Counted.DEAD_LETTERS);
            default -> null;
        };
    }

    private static @Nullable LogEvent count(
            String row, String prefix, String suffix, Counted what) {
        return counting(row, prefix, suffix, value -> new LogEvent.Count(what, value));
    }

    private static @Nullable LogEvent setting(String row, String prefix, Setting setting) {
        return afterPrefix(row, prefix, value -> new LogEvent.ProcessSetting(setting, value));
    }

    private static @Nullable LogEvent afterPrefix(
            String row, String prefix, Function<String, LogEvent> event) {
        return row.startsWith(prefix) ? event.apply(row.substring(prefix.length())) : null;
    }

    private static @Nullable LogEvent between(
            String row, String prefix, String suffix, Function<String, LogEvent> event) {
        if (!row.startsWith(prefix)) {
            return null;
        }
        return row.endsWith(suffix) && row.length() >= prefix.length() + suffix.length()
                ? event.apply(row.substring(prefix.length(), row.length() - suffix.length()))
                : new LogEvent.Unfinished();
    }

    private static @Nullable LogEvent counting(
            String row, String prefix, String suffix, Function<Long, LogEvent> event) {
        int end = row.length() - suffix.length();
        if (!row.startsWith(prefix) || !row.endsWith(suffix) || end < prefix.length()) {
            return null;
        }
        OptionalLong value = number(row, prefix.length(), end);
        return value.isPresent() ? event.apply(value.getAsLong()) : null;
    }

    private record Named(String project, String id8) {}

    private record NamedAfterRetries(Named named, long retries) {}

    private record InSeconds(String project, long seconds) {}

    /**
     * Reads {@code P (ID: I...)} between prefix and end; the last {@code (ID: } counts, the project
     * may hold one.
     */
    private static @Nullable Named named(String row, String prefix, int end) {
        int idEnd = end - ID_END.length();
        if (idEnd < prefix.length() || !row.startsWith(ID_END, idEnd)) {
            return null;
        }
        int start = row.lastIndexOf(ID_START, idEnd - ID_START.length());
        if (start < prefix.length()) {
            return null;
        }
        String id8 = row.substring(start + ID_START.length(), idEnd);
        return id8.codePointCount(0, id8.length()) > ID_CHARACTERS
                ? null
                : new Named(row.substring(prefix.length(), start), id8);
    }

    private static @Nullable NamedAfterRetries namedAfterRetries(String row, String prefix) {
        String after = " after ";
        int numberEnd = row.length() - " retries".length();
        int afterAt = row.lastIndexOf(after);
        if (!row.endsWith(" retries") || afterAt < 0 || afterAt + after.length() > numberEnd) {
            return null;
        }
        OptionalLong retries = number(row, afterAt + after.length(), numberEnd);
        Named named = named(row, prefix, afterAt);
        return named == null || retries.isEmpty()
                ? null
                : new NamedAfterRetries(named, retries.getAsLong());
    }

    private static @Nullable InSeconds inSeconds(String row, int projectStart, String words) {
        int wordsAt = row.lastIndexOf(words);
        int numberEnd = row.length() - "s)".length();
        if (wordsAt < projectStart || !row.endsWith("s)") || wordsAt + words.length() > numberEnd) {
            return null;
        }
        OptionalLong seconds = number(row, wordsAt + words.length(), numberEnd);
        return seconds.isEmpty()
                ? null
                : new InSeconds(row.substring(projectStart, wordsAt), seconds.getAsLong());
    }

    /**
     * The id at the end of a line that is no row: the rest of one whose beginning is elsewhere.
     * Null if none.
     */
    static @Nullable String danglingId(String line) {
        Named plain = named(line, "", line.length());
        if (plain != null) {
            return plain.id8;
        }
        NamedAfterRetries afterRetries = namedAfterRetries(line, "");
        return afterRetries == null ? null : afterRetries.named.id8;
    }

    /**
     * A whole number; Python prints {@code 2.0} where someone edited the file, which counts as 2.
     */
    private static OptionalLong number(String row, int start, int end) {
        int at = start < end && row.charAt(start) == '-' ? start + 1 : start;
        long value = 0;
        int digits = 0;
        while (at < end && row.charAt(at) >= '0' && row.charAt(at) <= '9') {
            value = value * 10 + (row.charAt(at) - '0');
            digits++;
            at++;
            if (digits > MAX_DIGITS) {
                return OptionalLong.empty();
            }
        }
        if (at + 1 < end && row.charAt(at) == '.' && digits > 0) {
            at++;
            while (at < end && row.charAt(at) >= '0' && row.charAt(at) <= '9') {
                at++;
            }
        }
        boolean whole = digits > 0 && at == end;
        return whole
                ? OptionalLong.of(row.charAt(start) == '-' ? -value : value)
                : OptionalLong.empty();
    }
}
