package org.mem0queue.bench;

import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogSource;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** T8: all lines of a log of a gigabyte indexed, beside {@code wc -l}. Arguments: megabytes. */
final class LogIndexBench {
    private static final int ROUNDS = 9;
    private static final double MEGABYTE = 1 << 20;

    private LogIndexBench() {}

    public static void main(String[] arguments) throws Exception {
        Path file = LargeLog.inWorkplace(arguments);
        LogSource source = new LogSource(LogSource.Kind.WORKER, file);
        Samples ours = new Samples();
        Samples wc = new Samples();
        Samples cold = new Samples();
        long lines = 0;
        double kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double before = used();
            try (LogBook book = new LogBook(source, InstantSource.system())) {
                Samples samples = round == 0 ? cold : ours;
                lines = samples.time(() -> LogOpenBench.indexed(book).lines());
                kept = Math.max(kept, used() - before);
            }
            wc.time(() -> LargeLog.run(List.of("wc", "-l", file.toString())));
        }
        Table table = new Table("T8, " + LargeLog.size(file) + ", " + lines + " lines");
        table.note("first time in this process", cold.max(), "ms");
        table.atMost("index", "ms", ours.median(), "wc -l, with its process", wc.median(), 4);
        table.bar("memory kept", kept, "MiB", 32);
        table.print();
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
