package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Random files that grow at random, against a reading that is slow and plain. */
class LogFileRandomTest {
    private static final String[] LINES = {
        "",
        "  ✅ Synced: trace-hub (ID: c41e07b2...)",
        "Retry",
        "  ⏳ Retry 3/5: perso",
        "  ⏳ Retry 3/5: general",
        "[14:02:03] ✅ VPS healthy - processing queues...",
        "Traceback (most recent call last):",
        "  File \"x\", line 1",
        "ValueError: KELVIN \u212a",
        "tim\u001b[31med out",
        "  ⚠️  Upload failed: Read TIMED OUT.",
        "İstanbul ſtart",
        "  ⏸️  Still failed: trace-hub (will retry next time)",
        "\u0000\u0001",
        "half \ud83d"
    };

    private static final List<String> EXPRESSIONS =
            List.of(
                    "retry",
                    "Retry [3-5]/5: (perso|general)",
                    "timed out",
                    "^Synced",
                    "k",
                    "istan|start",
                    "\\d\\d:\\d\\d",
                    "perso|general|^Traceback",
                    "x?",
                    "ſ",
                    "\\u017fyn",
                    "[\\x{17f}]ync",
                    "Syn+ced",
                    "tim.*out",
                    "(a|b)c",
                    "\\(ID: c4",
                    "$",
                    "[^x]trace");

    @TempDir Path directory;

    static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void linesSearchesAndSurveysAgreeWithAPlainReading(int seed) throws IOException {
        Random random = new Random(seed);
        LogFixture log = new LogFixture(directory.resolve("mem0_worker.log"));
        StringBuilder all = new StringBuilder();
        try (LogBook book = new LogBook(log.source(), new HandClock())) {
            for (int round = 0; round < 3; round++) {
                String more = text(random, seed == 0 ? 40_000 : 200);
                all.append(more);
                log.append(more);
                LogSight sight;
                do {
                    sight = book.look();
                } while (book.hasMore());
                check((LogSight.Seen) sight, all.toString(), random);
            }
        }
    }

    private static String text(Random random, int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(lines); i >= 0; i--) {
            text.append(LINES[random.nextInt(LINES.length)]);
            if (random.nextInt(2000) == 0) {
                text.append("y".repeat(70_000));
            }
            text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        return text.append(random.nextBoolean() ? "half a line" : "").toString();
    }

    private static void check(LogSight.Seen seen, String text, Random random) throws IOException {
        List<LogLine> plain = plain(seen.file().source(), text);
        assertThat(seen.lines()).isEqualTo(plain.size());
        for (int i = 0; i < 20; i++) {
            int first = random.nextInt(plain.size());
            int count = 1 + random.nextInt(80);
            List<LogLine> lines = seen.file().lines(first, count);
            List<LogLine> expected = plain.subList(first, Math.min(plain.size(), first + count));
            assertThat(lines).extracting(LogLine::raw).isEqualTo(raw(expected));
            assertThat(lines)
                    .extracting(LogLine::number)
                    .isEqualTo(expected.stream().map(LogLine::number).toList());
        }
        for (String expression : EXPRESSIONS) {
            search(seen.file(), plain, expression, 0);
            search(seen.file(), plain, expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
        survey(seen.file(), plain);
    }

    private static List<String> raw(List<LogLine> lines) {
        return lines.stream().map(LogLine::raw).toList();
    }

    /** By the splitter and the parser of the tail, in one go. */
    private static List<LogLine> plain(LogSource source, String text) {
        List<LogLine> lines = new ArrayList<>();
        LogParser parser = new LogParser(source);
        LineSplitter splitter = new LineSplitter(0, 1, false);
        byte[] bytes = text.getBytes(UTF_8);
        splitter.feed(bytes, bytes.length, raw -> lines.add(parser.parse(raw)));
        RawLine open = splitter.openLine();
        if (open != null) {
            lines.add(parser.parse(open));
        }
        return lines;
    }

    private static void search(LogFile file, List<LogLine> plain, String expression, int flags)
            throws IOException {
        Pattern pattern = Pattern.compile(expression, flags);
        LogFilter filter = new LogFilter(LogLevel.INFO, pattern);
        List<Long> expected = plain.stream().filter(filter).map(line -> line.number() - 1).toList();
        List<Long> found = Collections.synchronizedList(new ArrayList<>());
        LogSearch.of(file, pattern)
                .run(
                        0,
                        part -> {
                            for (int line : part.found()) {
                                found.add(part.firstLine() + line);
                            }
                        });
        Collections.sort(found);
        // A part of the file is decoded as it stands: NULs at a line's start are left out only
        // where lines are shown, and nobody looks for them.
        assertThat(found).as(expression).isEqualTo(expected);
    }

    private static void survey(LogFile file, List<LogLine> plain) throws IOException {
        List<Long> errors = Collections.synchronizedList(new ArrayList<>());
        LogSurvey.of(file, Set.of())
                .run(
                        0,
                        part -> {
                            for (int line : part.errors()) {
                                errors.add(part.firstLine() + line);
                            }
                        });
        Collections.sort(errors);
        List<Long> expected =
                plain.stream()
                        .filter(line -> line.level() == LogLevel.ERROR)
                        .filter(
                                line ->
                                        !(line.event() instanceof LogEvent.Traceback)
                                                || line.event()
                                                        instanceof LogEvent.TracebackStarted)
                        .map(line -> line.number() - 1)
                        .toList();
        assertThat(errors).isEqualTo(expected);
    }
}
