package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogTime;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes rows of lines, and sentences of what lies between lines: the worker prints an empty line
 * before each block, and there a silence or a restart is told. Immutable; safe for any thread.
 */
final class RowMaker {
    /** A worker that is well writes something every minute. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Messages words;
    private final boolean inBlocks;

    /**
     * @param inBlocks whether the worker writes its log in blocks
     */
    RowMaker(Messages words, boolean inBlocks) {
        this.words = words;
        this.inBlocks = inBlocks;
    }

    /**
     * @param lines consecutive
     * @param first the number of the first of them
     */
    List<LineRow> rows(List<LogLine> lines, long first) {
        List<LineRow> rows = new ArrayList<>(lines.size());
        LogTime before = null;
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = lines.get(i);
            LogLine next = i + 1 < lines.size() ? lines.get(i + 1) : null;
            long number = first + i;
            boolean blank = line.event() instanceof LogEvent.Blank;
            boolean blankBefore = i > 0 && lines.get(i - 1).event() instanceof LogEvent.Blank;
            if (blank) {
                String told = next == null ? "" : between(before, next, number + 1, "logs.silence");
                LogLevel level =
                        told.isEmpty()
                                ? LogLevel.PLAIN
                                : next != null && isStart(next)
                                        ? LogLevel.RESTART
                                        : LogLevel.REMARK;
                rows.add(new LineRow(number, "", level, told, null, ""));
            } else {
                String told =
                        blankBefore ? "" : between(before, line, number, "logs.after-silence");
                rows.add(row(line, number, told));
            }
            before = line.time() == null ? before : line.time();
        }
        return rows;
    }

    private static LineRow row(LogLine line, long number, String note) {
        return new LineRow(
                number,
                line.time() == null ? "" : TIME.format(line.time().timeOfDay()),
                switch (line.level()) {
                    case INFO -> LogLevel.PLAIN;
                    case OK -> LogLevel.OK;
                    case WARNING -> LogLevel.WARNING;
                    case ERROR -> LogLevel.ERROR;
                },
                LineRow.cut(line.text()),
                id8(line.event()),
                note);
    }

    private static @Nullable String id8(LogEvent event) {
        String id =
                switch (event) {
                    case LogEvent.Synced synced -> synced.id8();
                    case LogEvent.Recovered recovered -> recovered.id8();
                    case LogEvent.DeadLetterRecovered recovered -> recovered.id8();
                    case LogEvent.MovedToDeadLetters moved -> moved.id8();
                    default -> null;
                };
        return id == null || id.isBlank() ? null : id;
    }

    private static boolean isStart(LogLine line) {
        return line.event() instanceof LogEvent.ProcessStarted;
    }

    /**
     * What is told in front of a line; empty for nothing.
     *
     * @param silenceKey the words for a silence: in a row of their own, or beside the line after it
     */
    private String between(@Nullable LogTime before, LogLine line, long number, String silenceKey) {
        if (isStart(line)) {
            return words.text(number <= 1 ? "logs.started" : "logs.restarted");
        }
        if (before == null || line.time() == null) {
            return "";
        }
        Duration silence = between(before, line.time());
        if (silence.compareTo(SILENCE) < 0) {
            return "";
        }
        String told = words.text(silenceKey, words.age(silence));
        return inBlocks ? told + " " + words.text("logs.in-blocks") : told;
    }

    /** Without a date it may have been days more; less than it was is never told. */
    private static Duration between(LogTime before, LogTime now) {
        if (before instanceof LogTime.Zoned(var first) && now instanceof LogTime.Zoned(var last)) {
            return Duration.between(first, last);
        }
        if (before instanceof LogTime.Local(var first) && now instanceof LogTime.Local(var last)) {
            return Duration.between(first, last);
        }
        if (before.getClass() != now.getClass()) {
            return Duration.ZERO; // two writers: their clocks can't be compared
        }
        Duration day = Duration.between(before.timeOfDay(), now.timeOfDay());
        return day.isNegative() ? day.plus(DAY) : day;
    }
}
