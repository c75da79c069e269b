package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogScan;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Relay;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A scan that goes on as the file grows: over what is there, then over what has come since. On the
 * JavaFX thread; the scanning itself is not.
 *
 * @param <T> what is told of a part
 */
final class RunningScan<T> {
    private final LogFile file;
    private final LogsDesk desk;
    private final Background background;
    private final Function<LogFile, LogScan<T>> scans;
    private final LongConsumer again;
    private final Runnable changed;
    private final Relay<List<T>> parts;
    private @Nullable LogScan<T> scan;
    private long complete;
    private long scanned = -1;
    private boolean broken;
    private boolean closed;

    /**
     * @param again told the line from which on what was told before is void: the last one had no
     *     end
     * @param take told what was found; a part is told once
     * @param changed told after parts were taken, and at the end
     */
    RunningScan(
            LogFile file,
            LogsDesk desk,
            Background background,
            Executor toolkit,
            Function<LogFile, LogScan<T>> scans,
            LongConsumer again,
            Consumer<T> take,
            Runnable changed) {
        this.file = file;
        this.desk = desk;
        this.background = background;
        this.scans = scans;
        this.again = again;
        this.changed = changed;
        this.parts =
                Relay.gathering(
                        (older, newer) -> Stream.concat(older.stream(), newer.stream()).toList(),
                        gathered -> {
                            if (!closed) {
                                gathered.forEach(take);
                                changed.run();
                            }
                        },
                        toolkit);
    }

    /** Goes on if there is more than was scanned. */
    void advance() {
        long size = file.indexedBytes();
        if (closed || scan != null || size == scanned) {
            return;
        }
        LogScan<T> next = scans.apply(file);
        scan = next;
        again.accept(complete);
        long from = complete;
        background.run(
                () -> desk.read(() -> next.run(from, part -> parts.accept(List.of(part)))),
                reached -> {
                    complete = reached;
                    broken = false;
                    ended(size);
                },
                failed -> {
                    broken = true; // an error of the disk, or of the program: not all was looked at
                    ended(size);
                });
    }

    private void ended(long size) {
        scan = null;
        scanned = size;
        if (!closed) {
            changed.run();
            advance();
        }
    }

    /** Whether the last scan broke off, so that some of what it was to tell is missing. */
    boolean isBroken() {
        return broken;
    }

    /** Whether nothing is being scanned any more: all that is there was, unless it broke off. */
    boolean isDone() {
        return scan == null && scanned >= 0;
    }

    void close() {
        closed = true;
        parts.close();
        if (scan != null) {
            scan.cancel();
        }
    }
}
