package org.mem0queue.log;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/**
 * Reads a log forward, line by line, in constant memory. Hand the lines to {@link LogEvidence},
 * {@link LogActivityTracker} or both.
 *
 * <p>Thread-safe; the calling thread does the reading, about a hundred MB a second.
 */
public final class LogHistory {
    private static final int READ_BYTES = 256 * 1024;

    private final LogChannels channels;

    public LogHistory() {
        this(LogChannels.REAL);
    }

    LogHistory(LogChannels channels) {
        this.channels = channels;
    }

    /**
     * Tells each line of the range, the last also without its line end. Stops at the length the
     * file had at the start, so it ends however fast the file grows.
     */
    public HistoryResult read(LogSource source, LogRange range, Consumer<? super LogLine> lines) {
        try {
            FileStamp stamp = FileStamp.of(source.path());
            if (!stamp.regularFile()) {
                return new HistoryResult.Unreadable(source.path() + " is not a plain file");
            }
            try (SeekableByteChannel channel = channels.open(source.path())) {
                return read(source, range, channel, stamp, lines);
            }
        } catch (NoSuchFileException missing) {
            return new HistoryResult.Missing();
        } catch (AccessDeniedException denied) {
            return new HistoryResult.Denied(source.path() + " may not be read");
        } catch (IOException failed) {
            return new HistoryResult.Unreadable(source.path() + " can't be read: " + failed);
        }
    }

    private static HistoryResult read(
            LogSource source,
            LogRange range,
            SeekableByteChannel channel,
            FileStamp stamp,
            Consumer<? super LogLine> lines)
            throws IOException {
        long size = channel.size();
        long start = start(range, channel, size);
        LogParser parser = new LogParser(source);
        LineSplitter splitter = new LineSplitter(start, start == 0 ? 1 : 0, false);
        byte[] buffer = new byte[READ_BYTES];
        long position = start;
        while (position < size) {
            int wanted = (int) Math.min(buffer.length, size - position);
            int length = LogChannels.readAt(channel, position, buffer, wanted);
            if (length == 0) {
                break; // truncated meanwhile
            }
            splitter.feed(buffer, length, raw -> lines.accept(parser.parse(raw)));
            position += length;
        }
        RawLine open = splitter.openLine();
        if (open != null) {
            lines.accept(parser.parse(open));
        }
        return new HistoryResult.Read(start, size, stamp.modified().toInstant(), open != null);
    }

    private static long start(LogRange range, SeekableByteChannel channel, long size)
            throws IOException {
        return switch (range) {
            case LogRange.Whole _ -> 0;
            case LogRange.LastLines(long count) ->
                    count <= 0 ? size : LineStarts.ofLast(channel, size, count, size).offset();
            case LogRange.LastBytes(long bytes) ->
                    LineStarts.after(channel, Math.max(0, size - bytes), size);
        };
    }
}
