package org.mem0queue.bench;

import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * T7: the last page of a log of a gigabyte, and a page in its middle once it is indexed; beside
 * {@code tail -n 200}. Arguments: megabytes.
 */
final class LogOpenBench {
    private static final int ROUNDS = 20;
    private static final int PAGE = 200;
    private static final double FRAME_MILLISECONDS = 16.7;

    private LogOpenBench() {}

    public static void main(String[] arguments) throws Exception {
        Path file = LargeLog.inWorkplace(arguments);
        LogSource source = new LogSource(LogSource.Kind.WORKER, file);
        Samples first = new Samples();
        Samples open = new Samples();
        Samples tail = new Samples();
        Samples middle = new Samples();
        for (int round = 0; round < ROUNDS; round++) {
            Samples samples = round == 0 ? first : open;
            try (LogBook book = new LogBook(source, InstantSource.system())) {
                samples.time(() -> ((LogSight.Seen) book.look()).file().lastLines(PAGE).size());
                if (round % 5 == 0) {
                    LogSight.Seen seen = indexed(book);
                    for (int i = 1; i < 20; i++) {
                        long line = seen.lines() / 20 * i;
                        middle.time(() -> seen.file().lines(line, PAGE).size());
                    }
                }
            }
            tail.time(() -> LargeLog.run(List.of("tail", "-n", "" + PAGE, file.toString())));
        }
        Table table = new Table("T7, " + LargeLog.size(file) + ", the last " + PAGE + " lines");
        table.bar("first time in this process", first.max(), "ms", 100);
        table.bar("again, median", open.median(), "ms", FRAME_MILLISECONDS);
        table.compare("again", "ms", open.median(), "tail, with its process", tail.median());
        table.bar("a page anywhere, indexed, median", middle.median(), "ms", FRAME_MILLISECONDS);
        table.print();
    }

    static LogSight.Seen indexed(LogBook book) {
        LogSight sight;
        do {
            sight = book.look();
        } while (book.hasMore());
        return (LogSight.Seen) sight;
    }
}
