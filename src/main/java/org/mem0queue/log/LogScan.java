package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Goes through the lines of a file from its end to its beginning, part by part and by several
 * processors, telling what each part holds as soon as it is known.
 *
 * <p>A line that ends while it is looked at belongs to whoever looks next: parts hold the lines
 * that were indexed when the scan began.
 *
 * @param <T> what is told of a part
 */
public final class LogScan<T> {
    private static final long PART_BYTES = 2L << 20;

    private final LogFile file;
    private final int processors;
    private final Look<T> look;
    private volatile boolean cancelled;

    LogScan(LogFile file, int processors, Look<T> look) {
        this.file = file;
        this.processors = processors;
        this.look = look;
    }

    /** Looks through one part. Called by several threads at a time. */
    @FunctionalInterface
    interface Look<T> {
        /**
         * @param cancelled to be asked where one part may take long; ends it with a {@link
         *     CancellationException}
         */
        T through(LogFile file, Span span, LineIndex.Reach reach, BooleanSupplier cancelled)
                throws IOException;
    }

    /**
     * Whole lines.
     *
     * @param from where the first begins
     * @param to where the one behind the last would begin
     */
    record Span(long firstLine, long lines, long from, long to) {}

    /**
     * Scans from this line to the end; returns when all is told. Not on a thread that may be
     * interrupted.
     *
     * @param parts told on any thread, also by two at a time
     * @return how many lines were complete, from the beginning of the file; one more was scanned if
     *     the last has no end yet
     * @throws IOException if a part can't be read; the others were told
     */
    public long run(long firstLine, Consumer<? super T> parts) throws IOException {
        LineIndex.Reach reach = file.reach();
        long start = file.startOf(firstLine, reach);
        int number = (int) ((reach.bytes() - start + PART_BYTES - 1) / PART_BYTES);
        AtomicInteger left = new AtomicInteger(number);
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        int threads = Math.clamp(number, 1, processors);
        IntStream.range(0, threads)
                .parallel()
                .forEach(
                        _ -> {
                            int part = left.decrementAndGet();
                            while (part >= 0 && !cancelled) {
                                try {
                                    Span span = span(firstLine, start, part, number, reach);
                                    if (span.lines() > 0) {
                                        parts.accept(
                                                look.through(file, span, reach, () -> cancelled));
                                    }
                                } catch (CancellationException ended) {
                                    break;
                                } catch (IOException failed) {
                                    failure.set(failed);
                                }
                                part = left.decrementAndGet();
                            }
                        });
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return reach.ends();
    }

    private Span span(long firstLine, long start, int part, int parts, LineIndex.Reach reach)
            throws IOException {
        long first = part == 0 ? firstLine : file.firstLineFrom(start + part * PART_BYTES, reach);
        long next =
                part == parts - 1
                        ? reach.lines()
                        : file.firstLineFrom(start + (part + 1) * PART_BYTES, reach);
        long last = Math.min(next, reach.lines());
        return new Span(first, last - first, file.startOf(first, reach), file.startOf(last, reach));
    }

    /** Ends it early; what is told afterwards may be ignored. */
    public void cancel() {
        cancelled = true;
    }
}
