package org.mem0queue.ui.logs;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which lines are shown.
 *
 * @param text part of the line, upper and lower case alike; empty shows all
 */
record LogFilter(Levels levels, String text) implements Predicate<LogRow> {
    static final LogFilter ALL = new LogFilter(Levels.ALL, "");

    /** What the segments offer. */
    enum Levels {
        ALL,
        ERRORS,
        WARNINGS
    }

    @Override
    public boolean test(LogRow row) {
        boolean level =
                switch (levels) {
                    case ALL -> true;
                    case ERRORS -> row.level() == LogLevel.ERROR;
                    case WARNINGS -> row.level() == LogLevel.WARNING;
                };
        return level && (text.isEmpty() || holds(row.text()) || holds(row.time()));
    }

    private boolean holds(String line) {
        return line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    boolean showsAll() {
        return equals(ALL);
    }
}
