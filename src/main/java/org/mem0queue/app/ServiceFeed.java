package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogUpdate;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.QueueFeed;
import org.mem0queue.ui.logs.LogBatch;
import org.mem0queue.ui.logs.LogLevel;
import org.mem0queue.ui.logs.LogRow;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the window sees of the service. */
final class ServiceFeed implements QueueFeed {
    /** What the log view begins with. */
    private static final int LAST_LINES = 2000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final QueueService service;

    ServiceFeed(QueueService service) {
        this.service = service;
    }

    @Override
    public Subscription onSnapshot(Consumer<QueueSnapshot> listener) {
        return quietly(service.onSnapshot(listener));
    }

    @Override
    public Subscription onLog(Consumer<LogBatch> listener) {
        return quietly(
                service.onLog(
                        LAST_LINES,
                        update -> {
                            LogBatch batch = batch(update);
                            if (batch != null) {
                                listener.accept(batch);
                            }
                        }));
    }

    @Override
    public void lookNow() {
        service.lookNow();
    }

    private static Subscription quietly(AutoCloseable subscription) {
        return () -> {
            try {
                subscription.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        };
    }

    private @Nullable LogBatch batch(LogUpdate update) {
        return switch (update) {
            case LogUpdate.Opened opened ->
                    LogBatch.restarted(name(), bytes(), rows(opened.lines()));
            case LogUpdate.Appended appended ->
                    appended.revised() == null
                            ? LogBatch.appended(name(), bytes(), rows(appended.lines()))
                            : LogBatch.revised(
                                    name(), bytes(), rows(appended.revised(), appended.lines()));
            // What was shown of the old file stays readable above the new one.
            case LogUpdate.Rotated rotated ->
                    replaced(rotated.revised(), rotated.before(), rotated.lines());
            case LogUpdate.Truncated truncated ->
                    replaced(truncated.revised(), truncated.before(), truncated.lines());
            case LogUpdate.Missing ignored -> LogBatch.none();
            case LogUpdate.Denied denied -> LogBatch.unreadable(name(), denied.reason());
            case LogUpdate.Unreadable unreadable ->
                    LogBatch.unreadable(name(), unreadable.reason());
            case LogUpdate.Unchanged ignored -> null;
        };
    }

    private LogBatch replaced(
            @Nullable LogLine revised, List<LogLine> before, List<LogLine> lines) {
        List<LogLine> all = new ArrayList<>(before);
        all.addAll(lines);
        return revised == null
                ? LogBatch.appended(name(), bytes(), rows(all))
                : LogBatch.revised(name(), bytes(), rows(revised, all));
    }

    private Path file() {
        return service.logs().workerOrDefault().path();
    }

    private String name() {
        return service.directory().relativize(file()).toString();
    }

    private long bytes() {
        return file().toFile().length();
    }

    private static List<LogRow> rows(LogLine first, List<LogLine> others) {
        List<LogLine> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return rows(all);
    }

    private static List<LogRow> rows(List<LogLine> lines) {
        return lines.stream()
                .filter(line -> !(line.event() instanceof LogEvent.Blank))
                .map(ServiceFeed::row)
                .toList();
    }

    private static LogRow row(LogLine line) {
        return new LogRow(
                line.time() == null ? "" : TIME.format(line.time().timeOfDay()),
                switch (line.level()) {
                    case INFO -> LogLevel.PLAIN;
                    case OK -> LogLevel.OK;
                    case WARNING -> LogLevel.WARNING;
                    case ERROR -> LogLevel.ERROR;
                },
                line.text());
    }
}
