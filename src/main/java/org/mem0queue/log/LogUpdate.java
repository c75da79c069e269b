package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one look at a followed file brought.
 *
 * <p>{@code remainingBytes} above 0: a look brings a few MiB at most, so look again at once.
 *
 * <p>{@code revised}, where not null, is the line that was delivered last, and {@link
 * LogLine#open() open}, as it is now: it takes that line's place. {@code lines} never holds it.
 */
public sealed interface LogUpdate {

    /** Nothing new. */
    record Unchanged() implements LogUpdate {}

    /**
     * The first lines: the last ones of a file that was there, all of a file that has just
     * appeared.
     */
    record Opened(List<LogLine> lines, long remainingBytes) implements LogUpdate {
        public Opened {
            lines = List.copyOf(lines);
        }
    }

    /** The file grew. */
    record Appended(@Nullable LogLine revised, List<LogLine> lines, long remainingBytes)
            implements LogUpdate {
        public Appended {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Another file has the name now.
     *
     * @param before what the old file still held
     * @param lines of the new file, from its start
     */
    record Rotated(
            @Nullable LogLine revised,
            List<LogLine> before,
            List<LogLine> lines,
            long remainingBytes)
            implements LogUpdate {
        public Rotated {
            before = List.copyOf(before);
            lines = List.copyOf(lines);
        }
    }

    /**
     * The same file holds something else: it shrank, or what we had read is not there any more.
     *
     * @param before what we held back of the old content: a line without its end
     * @param lines of the new content: all, or the last ones if it is large
     */
    record Truncated(
            @Nullable LogLine revised,
            List<LogLine> before,
            List<LogLine> lines,
            long remainingBytes)
            implements LogUpdate {
        public Truncated {
            before = List.copyOf(before);
            lines = List.copyOf(lines);
        }
    }

    /** There is no such file. */
    record Missing() implements LogUpdate {}

    /** We may not read it. */
    record Denied(String reason) implements LogUpdate {}

    /** It can't be read: not a plain file, or the disk fails. */
    record Unreadable(String reason) implements LogUpdate {}
}
