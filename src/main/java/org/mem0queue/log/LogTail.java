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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows one log file through everything that happens to log files: growth in half lines, rotation
 * by rename or by copy and truncate, deletion and re-creation, rewriting in place.
 *
 * <p>Opens at the end: the last lines are found by reading backwards, so a gigabyte costs as much
 * as a page. A look at an unchanged file costs one {@code stat}. A line without line end is held
 * back until it is complete or {@link TailOptions#openLineAfter()} has passed; then it is delivered
 * {@link LogLine#open() open}, and what becomes of it comes as {@code revised}, never as a second
 * line.
 *
 * <p>The old file is read to its end before the new one of the same name begins, and on while its
 * name is missing. Not seen: what a writer adds to a renamed file after its successor exists, and a
 * rewriting in place that changes neither the size nor the first 64 and the last 256 bytes.
 *
 * <p>Has no thread; call {@link #poll} as often as wanted, from one thread at a time (checked).
 */
public final class LogTail implements AutoCloseable {
    /** A file whose name is gone is let go when its writer has been quiet for so long. */
    private static final Duration RELEASE_AFTER = Duration.ofSeconds(60);

    /** A truncated file that is larger already is shown from its end like a new one. */
    private static final long READ_WHOLE_BYTES = 4L << 20;

    private final LogSource source;
    private final TailOptions options;
    private final InstantSource clock;
    private final LogChannels channels;
    private final AtomicBoolean busy = new AtomicBoolean();

    private @Nullable SeekableByteChannel channel;
    private @Nullable FollowedFile followed;

    /** Whether a first file that turns up now is new from its first byte. */
    private boolean wasMissing;

    /** Whether the file that lost its name was delivered to its end. */
    private boolean oldDelivered;

    /**
     * Whether to compare the content once more: two changes may share one tick of the file system's
     * clock.
     */
    private boolean lookTwice;

    private boolean closed;

    public LogTail(LogSource source, TailOptions options, InstantSource clock) {
        this(source, options, clock, LogChannels.REAL);
    }

    LogTail(LogSource source, TailOptions options, InstantSource clock, LogChannels channels) {
        this.source = source;
        this.options = options;
        this.clock = clock;
        this.channels = channels;
    }

    public LogSource source() {
        return source;
    }

    /** Looks now. Reads a few MiB at most; never waits for anything but the disk. */
    public LogUpdate poll() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("two threads use the tail of " + source.path());
        }
        try {
            return closed ? new LogUpdate.Unchanged() : look();
        } catch (NoSuchFileException gone) {
            return missing();
        } catch (AccessDeniedException denied) {
            letGo();
            return new LogUpdate.Denied(source.path() + " may not be read");
        } catch (IOException failed) {
            letGo();
            return new LogUpdate.Unreadable(source.path() + " can't be read: " + failed);
        } finally {
            busy.set(false);
        }
    }

    /** Lets the file go. Further looks bring nothing. */
    @Override
    public void close() {
        closed = true;
        letGo();
    }

    private LogUpdate look() throws IOException {
        FileStamp seen = FileStamp.of(source.path());
        if (!seen.regularFile()) {
            letGo();
            String what = Files.isDirectory(source.path()) ? "a folder" : "not a plain file";
            return new LogUpdate.Unreadable(source.path() + " is " + what);
        }
        FollowedFile file = followed;
        if (file == null) {
            return open();
        }
        if (!seen.mayBeSameFile(file.stamp())) {
            return rotated(file, seen);
        }
        SeekableByteChannel open = channel;
        if (open == null) {
            open = channels.open(source.path());
            channel = open;
        }
        return sameFile(file, open, seen);
    }

    private LogUpdate open() throws IOException {
        Opening opening = openUnderItsName();
        channel = opening.channel;
        FollowedFile file = wasMissing ? fromStart(opening) : fromLastLines(opening);
        FollowedFile.Batch batch = file.read(opening.channel, opening.stamp, clock.instant());
        boolean showOpenLine = wasMissing || options.lastLines() > 0;
        followed = file;
        lookTwice = true;
        List<LogLine> lines = new ArrayList<>(batch.lines());
        if (showOpenLine && batch.remainingBytes() == 0) {
            lines.addAll(file.openLine(Duration.ZERO, clock.instant()).lines());
        }
        return new LogUpdate.Opened(lines, batch.remainingBytes());
    }

    private LogUpdate sameFile(FollowedFile file, SeekableByteChannel open, FileStamp seen)
            throws IOException {
        boolean untouched = seen.equals(file.stamp());
        if (untouched && !lookTwice) {
            return appended(file.openLine(options.openLineAfter(), clock.instant()));
        }
        if (!file.holdsIn(open)) {
            return truncated(file, open, seen);
        }
        FollowedFile.Batch batch = file.read(open, seen, clock.instant());
        lookTwice = !untouched || batch.remainingBytes() > 0;
        return batch.isEmpty()
                ? appended(file.openLine(options.openLineAfter(), clock.instant()))
                : appended(batch);
    }

    private LogUpdate truncated(FollowedFile old, SeekableByteChannel open, FileStamp seen)
            throws IOException {
        Opening again = new Opening(open, seen);
        FollowedFile file =
                open.size() <= READ_WHOLE_BYTES ? fromStart(again) : fromLastLines(again);
        FollowedFile.Batch batch = file.read(open, seen, clock.instant());
        FollowedFile.Batch before = old.openLine(Duration.ZERO, Instant.MAX);
        followed = file;
        lookTwice = true;
        return new LogUpdate.Truncated(
                before.revised(), before.lines(), batch.lines(), batch.remainingBytes());
    }

    private LogUpdate rotated(FollowedFile old, FileStamp seen) throws IOException {
        FollowedFile.Batch drained = drain(old);
        if (!drained.isEmpty() && !oldDelivered) {
            // Delivered at once, so that no failure with the new file can cost it. Only one round:
            // a writer
            // that keeps to the old file must not keep us there.
            oldDelivered = drained.remainingBytes() == 0;
            long remaining = drained.remainingBytes() + seen.sizeBytes();
            return new LogUpdate.Appended(drained.revised(), drained.lines(), remaining);
        }
        Opening opening = openUnderItsName();
        FollowedFile file;
        FollowedFile.Batch batch;
        try {
            file = fromStart(opening);
            batch = file.read(opening.channel, opening.stamp, clock.instant());
        } catch (IOException failed) {
            opening.channel.close();
            throw failed;
        }
        FollowedFile.Batch rest = old.openLine(Duration.ZERO, Instant.MAX);
        letGo();
        channel = opening.channel;
        followed = file;
        oldDelivered = false;
        lookTwice = true;
        List<LogLine> before = new ArrayList<>(drained.lines());
        before.addAll(rest.lines());
        LogLine revised = drained.revised() != null ? drained.revised() : rest.revised();
        return new LogUpdate.Rotated(revised, before, batch.lines(), batch.remainingBytes());
    }

    /** A channel and the stamp of the very file it reads. */
    private record Opening(SeekableByteChannel channel, FileStamp stamp) {}

    /**
     * A rotation between {@code stat} and {@code open} would pair one file's key with another's
     * content.
     */
    private Opening openUnderItsName() throws IOException {
        while (true) {
            FileStamp before = FileStamp.of(source.path());
            SeekableByteChannel opened = channels.open(source.path());
            try {
                FileStamp after = FileStamp.of(source.path());
                if (before.mayBeSameFile(after)) {
                    return new Opening(opened, before);
                }
            } catch (IOException gone) {
                opened.close();
                throw gone;
            }
            opened.close();
        }
    }

    /** The name is gone; whoever has the file open may still write. */
    private LogUpdate missing() {
        wasMissing = true;
        FollowedFile file = followed;
        if (file == null || channel == null) {
            letGo();
            return new LogUpdate.Missing();
        }
        try {
            Instant now = clock.instant();
            FollowedFile.Batch drained = drain(file);
            FollowedFile.Batch news =
                    drained.isEmpty() ? file.openLine(options.openLineAfter(), now) : drained;
            if (news.isEmpty() && !now.isBefore(file.lastGrowth().plus(RELEASE_AFTER))) {
                letGo();
            }
            return news.isEmpty() ? new LogUpdate.Missing() : appended(news);
        } catch (IOException failed) {
            letGo();
            return new LogUpdate.Missing();
        }
    }

    private FollowedFile.Batch drain(FollowedFile file) throws IOException {
        SeekableByteChannel open = channel;
        // Copied away and truncated under a new name would be read as new lines: only what still
        // fits on.
        return open != null && file.holdsIn(open)
                ? file.read(open, file.stamp(), clock.instant())
                : new FollowedFile.Batch(null, List.of(), 0);
    }

    private FollowedFile fromStart(Opening opening) throws IOException {
        return from(new LineStarts.Start(0, false), opening);
    }

    private FollowedFile fromLastLines(Opening opening) throws IOException {
        return from(
                LineStarts.ofLast(
                        opening.channel,
                        opening.channel.size(),
                        options.lastLines(),
                        options.lookBackBytes()),
                opening);
    }

    private FollowedFile from(LineStarts.Start start, Opening opening) throws IOException {
        return FollowedFile.from(start, source, opening.channel, opening.stamp, clock.instant());
    }

    private static LogUpdate appended(FollowedFile.Batch batch) {
        return batch.isEmpty()
                ? new LogUpdate.Unchanged()
                : new LogUpdate.Appended(batch.revised(), batch.lines(), batch.remainingBytes());
    }

    private void letGo() {
        SeekableByteChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                // Read-only: closing has nothing to save, and the file is not ours any more.
            }
        }
    }
}
