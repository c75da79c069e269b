package org.mem0queue.log;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Finds where the last lines of a file begin, reading backwards from its end. */
final class LineStarts {
    private static final int BLOCK_BYTES = 64 * 1024;

    private LineStarts() {}

    /**
     * @param offset where to begin reading
     * @param insideLine whether that is the middle of a line: no line end was found within the
     *     limit
     */
    record Start(long offset, boolean insideLine) {}

    /**
     * The start of the last {@code lines} lines before {@code end}; an unfinished last line counts
     * as one. Of fewer if the limit is reached first. For 0 lines: the end, or the start of the
     * unfinished line.
     *
     * @param limitBytes how far to look back; at least one block is read
     */
    static Start ofLast(SeekableByteChannel channel, long end, long lines, long limitBytes)
            throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        if (lines <= 0) {
            boolean ended =
                    end == 0
                            || (LogChannels.readAt(channel, end - 1, block, 1) == 1
                                    && block[0] == '\n');
            return ended ? new Start(end, false) : ofLast(channel, end, 1, limitBytes);
        }
        long limit = Math.max(0, end - limitBytes);
        long oldest = -1;
        long seen = 0;
        long blockEnd = end;
        while (blockEnd > limit) {
            int length = (int) Math.min(BLOCK_BYTES, blockEnd - limit);
            long blockStart = blockEnd - length;
            int read = LogChannels.readAt(channel, blockStart, block, length);
            for (int i = read - 1; i >= 0; i--) {
                long lineStart = blockStart + i + 1;
                if (block[i] != '\n' || lineStart == end) { // the last byte only ends the last line
                    continue;
                }
                oldest = lineStart;
                if (++seen == lines) {
                    return new Start(oldest, false);
                }
            }
            blockEnd = blockStart;
        }
        if (limit == 0) {
            return new Start(0, false);
        }
        return oldest < 0 ? new Start(limit, true) : new Start(oldest, false);
    }

    /**
     * The start of the first line that begins at {@code from} or later; {@code end} if none does.
     */
    static long after(SeekableByteChannel channel, long from, long end) throws IOException {
        if (from == 0) {
            return 0;
        }
        byte[] block = new byte[BLOCK_BYTES];
        long position = from - 1; // a line end there makes from itself a start
        while (position < end) {
            int read =
                    LogChannels.readAt(
                            channel, position, block, (int) Math.min(BLOCK_BYTES, end - position));
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    return position + i + 1;
                }
            }
            if (read == 0) {
                break;
            }
            position += read;
        }
        return end;
    }
}
