package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class WordingTest {
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
        assertThat(Wording.time(Duration.ofSeconds(seconds))).isEqualTo(words);
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
        assertThat(Wording.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void countsHaveTheirForm() {
        assertThat(Wording.memories(1)).isEqualTo("1 memory");
        assertThat(Wording.memories(0)).isEqualTo("0 memories");
        assertThat(Wording.entries(2)).isEqualTo("2 entries");
        assertThat(Wording.form(1, "it", "them")).isEqualTo("it");
    }

    @Test
    void namesOfOthersCannotHarmATerminal() {
        assertThat(Wording.name("a\u001b[2Jb\n\u202ec\ud83d")).isEqualTo("a?[2Jb??c?");
        assertThat(Wording.name("x".repeat(200))).hasSize(81).endsWith("…");
    }
}
