package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a look at a log that is followed by {@link LogBook} found. */
public sealed interface LogSight {

    /** There is no such file, and there was none. */
    record Missing() implements LogSight {}

    /** We may not read it. */
    record Denied(String reason) implements LogSight {}

    /** It can't be read: not a plain file, or the disk fails. */
    record Unreadable(String reason) implements LogSight {}

    /**
     * It can be read.
     *
     * @param file another object if it is another file, or the same with another content
     * @param start how this file came to be the one that is shown
     * @param since when that was noticed
     * @param sizeBytes its size
     * @param lines those that are indexed; they are all while {@code indexed}
     * @param indexed whether the index has once reached the end; until then only the last lines are
     *     known
     * @param gone whether its name is not there any more: whoever has it open may still write
     * @param inBlocks whether something speaks for a writer that writes in blocks, so that lines
     *     come late
     * @param modified its last change, by the file system's clock
     * @param before the file that had the name before, to its end; null if there was none since we
     *     look, or if it can't be read any more
     */
    record Seen(
            LogFile file,
            Start start,
            Instant since,
            long sizeBytes,
            long lines,
            boolean indexed,
            boolean gone,
            boolean inBlocks,
            Instant modified,
            @Nullable Seen before)
            implements LogSight {}

    /** How a file came to be the one that is shown. */
    enum Start {
        /** It was there when we began to look. */
        FOUND,
        /** It appeared where nothing was. */
        APPEARED,
        /** Another file has the name now. */
        ROTATED,
        /** The same file holds something else now. */
        TRUNCATED
    }
}
