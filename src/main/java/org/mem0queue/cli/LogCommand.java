package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.HistoryResult;
import org.mem0queue.log.LogFilter;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogLevel;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogTime;
import org.mem0queue.log.LogUpdate;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Command(name = "log", description = "Shows the worker log.", mixinStandardHelpOptions = true)
final class LogCommand implements Action {
    private static final int DEFAULT_LINES = 50;

    @Option(names = "-f", description = "Follow it until stopped.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "N", description = "The last N lines (default: 50).")
    private int lines = DEFAULT_LINES;

    @Option(names = "--grep", paramLabel = "RE", description = "Only lines that match.")
    private @Nullable String grep;

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "Only lines of this level and above: info, ok, warning, error.")
    private @Nullable String level;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (lines < 0) {
            throw Failure.usage("-n takes a number from 0.");
        }
        LogFilter filter = filter();
        try (QueueService service = session.open()) {
            return follow ? follow(session, service, filter) : last(session, service, filter);
        }
    }

    private LogFilter filter() throws Failure {
        LogLevel least = LogFilter.ALL.least();
        if (level != null) {
            least =
                    LogLevel.named(level)
                            .orElseThrow(
                                    () ->
                                            Failure.usage(
                                                    "\""
                                                            + level
                                                            + "\" is not a level. Choose info, ok,"
                                                            + " warning or error."));
        }
        return new LogFilter(least, grep == null ? null : Selection.expression(grep));
    }

    /** The last lines that fit the filter: of the whole log if there is one, else of its end. */
    private int last(Session session, QueueService service, LogFilter filter) throws Failure {
        Optional<LogSource> source = service.logs().worker();
        if (source.isEmpty()) {
            throw Failure.failed(
                    "There is no worker log: neither "
                            + service.directory().resolve("mem0_worker.log")
                            + " nor "
                            + service.directory().resolve("logs/mem0_worker.log")
                            + ". Redirect the worker's output to one of them.");
        }
        Deque<LogLine> last = new ArrayDeque<>();
        LogRange range =
                grep == null && level == null
                        ? new LogRange.LastLines(lines)
                        : new LogRange.Whole();
        HistoryResult result =
                new LogHistory()
                        .read(
                                source.get(),
                                range,
                                line -> {
                                    if (filter.test(line)) {
                                        last.addLast(line);
                                        if (last.size() > lines) {
                                            last.removeFirst();
                                        }
                                    }
                                });
        switch (result) {
            case HistoryResult.Denied(String reason) -> throw unreadable(reason);
            case HistoryResult.Unreadable(String reason) -> throw unreadable(reason);
            case HistoryResult.Missing ignored ->
                    throw unreadable(source.get().path() + " disappeared");
            case HistoryResult.Read ignored -> {
                // shown below
            }
        }
        if (session.json()) {
            session.show(JsonText.of(last.stream().map(LogCommand::shape).toList()));
        } else {
            last.forEach(line -> session.show(line.printable()));
        }
        return 0;
    }

    private static Failure unreadable(String reason) {
        return Failure.failed(
                reason + (reason.endsWith(".") ? "" : ".") + " Give this user read access to it.");
    }

    private int follow(Session session, QueueService service, LogFilter filter)
            throws InterruptedException {
        BlockingQueue<LogUpdate> updates = new LinkedBlockingQueue<>();
        AutoCloseable following = service.onLog(lines, updates::add);
        try {
            while (!session.out().checkError()) { // a closed pipe ends it quietly
                LogUpdate update = updates.poll(1, TimeUnit.SECONDS);
                if (update != null) {
                    print(session, update, filter);
                }
            }
            return 0;
        } finally {
            close(following);
        }
    }

    private static void print(Session session, LogUpdate update, LogFilter filter) {
        switch (update) {
            case LogUpdate.Opened opened -> print(session, opened.lines(), filter);
            case LogUpdate.Appended appended -> {
                print(session, appended.revised(), filter);
                print(session, appended.lines(), filter);
            }
            case LogUpdate.Rotated rotated -> {
                print(session, rotated.revised(), filter);
                print(session, rotated.before(), filter);
                session.say("--- the log was replaced by a new file ---");
                print(session, rotated.lines(), filter);
            }
            case LogUpdate.Truncated truncated -> {
                print(session, truncated.revised(), filter);
                print(session, truncated.before(), filter);
                session.say("--- the log was emptied or rewritten ---");
                print(session, truncated.lines(), filter);
            }
            case LogUpdate.Missing ignored ->
                    session.say("--- there is no worker log yet; waiting for it ---");
            case LogUpdate.Denied(String reason) -> session.warn(reason);
            case LogUpdate.Unreadable(String reason) -> session.warn(reason);
            case LogUpdate.Unchanged ignored -> {
                // nothing to print
            }
        }
    }

    private static void print(Session session, @Nullable LogLine line, LogFilter filter) {
        if (line != null) {
            print(session, List.of(line), filter);
        }
    }

    private static void print(Session session, List<LogLine> lines, LogFilter filter) {
        for (LogLine line : lines) {
            if (filter.test(line)) {
                session.show(session.json() ? JsonText.of(shape(line)) : line.printable());
            }
        }
    }

    private static Map<String, @Nullable Object> shape(LogLine line) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("file", line.source().path().toString());
        all.put("offset", line.offset());
        all.put("time", time(line.time()));
        all.put("level", JsonShapes.word(line.level()));
        all.put("text", line.text());
        return all;
    }

    /** As the line has it: a time of day where it has no more. */
    private static @Nullable String time(@Nullable LogTime time) {
        return switch (time) {
            case null -> null;
            case LogTime.Zoned(OffsetDateTime zoned) -> zoned.toString();
            case LogTime.Local(LocalDateTime local) -> local.toString();
            case LogTime.TimeOfDay(LocalTime ofDay) ->
                    DateTimeFormatter.ISO_LOCAL_TIME.format(ofDay);
        };
    }

    private static void close(AutoCloseable following) {
        try {
            following.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
