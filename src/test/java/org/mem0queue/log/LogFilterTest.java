package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

class LogFilterTest {
    private static final LogSource SOURCE =
            new LogSource(LogSource.Kind.WORKER, Path.of("mem0_worker.log"));
    private static final LogLine SYNCED =
            new LogParser(SOURCE)
                    .parse(0, 1, "[14:02:03] \u001b[32m✅ Synced: api (ID: 0b7d41aa...)");

    @Test
    void theLevelIsTheLeastThatIsShown() {
        assertThat(new LogFilter(LogLevel.OK, null).test(SYNCED)).isTrue();
        assertThat(new LogFilter(LogLevel.WARNING, null).test(SYNCED)).isFalse();
        assertThat(LogFilter.ALL.test(SYNCED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "^Synced, true",
        "0b7d.*\\)$, true",
        "^\\[14:02, true",
        "✅ Synced, true",
        "failed, false",
        "32m, false"
    })
    void aPatternIsFoundInWhatAPersonSees(String pattern, boolean found) {
        assertThat(new LogFilter(LogLevel.INFO, Pattern.compile(pattern)).test(SYNCED))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"warn, WARNING", "Error, ERROR", " ok , OK", "INFO, INFO", "all, INFO", "loud,"})
    void levelsAreReadAsPeopleTypeThem(String word, LogLevel level) {
        assertThat(LogLevel.named(word)).isEqualTo(java.util.Optional.ofNullable(level));
    }

    @Test
    void aTimeOfDayMeansTheLastTimeItWasSoLate() {
        ZoneId zone = ZoneId.of("Europe/Paris");
        Instant changed = Instant.parse("2026-11-23T13:30:00Z"); // 14:30 there
        LogTime earlier = new LogTime.TimeOfDay(LocalTime.of(14, 2, 3));
        LogTime later = new LogTime.TimeOfDay(LocalTime.of(23, 59, 0));

        assertThat(earlier.at(zone, changed)).isEqualTo("2026-11-23T13:02:03Z");
        assertThat(later.at(zone, changed)).isEqualTo("2026-11-22T22:59:00Z");
    }

    @Test
    void fullTimesMeanThemselves() {
        ZoneId zone = ZoneId.of("Europe/Paris");
        Instant any = Instant.EPOCH;

        assertThat(
                        new LogTime.Zoned(OffsetDateTime.parse("2026-11-23T14:02:03+05:00"))
                                .at(zone, any))
                .isEqualTo("2026-11-23T09:02:03Z");
        assertThat(new LogTime.Local(LocalDateTime.parse("2026-11-23T14:02:03")).at(zone, any))
                .isEqualTo("2026-11-23T13:02:03Z");
        assertThat(new LogTime.Local(LocalDateTime.parse("2026-11-23T14:02:03")).timeOfDay())
                .isEqualTo(LocalTime.of(14, 2, 3));
    }
}
