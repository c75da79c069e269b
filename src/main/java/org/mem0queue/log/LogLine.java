package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

/**
 * One line of a log, read and understood.
 *
 * @param source the file it is in
 * @param offset where it begins, in bytes from the start of the file; with {@code source} it names
 *     the line as long as the file is not rotated or truncated
 * @param number its number in the file, from 1; 0 while unknown (the file was opened at its end)
 * @param sizeBytes its length in the file without the line end, so far
 * @param time the time it carries itself
 * @param raw as found, without the line end; bytes that are no UTF-8 replaced, the middle of an
 *     over-long line left out
 * @param text for display: no time, no leading emoji, no escape sequences or control characters
 * @param open whether the line end is still missing, so that more may come
 * @param cut whether {@code raw} is less than what the file holds
 */
public record LogLine(
        LogSource source,
        long offset,
        long number,
        long sizeBytes,
        @Nullable LogTime time,
        String raw,
        String text,
        LogEvent event,
        LogLevel level,
        boolean open,
        boolean cut) {

    /** The whole line with time and emoji, safe to print on a terminal. */
    public String printable() {
        return LogText.printable(raw);
    }
}
