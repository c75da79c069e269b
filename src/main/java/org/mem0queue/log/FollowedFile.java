package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far one file has been read, and what of it is held back. Outlives the channel it is read
 * through.
 */
final class FollowedFile {
    /** Bounds the memory of one batch; a caller with a backlog comes again at once. */
    private static final long MAX_BATCH_BYTES = 4L << 20;

    private static final int MAX_BATCH_LINES = 10_000;
    private static final int READ_BYTES = 64 * 1024;

    private final LineSplitter splitter;
    private final LogParser parser;
    private final Fingerprint fingerprint;
    private long position;
    private FileStamp stamp;
    private Instant lastGrowth;

    /** The length of the open line when it was last delivered; 0 if it was not. */
    private long openBytesShown;

    private FollowedFile(
            LogSource source,
            LineStarts.Start start,
            Fingerprint fingerprint,
            FileStamp stamp,
            Instant now) {
        this.splitter =
                new LineSplitter(start.offset(), start.offset() == 0 ? 1 : 0, start.insideLine());
        this.parser = new LogParser(source);
        this.fingerprint = fingerprint;
        this.position = start.offset();
        this.stamp = stamp;
        this.lastGrowth = now;
    }

    static FollowedFile from(
            LineStarts.Start start,
            LogSource source,
            SeekableByteChannel channel,
            FileStamp stamp,
            Instant now)
            throws IOException {
        return new FollowedFile(
                source, start, Fingerprint.upTo(channel, start.offset()), stamp, now);
    }

    /** What one reading brought; the components mean what they mean in {@link LogUpdate}. */
    record Batch(@Nullable LogLine revised, List<LogLine> lines, long remainingBytes) {
        boolean isEmpty() {
            return revised == null && lines.isEmpty() && remainingBytes == 0;
        }
    }

    FileStamp stamp() {
        return stamp;
    }

    /** Whether what was read is still what the file holds. */
    boolean holdsIn(SeekableByteChannel channel) throws IOException {
        return channel.size() >= position && fingerprint.matches(channel);
    }

    Instant lastGrowth() {
        return lastGrowth;
    }

    /** Reads on, up to the batch limit. */
    Batch read(SeekableByteChannel channel, FileStamp seen, Instant now) throws IOException {
        Collector collector = new Collector();
        byte[] buffer = new byte[READ_BYTES];
        long size = channel.size();
        long batchEnd = Math.min(size, position + MAX_BATCH_BYTES);
        long start = position;
        while (position < batchEnd && collector.lines.size() < MAX_BATCH_LINES) {
            int wanted = (int) Math.min(buffer.length, batchEnd - position);
            int length;
            try {
                length = LogChannels.readAt(channel, position, buffer, wanted);
            } catch (IOException failed) {
                if (position == start) {
                    throw failed;
                }
                break; // what was read is delivered first; the next look meets the failure again
            }
            if (length == 0) {
                break; // it shrank this moment; the next look sees it
            }
            splitter.feed(buffer, length, collector::complete);
            fingerprint.append(buffer, length);
            position += length;
        }
        if (position > start) {
            lastGrowth = now;
        }
        stamp = seen;
        return collector.batch(Math.max(0, size - position));
    }

    /**
     * The unfinished last line, if it has not grown for so long and was not delivered like this.
     */
    Batch openLine(Duration quiet, Instant now) {
        if (now.isBefore(lastGrowth)) {
            lastGrowth = now; // the clock was set back
        }
        Collector collector = new Collector();
        boolean due = !now.isBefore(lastGrowth.plus(quiet));
        RawLine open = due && splitter.openBytes() != openBytesShown ? splitter.openLine() : null;
        if (open != null) {
            collector.open(parser.preview(open));
        }
        return collector.batch(0);
    }

    private final class Collector {
        private final List<LogLine> lines = new ArrayList<>();
        private @Nullable LogLine revised;

        void complete(RawLine raw) {
            deliver(parser.parse(raw));
            openBytesShown = 0;
        }

        void open(LogLine line) {
            deliver(line);
            openBytesShown = splitter.openBytes();
        }

        private void deliver(LogLine line) {
            if (openBytesShown > 0) {
                revised = line;
            } else {
                lines.add(line);
            }
        }

        Batch batch(long remainingBytes) {
            return new Batch(revised, lines, remainingBytes);
        }
    }
}
