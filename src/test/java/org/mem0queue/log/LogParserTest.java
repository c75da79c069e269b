package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class LogParserTest {
    private final LogParser parser =
            new LogParser(new LogSource(LogSource.Kind.ERROR, Path.of("mem0_worker_error.log")));

    @Test
    void allLinesOfATracebackAreErrorsAndItsLastOneNamesTheException() {
        List<LogLine> lines =
                parse(
                        """
                        Traceback (most recent call last):
                          File "/home/u/w.py", line 181, in <module>
                            main_loop()
                            ~~~~~~~~~^^
                          File "/home/u/w.py", line 12, in main_loop
                            print("\ud83d\ude80")
                        UnicodeEncodeError: 'ascii' codec can't encode character '\\U0001f680'
                        ordinary\
                        """);

        assertThat(lines)
                .extracting(LogLine::level)
                .startsWith(
                        LogLevel.ERROR,
                        LogLevel.ERROR,
                        LogLevel.ERROR,
                        LogLevel.ERROR,
                        LogLevel.ERROR,
                        LogLevel.ERROR,
                        LogLevel.ERROR);
        assertThat(lines.get(6).event())
                .isEqualTo(
                        new LogEvent.TracebackEnded(
                                "UnicodeEncodeError",
                                "'ascii' codec can't encode character '\\U0001f680'"));
        assertThat(lines.get(7).event()).isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    @Test
    void aChainedTracebackStaysOne() {
        List<LogLine> lines =
                parse(
                        """
                        Traceback (most recent call last):
                          File "a.py", line 1, in f
                        KeyError: 'id'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "a.py", line 2, in g
                        requests.exceptions.ReadTimeout: HTTPConnectionPool(host='x', port=1): Read timed out.\
                        """);

        assertThat(lines)
                .extracting(line -> line.event().getClass().getSimpleName())
                .containsExactly(
                        "TracebackStarted",
                        "TracebackBody",
                        "TracebackEnded",
                        "Blank",
                        "TracebackBody",
                        "Blank",
                        "TracebackStarted",
                        "TracebackBody",
                        "TracebackEnded");
        assertThat(((LogEvent.TracebackEnded) lines.get(8).event()).exception())
                .isEqualTo("requests.exceptions.ReadTimeout");
    }

    @Test
    void anExceptionWithoutMessageEndsATraceback() {
        List<LogLine> lines =
                parse(
                        "Traceback (most recent call last):\n"
                                + "  File \"a.py\", line 1\n"
                                + "KeyboardInterrupt");

        assertThat(lines.get(2).event())
                .isEqualTo(new LogEvent.TracebackEnded("KeyboardInterrupt", ""));
    }

    @Test
    void aRowOfAnotherWorkerInTheMiddleOfATracebackIsStillItself() {
        List<LogLine> lines =
                parse(
                        """
                        Traceback (most recent call last):
                          File "a.py", line 1, in f
                          ✅ Synced: api (ID: 0b7d41aa...)
                            main()
                        ValueError: no\
                        """);

        assertThat(lines.get(2).event()).isEqualTo(new LogEvent.Synced("api", "0b7d41aa"));
        assertThat(lines.get(3).event()).isEqualTo(new LogEvent.TracebackBody());
        assertThat(lines.get(4).event()).isEqualTo(new LogEvent.TracebackEnded("ValueError", "no"));
    }

    @Test
    void aLogOpenedInTheMiddleOfATracebackFindsItsWay() {
        List<LogLine> lines = parse("  File \"a.py\", line 1, in f\n    main()\nValueError: no");

        assertThat(lines).extracting(LogLine::level).containsOnly(LogLevel.ERROR);
    }

    @Test
    void aRowWhoseProjectHoldsLineBreaksIsNamedByItsLastLine() {
        List<LogLine> lines =
                parse("  ✅ Synced: two\n\nlines (ID: 0b7d41aa...)\n  ⏳ Retry 1/5: api");

        assertThat(lines)
                .extracting(LogLine::event)
                .containsExactly(
                        new LogEvent.Unfinished(),
                        new LogEvent.Continued(),
                        new LogEvent.Synced("two\n\nlines", "0b7d41aa"),
                        new LogEvent.RetryLater(1, 5, "api"));
    }

    @Test
    void aRowCutOffByAKilledWorkerDoesNotSwallowTheNextRun() {
        List<LogLine> lines =
                parse("  ✅ Synced: ap\n📤 Processing queue: 2 pending\nplain (ID: 0b7d41aa...)");

        assertThat(lines.get(1).event()).isEqualTo(new LogEvent.PassStarted(2));
        assertThat(lines.get(2).event()).isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    @Test
    void aRowThatNeverEndsIsGivenUp() {
        List<LogLine> lines = parse("  ✅ Synced: ap" + "\nx".repeat(200));

        assertThat(lines.getLast().event()).isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    @Test
    void aLineThatMayStillGrowLeavesNoTrace() {
        LogLine open = parser.preview(new RawLine(0, 1, 14, "  ✅ Synced: a", true, false));
        LogLine next = parser.parse(0, 1, "  ✅ Synced: api (ID: 0b7d41aa...)");

        assertThat(open.event()).isEqualTo(new LogEvent.Unfinished());
        assertThat(next.event()).isEqualTo(new LogEvent.Synced("api", "0b7d41aa"));
    }

    @Test
    void wordsOfARowWithoutItsMarkAreOrdinaryText() {
        assertThat(parse("Synced: api (ID: 0b7d41aa...)").getFirst().event())
                .isEqualTo(new LogEvent.Other(LogLevel.INFO));
        assertThat(parse("Pending: 3").getFirst().event())
                .isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    @Test
    void timesAreReadInEveryForm() {
        assertThat(parse("[14:02:03] x").getFirst().time())
                .isEqualTo(new LogTime.TimeOfDay(LocalTime.of(14, 2, 3)));
        assertThat(parse("2026-11-23T14:02:03.123+01:00 x").getFirst().time())
                .isEqualTo(
                        new LogTime.Zoned(OffsetDateTime.parse("2026-11-23T14:02:03.123+01:00")));
        assertThat(parse("2026-11-23T13:02:03.123456789Z").getFirst().time())
                .isEqualTo(
                        new LogTime.Zoned(OffsetDateTime.parse("2026-11-23T13:02:03.123456789Z")));
        assertThat(parse("2026-11-23 14:02:03,5 x").getFirst().time())
                .isEqualTo(new LogTime.Local(LocalDateTime.parse("2026-11-23T14:02:03.5")));
        assertThat(parse("[2026-11-23T14:02:03+0100] x").getFirst().text()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[25:61:00] x",
                "2026-13-40T14:02:03Z x",
                "2026-11-23T14:02:03+99:00 x",
                "[14:02:03]x",
                "12",
                "[",
                "[14:02"
            })
    void whatOnlyLooksLikeATimeIsText(String line) {
        LogLine parsed = parse(line).getFirst();

        assertThat(parsed.time()).isNull();
        assertThat(parsed.text()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "❌ something else, ERROR",
        "⚠️  something else, WARNING",
        "✅ something else, OK",
        "ERROR: no, ERROR",
        "[ERROR] no, ERROR",
        "WARNING: careful, WARNING",
        "no ERROR here, INFO",
        "Errors are fine, INFO",
        "© 2026, INFO",
    })
    void aLineOfNoKnownRowIsJudgedByItsSignOrFirstWord(String line, LogLevel level) {
        assertThat(parse(line).getFirst().event()).isEqualTo(new LogEvent.Other(level));
    }

    @Test
    void coloursAreUnderstoodAndStripped() {
        LogLine line =
                parse("\u001b[1;32m  ✅ Synced: api\u001b[0m (ID: 0b7d41aa...)\u001b[K").getFirst();

        assertThat(line.event()).isEqualTo(new LogEvent.Synced("api", "0b7d41aa"));
        assertThat(line.text()).isEqualTo("Synced: api (ID: 0b7d41aa...)");
        assertThat(line.raw()).startsWith("\u001b[1;32m");
    }

    static Stream<Arguments> steering() {
        return Stream.of(
                arguments("\u001b]0;title\u0007after", "after"),
                arguments("\u001b]8;;http://x\u001b\\link", "link"),
                arguments("\u001b(Bplain", "plain"),
                arguments("\u009b31mred", "red"),
                arguments("\u001bcreset", "reset"),
                arguments("\u001b[12", ""),
                arguments("\u001b", ""),
                arguments("\u001b]never ended", "never ended"),
                arguments("a\u0000b\u0007c\u007f", "a␀b␇c␡"),
                arguments("a\rb", "a␍b"),
                arguments("evil\u202etxt", "eviltxt"),
                arguments("one\u2028line", "one line"));
    }

    @ParameterizedTest
    @MethodSource("steering")
    void nothingThatIsShownCanSteerATerminal(String line, String shown) {
        assertThat(parse(line).getFirst().text()).isEqualTo(shown);
        assertThat(parse("x" + line).getFirst().printable()).isEqualTo("x" + shown);
    }

    @Test
    void aLongLineOfHostileTextIsJudgedAtOnce() {
        String hostile = "sh:".repeat(22_000);

        LogLine line = parse(hostile).getFirst();

        assertThat(line.event()).isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    private List<LogLine> parse(String text) {
        List<LogLine> lines = new ArrayList<>();
        long offset = 0;
        for (String line : text.split("\n", -1)) {
            lines.add(parser.parse(offset, lines.size() + 1L, line));
            offset += line.length() + 1L;
        }
        return lines;
    }
}
