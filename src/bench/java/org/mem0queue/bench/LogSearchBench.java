package org.mem0queue.bench;

import org.mem0queue.log.LogBook;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSearch;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSurvey;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * T9: expressions in a log of a gigabyte, beside {@code grep -E}, ripgrep where it is installed,
 * and Python's {@code re}. Arguments: megabytes.
 */
final class LogSearchBench {
    private static final int ROUNDS = 5;
    private static final String EXPRESSION = "Retry [3-5]/5: (perso|general)";
    private static final int IGNORING_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String PYTHON =
            """
            import re, sys
            find = re.compile(sys.argv[1].encode()).search
            print(sum(1 for line in open(sys.argv[2], 'rb') if find(line)))
            """;

    private LogSearchBench() {}

    private record Search(Samples all, Samples first, long found) {
        static Search none() {
            return new Search(new Samples(), new Samples(), 0);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path file = LargeLog.inWorkplace(arguments);
        LogSource source = new LogSource(LogSource.Kind.WORKER, file);
        Table table = new Table("T9, " + LargeLog.size(file));
        try (LogBook book = new LogBook(source, InstantSource.system())) {
            LogFile log = LogOpenBench.indexed(book).file();
            Samples grep = new Samples();
            Samples ripgrep = new Samples();
            Samples python = new Samples();
            Samples ripgrepIgnoringCase = new Samples();
            Search ours = Search.none();
            Search ignoringCase = Search.none();
            for (int round = 0; round < ROUNDS; round++) {
                ours = search(log, EXPRESSION, 0, ours);
                ignoringCase = search(log, EXPRESSION, IGNORING_CASE, ignoringCase);
                grep.time(() -> LargeLog.run(List.of("grep", "-cE", EXPRESSION, file.toString())));
                if (LargeLog.isInstalled("rg")) {
                    ripgrep.time(
                            () -> LargeLog.run(List.of("rg", "-c", EXPRESSION, file.toString())));
                    ripgrepIgnoringCase.time(
                            () -> LargeLog.run(List.of("rg", "-ci", EXPRESSION, file.toString())));
                }
            }
            python.time(
                    () ->
                            LargeLog.run(
                                    List.of("python3", "-c", PYTHON, EXPRESSION, file.toString())));
            table.note("lines found", ours.found(), "");
            table.bar("first hits, median", ours.first().median(), "ms", 50);
            if (ripgrep.count() > 0) {
                table.atMost("all", "ms", ours.all().median(), "rg", ripgrep.median(), 5);
                table.atMost(
                        "all, upper and lower case alike, as the window searches",
                        "ms",
                        ignoringCase.all().median(),
                        "rg -i",
                        ripgrepIgnoringCase.median(),
                        5);
            }
            table.compare("all", "ms", ours.all().median(), "grep -E", grep.median());
            table.atLeast("all", "ms", ours.all().median(), "python re", python.median(), 3);
            for (String other : List.of("timed out", "perso|general", "zzzq", "\\d\\d:3\\d:")) {
                Search found = search(log, other, IGNORING_CASE, Search.none());
                table.note(other + " (" + found.found() + ")", found.all().median(), "ms");
            }
            Samples survey = new Samples();
            survey.time(() -> LogSurvey.of(log, Set.of()).run(0, part -> {}));
            table.note("errors, warnings and projects of all lines", survey.median(), "ms");
        }
        table.print();
    }

    private static Search search(LogFile log, String expression, int flags, Search before)
            throws Exception {
        Pattern pattern = Pattern.compile(expression, flags);
        AtomicLong found = new AtomicLong();
        AtomicLong first = new AtomicLong();
        long start = System.nanoTime();
        before.all()
                .time(
                        () ->
                                LogSearch.of(log, pattern)
                                        .run(
                                                0,
                                                part -> {
                                                    if (part.found().length > 0) {
                                                        first.compareAndSet(0, System.nanoTime());
                                                    }
                                                    found.addAndGet(part.found().length);
                                                }));
        before.first().add((first.get() - start) / 1e6);
        return new Search(before.all(), before.first(), found.get());
    }
}
