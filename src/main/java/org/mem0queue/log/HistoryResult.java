package org.mem0queue.log;

import java.time.Instant;

/** How reading a log through ended. */
public sealed interface HistoryResult {

    /**
     * Read to where the file ended when reading began.
     *
     * @param fromOffset where reading began, in bytes; above 0 the file holds more
     * @param modified the file's last change, by the file system's clock
     * @param endsInsideLine whether the last line has no line end: a sign of a worker that writes
     *     in blocks
     */
    record Read(long fromOffset, long sizeBytes, Instant modified, boolean endsInsideLine)
            implements HistoryResult {}

    /** There is no such file. */
    record Missing() implements HistoryResult {}

    /** We may not read it. */
    record Denied(String reason) implements HistoryResult {}

    /** Not a plain file, or reading failed; the lines before the failure were told. */
    record Unreadable(String reason) implements HistoryResult {}
}
