package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One log file, open: any of its lines by number, its last lines at once. It stays the file it was
 * opened as when another takes its name, and can be read on then.
 *
 * <p>Never mapped into memory: a file that is truncated in place would take the process with it.
 * One thread indexes; any may read meanwhile, none of them may be interrupted (that closes the file
 * for all).
 */
public final class LogFile implements AutoCloseable {
    /** What is read at a stretch while indexing. */
    private static final int INDEX_BYTES = 4 * LineIndex.BLOCK_BYTES;

    /** Below this one processor is done before a second has begun. */
    private static final long WORTH_SHARING = 16L << 20;

    private static final int READ_BYTES = 32 * 1024;

    /** Of a line longer than this the middle is passed over. */
    private static final int LONG_LINE_BYTES = 1 << 20;

    /** Lines that are read before those asked for: a traceback and an odd row span several. */
    private static final int[] CONTEXTS = {256, 16, 0};

    private static final long CONTEXT_BYTES = 512 * 1024;

    private final LogSource source;
    private final SeekableByteChannel channel;
    private final LineIndex index = new LineIndex();
    private volatile boolean over;

    LogFile(LogSource source, SeekableByteChannel channel) {
        this.source = source;
        this.channel = channel;
    }

    public LogSource source() {
        return source;
    }

    SeekableByteChannel channel() {
        return channel;
    }

    LineIndex.Reach reach() {
        return index.reach();
    }

    /** How many lines are indexed, with the one at the end that is not finished. */
    public long lines() {
        return index.reach().lines();
    }

    /** How far the index goes. */
    public long indexedBytes() {
        return index.reach().bytes();
    }

    /** Indexes on towards {@code size}, so many bytes at most. On one thread at a time. */
    void index(long size, long budgetBytes) throws IOException {
        long end = Math.min(size, indexedBytes() + budgetBytes);
        if (end - indexedBytes() >= WORTH_SHARING) {
            indexToBlock(end);
            share(end);
        }
        indexAlone(end);
    }

    private void indexToBlock(long end) throws IOException {
        long inBlock = indexedBytes() % LineIndex.BLOCK_BYTES;
        if (inBlock != 0) {
            indexAlone(Math.min(end, indexedBytes() - inBlock + LineIndex.BLOCK_BYTES));
        }
    }

    private void indexAlone(long end) throws IOException {
        byte[] bytes = new byte[Math.clamp(end - indexedBytes(), 0, INDEX_BYTES)];
        while (indexedBytes() < end) {
            int wanted = (int) Math.min(bytes.length, end - indexedBytes());
            int length = LogChannels.readAt(channel, indexedBytes(), bytes, wanted);
            if (length == 0) {
                return; // it shrank this moment; the next look sees it
            }
            index.add(bytes, length);
        }
    }

    /** Whole blocks, by several processors. */
    private void share(long end) throws IOException {
        long start = indexedBytes();
        int blocks = (int) ((end - start) / LineIndex.BLOCK_BYTES);
        if (start % LineIndex.BLOCK_BYTES != 0 || blocks == 0) {
            return;
        }
        int[] counts = new int[blocks];
        int perTask = INDEX_BYTES / LineIndex.BLOCK_BYTES;
        AtomicBoolean failed = new AtomicBoolean();
        ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[INDEX_BYTES]);
        IntStream.range(0, (blocks + perTask - 1) / perTask)
                .parallel()
                .forEach(
                        task -> {
                            int first = task * perTask;
                            int last = Math.min(blocks, first + perTask);
                            if (!failed.get()
                                    && !count(start, counts, first, last, buffers.get())) {
                                failed.set(true);
                            }
                        });
        if (!failed.get()) {
            byte[] last = new byte[1];
            long stop = start + (long) blocks * LineIndex.BLOCK_BYTES;
            LogChannels.readAt(channel, stop - 1, last, 1);
            index.add(counts, last[0] == '\n');
        } // else one thread meets the failure again and says what it is
    }

    private boolean count(long start, int[] counts, int first, int last, byte[] bytes) {
        int length = (last - first) * LineIndex.BLOCK_BYTES;
        try {
            long from = start + (long) first * LineIndex.BLOCK_BYTES;
            if (LogChannels.readAt(channel, from, bytes, length) < length) {
                return false;
            }
        } catch (IOException unreadable) {
            return false;
        }
        for (int block = first; block < last; block++) {
            int from = (block - first) * LineIndex.BLOCK_BYTES;
            counts[block] = LineEnds.count(bytes, from, from + LineIndex.BLOCK_BYTES);
        }
        return true;
    }

    /** Where a line begins, by its number from 0; the end if there are not so many. */
    long startOf(long line, LineIndex.Reach reach) throws IOException {
        if (line <= 0) {
            return 0;
        }
        if (line > reach.ends()) {
            return reach.bytes();
        }
        int block = reach.blockOfEnd(line);
        long from = (long) block * LineIndex.BLOCK_BYTES;
        byte[] bytes = new byte[(int) Math.min(LineIndex.BLOCK_BYTES, reach.bytes() - from)];
        int length = LogChannels.readAt(channel, from, bytes, bytes.length);
        return from + LineEnds.nth(bytes, 0, length, line - reach.endsBefore(block)) + 1;
    }

    /** The number of the first line that begins at {@code offset} or later. */
    long firstLineFrom(long offset, LineIndex.Reach reach) throws IOException {
        if (offset <= 0) {
            return 0;
        }
        int block = (int) ((offset - 1) / LineIndex.BLOCK_BYTES);
        long from = (long) block * LineIndex.BLOCK_BYTES;
        byte[] bytes = new byte[(int) (offset - from)];
        int length = LogChannels.readAt(channel, from, bytes, bytes.length);
        long ends = reach.endsBefore(block) + LineEnds.count(bytes, 0, length);
        return bytes[bytes.length - 1] == '\n' ? ends : ends + 1;
    }

    /**
     * Lines by their numbers, fewer where the index ends. Of a line longer than 64 KiB the middle
     * is left out.
     *
     * @param first from 0
     */
    public List<LogLine> lines(long first, int count) throws IOException {
        LineIndex.Reach reach = index.reach();
        List<LogLine> lines = new ArrayList<>();
        long last = Math.min(first + count, reach.lines());
        if (first < last) {
            read(
                    first,
                    last,
                    reach,
                    line -> {
                        if (line.number() > first && line.number() <= last) {
                            lines.add(line);
                        }
                    });
        }
        return lines;
    }

    /** Tells these lines, and some before and behind them. */
    void read(long first, long last, LineIndex.Reach reach, Consumer<LogLine> lines)
            throws IOException {
        long start = startOf(first, reach);
        long from = first;
        for (int context : CONTEXTS) {
            from = Math.max(0, first - context);
            long offset = startOf(from, reach);
            if (start - offset <= CONTEXT_BYTES) {
                start = offset;
                break;
            }
        }
        new Reading(from, start, reach, lines).upTo(last);
    }

    /** One pass over some lines. */
    private final class Reading {
        private final LogParser parser = new LogParser(source);
        private final LineSplitter splitter;
        private final LineIndex.Reach reach;
        private final Consumer<LogLine> lines;
        private long position;
        private long next;

        Reading(long first, long offset, LineIndex.Reach reach, Consumer<LogLine> lines) {
            this.splitter = new LineSplitter(offset, first + 1, false);
            this.reach = reach;
            this.lines = lines;
            this.position = offset;
            this.next = first;
        }

        void upTo(long last) throws IOException {
            byte[] bytes = new byte[READ_BYTES];
            while (next < last && position < reach.bytes()) {
                int wanted = (int) Math.min(bytes.length, reach.bytes() - position);
                int length = LogChannels.readAt(channel, position, bytes, wanted);
                if (length == 0) {
                    return; // truncated meanwhile
                }
                splitter.feed(bytes, length, this::take);
                position += length;
                passOverLongLine();
            }
            RawLine open = next < last ? splitter.openLine() : null;
            if (open != null) {
                take(open);
            }
        }

        private void take(RawLine raw) {
            lines.accept(parser.parse(raw));
            next++;
        }

        private void passOverLongLine() throws IOException {
            if (splitter.openBytes() < LONG_LINE_BYTES) {
                return;
            }
            long end = next < reach.ends() ? startOf(next + 1, reach) : reach.bytes();
            long to = end - LineSplitter.TAIL_BYTES;
            if (to > position) {
                splitter.skip(to - position);
                position = to;
            }
        }
    }

    /**
     * The last lines, found from the end backwards whether anything is indexed or not. Their
     * numbers are unknown (0).
     */
    public List<LogLine> lastLines(int count) throws IOException {
        long size = channel.size();
        LineStarts.Start start =
                LineStarts.ofLast(
                        channel,
                        size,
                        count,
                        TailOptions.DEFAULT.withLastLines(count).lookBackBytes());
        LineSplitter splitter = new LineSplitter(start.offset(), 0, start.insideLine());
        LogParser parser = new LogParser(source);
        List<LogLine> lines = new ArrayList<>();
        byte[] bytes = new byte[READ_BYTES];
        long position = start.offset();
        while (position < size) {
            int wanted = (int) Math.min(bytes.length, size - position);
            int length = LogChannels.readAt(channel, position, bytes, wanted);
            if (length == 0) {
                break;
            }
            splitter.feed(bytes, length, raw -> lines.add(parser.parse(raw)));
            position += length;
        }
        RawLine open = splitter.openLine();
        if (open != null) {
            lines.add(parser.parse(open));
        }
        return lines;
    }

    /**
     * Writes lines as they stand in the file.
     *
     * @param lines which; null for all
     * @return how many
     */
    public long copy(@Nullable LineSet lines, OutputStream out) throws IOException {
        LineIndex.Reach reach = index.reach();
        if (lines == null) {
            copy(0, reach.bytes(), out);
            return reach.lines();
        }
        long copied = 0;
        long line = lines.contains(0) ? 0 : lines.after(0);
        while (line >= 0 && line < reach.lines()) {
            long behind = line + 1;
            while (behind < reach.lines() && lines.contains(behind)) {
                behind++;
            }
            copy(startOf(line, reach), startOf(behind, reach), out);
            copied += behind - line;
            line = lines.after(behind);
        }
        return copied;
    }

    private void copy(long from, long to, OutputStream out) throws IOException {
        byte[] bytes = new byte[(int) Math.min(INDEX_BYTES, to - from)];
        long position = from;
        while (position < to) {
            int wanted = (int) Math.min(bytes.length, to - position);
            int length = LogChannels.readAt(channel, position, bytes, wanted);
            if (length == 0) {
                throw new EOFException(source.path() + " was truncated meanwhile");
            }
            out.write(bytes, 0, length);
            position += length;
        }
    }

    /** Whether nothing can be read of it any more: it was emptied, or others came after it. */
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Read-only: closing has nothing to save.
        }
    }
}
