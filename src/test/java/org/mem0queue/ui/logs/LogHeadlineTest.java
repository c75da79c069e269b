package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.log.LogCause;
import org.mem0queue.log.LogSurvey.Trouble;
import org.mem0queue.log.LogTime;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Each sentence above the log. */
class LogHeadlineTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-23T13:02:26Z");
    private static final Messages WORDS = new Messages(Locale.ENGLISH, ZONE, Path.of("/home/lea"));

    private static Trouble trouble(@Nullable String time, LogCause cause) {
        return new Trouble(
                0, time == null ? null : new LogTime.TimeOfDay(LocalTime.parse(time)), cause);
    }

    private static String say(long errors, boolean known, Instant modified, Trouble... troubles) {
        return LogHeadline.of(
                new LogHeadline.Facts(1_204, errors, known, List.of(troubles), modified, NOW),
                WORDS);
    }

    @Test
    void itSaysWhatWentWrongLatelyAndWhy() {
        assertThat(
                        say(
                                3,
                                true,
                                NOW,
                                trouble("09:00:00", LogCause.CRASHED),
                                trouble("13:57:09", LogCause.TIMED_OUT),
                                trouble("13:58:22", LogCause.GIVEN_UP)))
                .isEqualTo("2 errors in the last hour: the API did not answer in time.");
        assertThat(say(1, true, NOW, trouble("14:00:00", LogCause.OTHER)))
                .isEqualTo("1 error in the last hour.");
    }

    @Test
    void whatWasLongAgoIsNotLately() {
        assertThat(say(7, true, NOW, trouble("09:00:00", LogCause.CRASHED)))
                .isEqualTo("No errors in the last hour, 7 before.");
        assertThat(say(7, false, NOW, trouble("09:00:00", LogCause.CRASHED)))
                .isEqualTo("No errors in the last hour.");
        assertThat(say(7, true, NOW.minusSeconds(7200), trouble(null, LogCause.CRASHED)))
                .isEqualTo("No errors in the last hour, 7 before.");
    }

    @Test
    void withoutTimesItCountsLines() {
        assertThat(say(2, true, NOW, trouble(null, LogCause.UNREACHABLE)))
                .isEqualTo("2 errors in 1,204 lines: the API could not be reached.");
        assertThat(say(2, false, NOW, trouble(null, LogCause.UNREACHABLE)))
                .isEqualTo("2 errors so far, of 1,204 lines: the API could not be reached.");
    }

    @Test
    void noErrorsAreClaimedOnlyOnceAllLinesAreKnown() {
        assertThat(say(0, true, NOW)).isEqualTo("No errors in 1,204 lines.");
        assertThat(say(0, false, NOW)).isEqualTo("Looking for errors in the log.");
    }
}
