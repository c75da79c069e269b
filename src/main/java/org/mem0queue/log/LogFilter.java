package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which lines to show.
 *
 * @param least the least level; {@code INFO} for all
 * @param pattern found anywhere in the line as shown, or as printed with its time and emoji; null
 *     for all. Compiling it, and telling the person when it is no pattern, is the caller's
 */
public record LogFilter(LogLevel least, @Nullable Pattern pattern) implements Predicate<LogLine> {
    public static final LogFilter ALL = new LogFilter(LogLevel.INFO, null);

    @Override
    public boolean test(LogLine line) {
        return line.level().isAtLeast(least)
                && (pattern == null
                        || pattern.matcher(line.text()).find()
                        || pattern.matcher(line.printable()).find());
    }
}
