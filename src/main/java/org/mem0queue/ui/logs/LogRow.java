package org.mem0queue.ui.logs;

/**
 * One line of the log as it is shown.
 *
 * @param time as printed, {@code 13:59:24}; empty where the worker prints none
 * @param text without time, line break and the worker's leading emoji
 */
public record LogRow(String time, LogLevel level, String text) {
    /**
     * Longest text a cell draws, in characters: more than any screen is wide. Laying out a line of
     * a megabyte takes seconds.
     */
    static final int LONGEST_SHOWN = 1000;

    /** The text as a cell draws it; the whole is what gets copied. */
    String shown() {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, cut()) + "…";
    }

    private int cut() {
        return Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1))
                ? LONGEST_SHOWN - 1
                : LONGEST_SHOWN;
    }

    /** The line for the clipboard. */
    String line() {
        return time.isEmpty() ? text : time + " " + text;
    }
}
