package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every row that the two Python workers and their server print, with the emoji exactly as they
 * print it.
 */
class LegacyRowsTest {
    private static final LogSource SOURCE =
            new LogSource(LogSource.Kind.WORKER, Path.of("mem0_worker.log"));

    @ParameterizedTest(name = "row {0}: {1}")
    @MethodSource("org.mem0queue.log.LegacyRows#rows")
    void everyRowIsUnderstood(int row, String line, LogEvent event, LogLevel level) {
        LogLine parsed = new LogParser(SOURCE).parse(0, 1, line);

        assertThat(parsed.event()).isEqualTo(event);
        assertThat(parsed.level()).isEqualTo(level);
        assertThat(parsed.raw()).isEqualTo(line);
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @MethodSource("org.mem0queue.log.LegacyRows#rows")
    void everyRowIsUnderstoodBehindTheTimeThatOurOwnSyncWrites(
            int row, String line, LogEvent event, LogLevel level) {
        String dated = "2026-11-23T14:02:03.123+01:00 " + line.replaceFirst("^\\[14:02:03] ", "");

        LogLine parsed = new LogParser(SOURCE).parse(0, 1, dated);

        assertThat(parsed.event()).isEqualTo(event);
        assertThat(parsed.time()).isInstanceOf(LogTime.Zoned.class);
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @MethodSource("org.mem0queue.log.LegacyRows#rows")
    void everyMarkedRowIsUnderstoodWhereTheLocaleCouldNotCarryItsEmoji(
            int row, String line, LogEvent event, LogLevel level) {
        String replaced =
                line.replaceFirst("^( *(?:\\[14:02:03] )?)[📤✅⏳❌🔄⏸✨⚠🚀📋🛑]\ufe0f?", "$1?");
        String escaped =
                line.replaceFirst(
                        "^( *(?:\\[14:02:03] )?)[📤✅⏳❌🔄⏸✨⚠🚀📋🛑]\ufe0f?",
                        "$1\\\\U0001f4e4\\\\ufe0f");

        assertThat(new LogParser(SOURCE).parse(0, 1, replaced).event()).isEqualTo(event);
        assertThat(new LogParser(SOURCE).parse(0, 1, escaped).event()).isEqualTo(event);
    }

    @Test
    void shownTextHasNeitherTimeNorEmojiNorVariationSelector() {
        LogParser parser = new LogParser(SOURCE);

        assertThat(
                        List.of(
                                parser.parse(
                                                0,
                                                1,
                                                "  ⏸"
                                                        + LegacyRows.VS
                                                        + "  Still failed: api (will retry next"
                                                        + " time)")
                                        .text(),
                                parser.parse(
                                                0,
                                                1,
                                                "[14:02:03] ✅ VPS healthy - processing queues...")
                                        .text(),
                                parser.parse(0, 1, "   Pending: 43").text(),
                                parser.parse(
                                                0,
                                                1,
                                                "2026-11-23T14:02:03Z   ✅ Synced: 🚀 (ID:"
                                                        + " 0b7d41aa...)")
                                        .text()))
                .containsExactly(
                        "Still failed: api (will retry next time)",
                        "VPS healthy - processing queues...",
                        "   Pending: 43",
                        "Synced: 🚀 (ID: 0b7d41aa...)");
    }

    @ParameterizedTest
    @MethodSource
    void aProjectMayHoldAnything(String project) {
        LogParser parser = new LogParser(SOURCE);

        assertThat(lastEvent(parser, "  ✅ Synced: " + project + " (ID: 0b7d41aa...)"))
                .isEqualTo(new LogEvent.Synced(project, "0b7d41aa"));
        assertThat(
                        lastEvent(
                                parser,
                                "  ✅ DLQ recovered: "
                                        + project
                                        + " (ID: 0b7d41aa...) after 12 retries"))
                .isEqualTo(new LogEvent.DeadLetterRecovered(project, "0b7d41aa", 12));
        assertThat(
                        lastEvent(
                                parser,
                                "📋 Moved to DLQ: "
                                        + project
                                        + " (ID: 0b7d41aa...) after 5 retries"))
                .isEqualTo(new LogEvent.MovedToDeadLetters(project, "0b7d41aa", 5));
        assertThat(lastEvent(parser, "  ❌ Failed (3x): " + project + " → moved to failed"))
                .isEqualTo(new LogEvent.MovedToFailed(3, project));
        assertThat(
                        lastEvent(
                                parser,
                                "  ⏸"
                                        + LegacyRows.VS
                                        + "  Waiting backoff: "
                                        + project
                                        + " (retry in 480s)"))
                .isEqualTo(new LogEvent.WaitingBackoff(project, 480));
        assertThat(lastEvent(parser, "  ⏳ DLQ retry 2: " + project + " (next in 60s)"))
                .isEqualTo(new LogEvent.DeadLetterRetry(2, project, 60));
    }

    static Stream<String> aProjectMayHoldAnything() {
        return Stream.of(
                "api",
                "",
                " ",
                "a (ID: deadbeef...)",
                "a (ID: ",
                "a (ID: deadbeef...) after 3 retries",
                "x (retry in 5s) (next in 5s)",
                "two\nlines",
                "\n\nthree (parts)\n",
                "  ✅ Synced: b",
                "category--project/é/日本/🚀",
                "→ moved to failed");
    }

    @Test
    void idsOfForeignFormAreTakenAsTheyAre() {
        LogParser parser = new LogParser(SOURCE);

        assertThat(lastEvent(parser, "  ✅ Synced: api (ID: ...)"))
                .isEqualTo(new LogEvent.Synced("api", ""));
        assertThat(lastEvent(parser, "  ✅ Synced: api (ID: 7...)"))
                .isEqualTo(new LogEvent.Synced("api", "7"));
        assertThat(lastEvent(parser, "  ✅ Synced: api (ID: (a) b.. ...)"))
                .isEqualTo(new LogEvent.Synced("api", "(a) b.. "));
        assertThat(lastEvent(parser, "  ✅ Synced: api (ID: 🚀🚀🚀🚀🚀🚀🚀🚀...)"))
                .isEqualTo(new LogEvent.Synced("api", "🚀🚀🚀🚀🚀🚀🚀🚀"));
    }

    @Test
    void numbersThatAHandEditMadeOddAreTakenOrLeftButNeverFail() {
        LogParser parser = new LogParser(SOURCE);

        assertThat(lastEvent(parser, "  ⏳ Retry 2.0/5: api"))
                .isEqualTo(new LogEvent.RetryLater(2, 5, "api"));
        assertThat(lastEvent(parser, "  ⏳ Retry -3/5: api"))
                .isEqualTo(new LogEvent.RetryLater(-3, 5, "api"));
        assertThat(lastEvent(parser, "  ⏳ Retry 99999999999999999999/5: api"))
                .isEqualTo(new LogEvent.Other(LogLevel.WARNING));
        assertThat(lastEvent(parser, "  ⏳ Retry /5: api"))
                .isEqualTo(new LogEvent.Other(LogLevel.WARNING));
        assertThat(lastEvent(parser, "📤 Processing queue: many pending"))
                .isEqualTo(new LogEvent.Other(LogLevel.INFO));
    }

    private static LogEvent lastEvent(LogParser parser, String printed) {
        LogEvent last = new LogEvent.Blank();
        for (String line : printed.split("\n", -1)) {
            last = parser.parse(0, 1, line).event();
        }
        return last;
    }
}
