package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the lines of one file, in their order: a traceback and a row whose project holds line
 * breaks span several. Give it every line once; begin a new one where the file begins anew.
 *
 * <p>Not thread-safe.
 */
public final class LogParser {
    /** A row is given up as unfinished after so many lines; no project is that long by accident. */
    private static final int MAX_ROW_LINES = 64;

    private static final int MAX_ROW_CHARACTERS = 128 * 1024;

    /** Two paths of PATH_MAX and some words. */
    private static final int MAX_SHELL_MESSAGE = 9_000;

    private static final Pattern EXCEPTION =
            Pattern.compile("([A-Za-z_][\\w.]*)(?:: ?(.*))?", Pattern.DOTALL);
    private static final Pattern NOT_STARTED =
            Pattern.compile(
                    "(?:\\S*python[\\d.]*|\\S*sh|\\S*/env|env|nohup|launchd)(?::| ).*"
                            + "(?:can't open file|can't execute|not found|No such file or directory"
                            + "|No module named|Permission denied).*",
                    Pattern.DOTALL);
    private static final Pattern ERROR_WORD =
            Pattern.compile("\\W{0,3}(?:CRITICAL|FATAL|ERROR|Error|error|panic)\\b");
    private static final Pattern WARNING_WORD =
            Pattern.compile("\\W{0,3}(?:WARN|WARNING|Warning|warning)\\b");

    private final LogSource source;
    private Place place = Place.NOWHERE;

    public LogParser(LogSource source) {
        this.source = source;
    }

    /**
     * Where the lines so far have led.
     *
     * @param unfinished the lines of a row that is not complete yet
     */
    private record Place(Trace trace, @Nullable String unfinished, int unfinishedLines) {
        static final Place NOWHERE = new Place(Trace.NONE, null, 0);

        static Place in(Trace trace) {
            return new Place(trace, null, 0);
        }
    }

    private enum Trace {
        NONE,
        INSIDE,
        /** Behind one, where "During handling of the above exception ..." may follow. */
        BEHIND
    }

    private record Step(LogEvent event, Place next) {}

    /**
     * The next line of the file.
     *
     * @param offset where it begins, in bytes
     * @param number its number from 1, 0 if unknown
     * @param line without its line end
     */
    public LogLine parse(long offset, long number, String line) {
        return parse(new RawLine(offset, number, line.length(), line, false, false));
    }

    LogLine parse(RawLine raw) {
        return understand(raw, true);
    }

    /** The same for a line that may still grow: will be given again, so it leaves no trace. */
    LogLine preview(RawLine raw) {
        return understand(raw, false);
    }

    private LogLine understand(RawLine raw, boolean keep) {
        String line = raw.text().indexOf('\u001b') < 0 ? raw.text() : LogText.printable(raw.text());
        TimePrefix prefix = TimePrefix.of(line);
        String body = line.substring(prefix.length());
        Step step = step(body);
        if (keep) {
            place = step.next();
        }
        String shown = body.substring(LogText.afterLeadingEmoji(body));
        return new LogLine(
                source,
                raw.offset(),
                raw.number(),
                raw.sizeBytes(),
                prefix.time(),
                raw.text(),
                LogText.printable(shown),
                step.event(),
                step.event().level(),
                raw.open(),
                raw.cut());
    }

    private Step step(String body) {
        LogEvent row = LineGrammar.match(body);
        if (row != null) {
            return row instanceof LogEvent.Unfinished
                    ? new Step(row, new Place(Trace.NONE, body, 1))
                    : new Step(row, Place.in(afterRow(body)));
        }
        if (place.unfinished != null) {
            Step joined = join(place.unfinished, body);
            if (joined != null) {
                return joined;
            }
        }
        Step trace = traceback(body);
        return trace != null ? trace : new Step(plain(body), Place.NOWHERE);
    }

    /**
     * A row from another worker may stand in the middle of a traceback; one at the margin ends it.
     */
    private Trace afterRow(String body) {
        return place.trace == Trace.INSIDE && body.startsWith(" ") ? Trace.INSIDE : Trace.NONE;
    }

    private @Nullable Step join(String unfinished, String body) {
        if (place.unfinishedLines >= MAX_ROW_LINES
                || unfinished.length() + body.length() > MAX_ROW_CHARACTERS) {
            return null;
        }
        String all = unfinished + "\n" + body;
        LogEvent whole = LineGrammar.match(all);
        return whole == null || whole instanceof LogEvent.Unfinished
                ? new Step(
                        new LogEvent.Continued(),
                        new Place(Trace.NONE, all, place.unfinishedLines + 1))
                : new Step(whole, Place.NOWHERE);
    }

    private @Nullable Step traceback(String body) {
        if (body.endsWith("Traceback (most recent call last):")) {
            return new Step(new LogEvent.TracebackStarted(), Place.in(Trace.INSIDE));
        }
        if (body.startsWith(" ")
                && body.stripLeading().startsWith("File \"")
                && body.contains("\", line ")) {
            return new Step(new LogEvent.TracebackBody(), Place.in(Trace.INSIDE));
        }
        return switch (place.trace) {
            case NONE -> null;
            case INSIDE -> inside(body);
            case BEHIND -> behind(body);
        };
    }

    private @Nullable Step inside(String body) {
        if (body.startsWith(" ") || body.startsWith("\t")) {
            return new Step(new LogEvent.TracebackBody(), place);
        }
        Matcher exception = EXCEPTION.matcher(body);
        if (!exception.matches()) {
            return null;
        }
        String message = exception.group(2);
        return new Step(
                new LogEvent.TracebackEnded(exception.group(1), message == null ? "" : message),
                Place.in(Trace.BEHIND));
    }

    private @Nullable Step behind(String body) {
        if (body.isBlank()) {
            return new Step(new LogEvent.Blank(), place);
        }
        boolean chained =
                body.startsWith("During handling of the above exception")
                        || body.startsWith("The above exception was the direct cause");
        return chained ? new Step(new LogEvent.TracebackBody(), place) : null;
    }

    private static LogEvent plain(String body) {
        if (body.isBlank()) {
            return new LogEvent.Blank();
        }
        if (body.length() <= MAX_SHELL_MESSAGE && NOT_STARTED.matcher(body).matches()) {
            return new LogEvent.WorkerNotFound(body.strip());
        }
        return new LogEvent.Other(apparentLevel(body));
    }

    private static LogLevel apparentLevel(String body) {
        int start = LogText.skipSpace(body, 0);
        return switch (body.codePointAt(start)) {
            case 0x274C, 0x1F6A8, 0x1F6D1, 0x1F4A5, 0x1F534 -> LogLevel.ERROR; // ❌ 🚨 🛑 💥 🔴
            case 0x26A0, 0x23F3, 0x23F8, 0x1F7E1 -> LogLevel.WARNING; // ⚠ ⏳ ⏸ 🟡
            case 0x2705, 0x2728, 0x1F7E2 -> LogLevel.OK; // ✅ ✨ 🟢
            default ->
                    ERROR_WORD.matcher(body).lookingAt()
                            ? LogLevel.ERROR
                            : WARNING_WORD.matcher(body).lookingAt()
                                    ? LogLevel.WARNING
                                    : LogLevel.INFO;
        };
    }
}
