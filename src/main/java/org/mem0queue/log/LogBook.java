package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Follows one log as a whole file: indexes it, notices growth, rotation by rename, copying and
 * truncation, deletion. A look at an unchanged file costs one {@code stat}; the first look at a
 * large one only opens it, so that its end can be shown at once, and the following ones index.
 *
 * <p>A file that was renamed is read to its end before the one that took its name. It stays open,
 * so that what a person is reading does not vanish; the one before it is closed, and so is one that
 * was emptied: at the places of its lines stands something else.
 *
 * <p>Has no thread; {@link #look} from one thread at a time, which is never interrupted. The {@link
 * LogFile} it tells may be read by any.
 */
public final class LogBook implements AutoCloseable {
    /** What one look indexes: a fifth of a second. */
    private static final long BUDGET_BYTES = 256L << 20;

    /** More than this is not indexed by the first look. */
    private static final long AT_ONCE_BYTES = 4L << 20;

    /** The buffers of Python and C are multiples of this. */
    private static final long WRITE_BLOCK_BYTES = 4096;

    /** A line that has been open for so long was cut by the end of a block. */
    private static final Duration TORN_AFTER = Duration.ofSeconds(2);

    private final LogSource source;
    private final InstantSource clock;
    private final LogChannels channels;

    private @Nullable Following following;

    /** The file that had the name before, as it was when it lost it. */
    private LogSight.@Nullable Seen before;

    private boolean wasMissing;
    private boolean closed;

    public LogBook(LogSource source, InstantSource clock) {
        this(source, clock, LogChannels.REAL);
    }

    LogBook(LogSource source, InstantSource clock, LogChannels channels) {
        this.source = source;
        this.clock = clock;
        this.channels = channels;
    }

    /** The present file and what is known of it. */
    private static final class Following {
        final LogFile file;
        final LogSight.Start start;
        final Instant since;
        FileStamp stamp;
        Fingerprint fingerprint;
        Instant lastGrowth;
        boolean indexed;
        boolean gone;
        boolean inBlocks;

        /** How long it was when another was found in its place; below 0 before that. */
        long finalBytes = -1;

        /** Two changes may share one tick of the file system's clock. */
        boolean lookTwice = true;

        Following(
                LogFile file,
                LogSight.Start start,
                FileStamp stamp,
                Fingerprint fingerprint,
                Instant now) {
            this.file = file;
            this.start = start;
            this.stamp = stamp;
            this.fingerprint = fingerprint;
            this.since = now;
            this.lastGrowth = now;
        }

        LogSight.Seen seen(LogSight.@Nullable Seen before) {
            return new LogSight.Seen(
                    file,
                    start,
                    since,
                    stamp.sizeBytes(),
                    file.lines(),
                    indexed,
                    gone,
                    inBlocks,
                    stamp.modified().toInstant(),
                    before);
        }

        /** As it stays now that another file has its name. */
        LogSight.Seen last() {
            return new LogSight.Seen(
                    file,
                    start,
                    since,
                    file.indexedBytes(),
                    file.lines(),
                    indexed,
                    false,
                    inBlocks,
                    stamp.modified().toInstant(),
                    null);
        }
    }

    public LogSource source() {
        return source;
    }

    /** Whether another look would find more at once. */
    public boolean hasMore() {
        Following now = following;
        return now != null
                && now.file.indexedBytes() < Math.max(now.stamp.sizeBytes(), now.finalBytes);
    }

    /** Looks now. Reads some hundred MiB at most; waits for nothing but the disk. */
    public LogSight look() {
        if (closed) {
            return new LogSight.Missing();
        }
        try {
            return lookAt(FileStamp.of(source.path()));
        } catch (NoSuchFileException gone) {
            return missing();
        } catch (AccessDeniedException denied) {
            letGo();
            return new LogSight.Denied(source.path() + " may not be read");
        } catch (IOException failed) {
            letGo();
            return new LogSight.Unreadable(source.path() + " can't be read: " + failed);
        }
    }

    private LogSight lookAt(FileStamp seen) throws IOException {
        if (!seen.regularFile()) {
            letGo();
            String what = Files.isDirectory(source.path()) ? "a folder" : "not a plain file";
            return new LogSight.Unreadable(source.path() + " is " + what);
        }
        Following now = following;
        if (now == null) {
            return open(wasMissing ? LogSight.Start.APPEARED : LogSight.Start.FOUND);
        }
        if (!seen.mayBeSameFile(now.stamp)) {
            return readToItsEnd(now)
                    ? open(LogSight.Start.ROTATED)
                    : now.seen(before); // more of it than one look reads
        }
        boolean untouched = seen.equals(now.stamp);
        if (untouched && !now.lookTwice && !hasMore()) {
            judgeBlocks(now, now.file.indexedBytes());
            return now.seen(before);
        }
        SeekableByteChannel channel = now.file.channel();
        if (channel.size() < now.file.indexedBytes() || !now.fingerprint.matches(channel)) {
            return open(LogSight.Start.TRUNCATED);
        }
        now.gone = false;
        now.lookTwice = !untouched;
        grow(now, seen);
        return now.seen(before);
    }

    /**
     * What was written between the last look and the renaming. Only that: a writer that keeps to
     * the old file must not keep us there.
     *
     * @return false if there is more
     */
    private boolean readToItsEnd(Following now) {
        try {
            SeekableByteChannel channel = now.file.channel();
            if (now.finalBytes < 0) {
                boolean whole = now.fingerprint.matches(channel);
                now.finalBytes = whole ? channel.size() : now.file.indexedBytes();
            }
            long from = now.file.indexedBytes();
            if (from >= now.finalBytes) {
                return true;
            }
            now.file.index(now.finalBytes, BUDGET_BYTES);
            long to = now.file.indexedBytes();
            if (to > from) {
                now.lastGrowth = clock.instant();
            }
            now.indexed |= to >= now.finalBytes;
            return to == from || to >= now.finalBytes;
        } catch (IOException unreadable) {
            return true; // what is indexed is all there will be; it must not cost us the new file
        }
    }

    private LogSight open(LogSight.Start start) throws IOException {
        while (true) {
            // A rotation between stat and open would pair one file's key with another's content.
            FileStamp stamp = FileStamp.of(source.path());
            LogFile file = new LogFile(source, channels.open(source.path()));
            try {
                if (!stamp.mayBeSameFile(FileStamp.of(source.path()))) {
                    file.close();
                    continue;
                }
                Following opened =
                        new Following(
                                file,
                                start,
                                stamp,
                                Fingerprint.upTo(file.channel(), 0),
                                clock.instant());
                if (stamp.sizeBytes() <= AT_ONCE_BYTES) {
                    grow(opened, stamp);
                }
                replace(opened);
                return opened.seen(before);
            } catch (IOException failed) {
                file.close();
                throw failed;
            }
        }
    }

    private void replace(Following opened) {
        Following old = following;
        if (old != null && opened.start == LogSight.Start.TRUNCATED) {
            old.file.close();
        } else if (old != null) {
            closeBefore();
            before = old.last();
        }
        following = opened;
        wasMissing = false;
    }

    private void grow(Following now, FileStamp seen) throws IOException {
        long from = now.file.indexedBytes();
        now.finalBytes = -1;
        now.file.index(seen.sizeBytes(), BUDGET_BYTES);
        long to = now.file.indexedBytes();
        if (to > from) {
            now.fingerprint = Fingerprint.upTo(now.file.channel(), to);
            now.lastGrowth = clock.instant();
        }
        judgeBlocks(now, from);
        now.indexed |= to >= seen.sizeBytes();
        now.stamp = seen;
    }

    /** A writer that fills a buffer ends where a block ends, mostly inside a line. */
    private void judgeBlocks(Following now, long from) {
        LineIndex.Reach reach = now.file.reach();
        boolean wholeBlocks =
                from > 0 && reach.bytes() > from && reach.bytes() % WRITE_BLOCK_BYTES == 0;
        boolean torn =
                !reach.atLineStart() && !clock.instant().isBefore(now.lastGrowth.plus(TORN_AFTER));
        now.inBlocks |= torn || (wholeBlocks && !reach.atLineStart());
    }

    /** The name is gone; whoever has the file open may still write, and it can still be read. */
    private LogSight missing() {
        Following now = following;
        if (now == null) {
            wasMissing = true;
            return new LogSight.Missing();
        }
        now.gone = true;
        now.finalBytes = -1;
        try {
            long size = now.file.channel().size();
            if (size > now.file.indexedBytes() && now.fingerprint.matches(now.file.channel())) {
                now.file.index(size, BUDGET_BYTES);
                now.fingerprint = Fingerprint.upTo(now.file.channel(), now.file.indexedBytes());
                now.indexed |= now.file.indexedBytes() >= size;
            }
        } catch (IOException unreadable) {
            // What is indexed stays as it is; the next file of this name is looked at again.
        }
        return now.seen(before);
    }

    private void closeBefore() {
        LogSight.Seen old = before;
        before = null;
        if (old != null) {
            old.file().close();
        }
    }

    private void letGo() {
        closeBefore();
        Following now = following;
        following = null;
        if (now != null) {
            now.file.close();
        }
    }

    /** Lets the files go. Further looks find nothing. */
    @Override
    public void close() {
        closed = true;
        letGo();
    }
}
