package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;

/**
 * One line of the log as it is shown.
 *
 * @param line its number from 0; before the file is indexed counted back from its end, -1 the last
 * @param time as printed, {@code 13:59:24}; empty where the worker prints none
 * @param text without time, line break and the worker's leading emoji; cut, as no screen is wider
 * @param id8 the beginning of the id of the memory it names; null if it names none
 * @param note what is told of the line itself, behind it; empty for nothing
 */
record LineRow(
        long line, String time, LogLevel level, String text, @Nullable String id8, String note) {
    /** Laying out a line of a megabyte takes seconds. */
    static final int LONGEST = 1000;

    /** A line that is being read. */
    static LineRow awaited(long line) {
        return new LineRow(line, "", LogLevel.PLAIN, "", null, "");
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    LineRow numbered(long number) {
        return new LineRow(number, time, level, text, id8, note);
    }

    /** What a screen reader says. */
    String spoken() {
        String all = time.isEmpty() ? text : time + " " + text;
        return note.isEmpty() ? all : all + " " + note;
    }
}
