package org.mem0queue.bench;

import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * T10: 100,000 lines a second are written while the log is followed ten times a second, as the
 * window does. Every line that is indexed is read and must be the next one. Arguments: seconds,
 * lines a second.
 */
final class LogTailBench {
    private static final double MEGABYTE = 1 << 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BATCHES_PER_SECOND = 100;
    private static final int READ_AT_ONCE = 5_000;

    private LogTailBench() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        Path file = Workplace.empty("log-tail").resolve("mem0_worker.log");
        AtomicLong written = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Files.createFile(file);
        Thread writer =
                Thread.ofPlatform().start(() -> write(file, seconds, perSecond, written, done));
        Samples looks = new Samples();
        Samples gaps = new Samples();
        long next = 0;
        long wrong = 0;
        double early = 0;
        double late = 0;
        try (LogBook book =
                new LogBook(new LogSource(LogSource.Kind.WORKER, file), InstantSource.system())) {
            long begun = System.nanoTime();
            long last = begun;
            boolean more = true;
            while (more) {
                boolean ended = done.get();
                LogSight.Seen seen = (LogSight.Seen) looks.time(book::look);
                LogFile log = seen.file();
                while (next < seen.lines()) {
                    int wanted = (int) Math.min(READ_AT_ONCE, seen.lines() - next);
                    for (LogLine line : log.lines(next, wanted)) {
                        if (!line.open()) {
                            if (!line.raw().startsWith("line " + next + " ")) {
                                wrong++;
                            }
                            next++;
                        }
                    }
                    if (next + 1 >= seen.lines()) {
                        break; // the last has no end yet
                    }
                }
                long now = System.nanoTime();
                gaps.add((now - last) / 1e6);
                last = now;
                if (early == 0 && now - begun > TimeUnit.SECONDS.toNanos(seconds) / 4) {
                    early = used();
                }
                more = !ended;
                if (more) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
            late = used();
        }
        writer.join();
        Table table =
                new Table("T10, " + perSecond + " lines a second for " + seconds + " s, followed");
        table.note("lines written", written.get(), "");
        table.bar("lost or doubled", Math.abs(written.get() - next) + wrong, "", 0);
        table.bar("a look, p99", looks.percentile(0.99), "ms", 50);
        table.note("longest time between looks", gaps.max(), "ms");
        table.bar("memory, growth from a quarter to the end", late - early, "MiB", 16);
        table.print();
        Workplace.empty("log-tail");
    }

    private static void write(
            Path file, int seconds, int perSecond, AtomicLong written, AtomicBoolean done) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            long begun = System.nanoTime();
            for (int batch = 0; batch < seconds * BATCHES_PER_SECOND; batch++) {
                for (int i = 0; i < perSecond / BATCHES_PER_SECOND; i++) {
                    String line =
                            "line "
                                    + written.getAndIncrement()
                                    + " ✅ Synced: p (ID: 5a66b8d1...)\n";
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                long due = begun + (batch + 1) * (TimeUnit.SECONDS.toNanos(1) / BATCHES_PER_SECOND);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            done.set(true);
        }
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
