package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Locale;

class AmountsTest {
    private static final Amounts ENGLISH =
            new Amounts(FindingSentences.texts(Locale.ENGLISH), Locale.ROOT);
    private static final Amounts FRENCH =
            new Amounts(FindingSentences.texts(Locale.FRENCH), Locale.FRENCH);

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "41, 41 s",
        "119, 119 s",
        "120, 2 min",
        "7199, 119 min",
        "7200, 2 h",
        "172799, 47 h",
        "172800, 2 days"
    })
    void timesStandInTheLargestUnitOfWhichThereAreTwo(long seconds, String words) {
        assertThat(ENGLISH.time(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "12345678, 12 MB",
        "3400000000, 3.4 GB",
        "5000000000000000, 5000 TB"
    })
    void sizesAreDecimal(long bytes, String words) {
        assertThat(ENGLISH.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "999, 999~o",
        "1500, '1,5~ko'",
        "12345678, 12~Mo",
        "5000000000000000, 5\u202f000~To"
    })
    void frenchWritesSizesItsWay(long bytes, String words) {
        assertThat(FRENCH.bytes(bytes)).isEqualTo(words.replace('~', '\u00a0'));
    }

    @Test
    void frenchWritesTimesItsWay() {
        assertThat(FRENCH.time(Duration.ofSeconds(41))).isEqualTo("41\u00a0s");
        assertThat(FRENCH.time(Duration.ofDays(1234))).isEqualTo("1\u202f234\u00a0jours");
    }
}
