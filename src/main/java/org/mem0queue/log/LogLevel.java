package org.mem0queue.log;

import java.util.Locale;
import java.util.Optional;

/** How much a line matters, from least to most. */
public enum LogLevel {
    INFO,
    OK,
    WARNING,
    ERROR;

    public boolean isAtLeast(LogLevel other) {
        return compareTo(other) >= 0;
    }

    /**
     * Reads what a person types: any case, {@code warn} and {@code err} too; empty if it is no
     * level.
     */
    public static Optional<LogLevel> named(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "info", "all" -> Optional.of(INFO);
            case "ok" -> Optional.of(OK);
            case "warn", "warning", "warnings" -> Optional.of(WARNING);
            case "err", "error", "errors" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
