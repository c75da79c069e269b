package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.ReadResult;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Entries, lines, dead letters and metrics as Python and accidents leave them. */
class EntryReadingTest {
    @TempDir Path folder;

    private QueueDocument read(String entry) {
        return new QueueFixture(folder)
                .write(
                        "{\"queue\": ["
                                + entry
                                + "], \"last_100\": [], \"failed\": [], \"stats\": {}}")
                .store()
                .queueFile()
                .read()
                .ok()
                .orElseThrow();
    }

    private static List<Oddity.Kind> kinds(List<Oddity> oddities) {
        return oddities.stream().map(Oddity::kind).toList();
    }

    // ---- entries

    @ParameterizedTest
    @CsvSource({
        "1764460800, 2025-11-30T00:00:00Z",
        "1764460800.75, 2025-11-30T00:00:00Z",
        "1.7644608e9, 2025-11-30T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "-0.0, 1970-01-01T00:00:00Z",
        "1e999,",
        "9223372036854775808,",
        "-1e300,",
        "NaN,",
        "Infinity,",
        "\"1764460800\",",
        "null,",
        "true,",
        "[1],",
    })
    void aTimestampIsATimeThatExistsOrNone(String json, Instant expected) {
        QueueDocument document =
                read(
                        "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": "
                                + json
                                + ", \"retries\": 0}");
        assertThat(document.queue().getFirst().timestamp().orElse(null)).isEqualTo(expected);
        assertThat(kinds(document.oddities()).contains(Oddity.Kind.ENTRY_WITHOUT_TIMESTAMP))
                .isEqualTo(expected == null);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "3, 3",
        "1.0, 1",
        "9223372036854775808, 2147483647",
        "-5, 0",
        "1e999, 0",
        "NaN, 0"
    })
    void retriesThatAreNumbersAreRead(String json, int expected) {
        QueueDocument document =
                read(
                        "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\":"
                                + " 1, \"retries\": "
                                + json
                                + "}");
        assertThat(document.queue().getFirst().retries()).isEqualTo(expected);
        assertThat(document.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1, \"retries\": 0} |"
                        + " ENTRY_WITHOUT_ID",
                "{\"id\": \"\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1,"
                        + " \"retries\": 0} | ENTRY_WITHOUT_ID",
                "{\"id\": 7, \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1,"
                        + " \"retries\": 0} | ENTRY_WITHOUT_ID",
                "{\"id\": \"a\", \"project_id\": null, \"content\": \"c\", \"timestamp\": 1,"
                        + " \"retries\": 0} | ENTRY_WITHOUT_PROJECT",
                "{\"id\": \"a\", \"project_id\": \"p\", \"content\": null, \"timestamp\": 1,"
                        + " \"retries\": 0} | ENTRY_WITHOUT_CONTENT",
                "{\"id\": \"a\", \"project_id\": \"p\", \"content\": [\"c\"], \"timestamp\": 1,"
                        + " \"retries\": 0} | ENTRY_WITHOUT_CONTENT",
                "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1} |"
                        + " ENTRY_WITH_ODD_RETRIES",
                "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1,"
                        + " \"retries\": \"0\"} | ENTRY_WITH_ODD_RETRIES",
                "{\"id\": \"a\", \"id\": \"b\", \"project_id\": \"p\", \"content\": \"c\","
                        + " \"timestamp\": 1, \"retries\": 0} | DUPLICATE_KEY",
                "[] | ENTRY_NOT_AN_OBJECT",
                "null | ENTRY_NOT_AN_OBJECT",
                "\"text\" | ENTRY_NOT_AN_OBJECT",
            })
    void whatIsOddAboutAnEntryIsToldAndTheEntryCounts(String entry, Oddity.Kind kind) {
        QueueDocument document = read(entry);
        assertThat(kinds(document.oddities())).containsExactly(kind);
        assertThat(document.oddities().getFirst().where()).isEqualTo("queue[0]");
        assertThat(document.pendingCount()).isEqualTo(1);
        assertThat(document.queue().getFirst().id()).isNotEmpty();
        assertThat(document.queue().getFirst().raw().text()).isEqualTo(entry);
    }

    @Test
    void anEntryWithoutAnIdHasTheSameMadeUpOneAtEachRead() {
        Memory one = read("{\"content\": \"c\"}").queue().getFirst();
        Memory two = read("{\"x\": 1}, {\"content\": \"c\"}").queue().get(1);
        assertThat(one.idDerived()).isTrue();
        assertThat(one.id()).startsWith("no-id-").isEqualTo(two.id());
    }

    @Test
    void theLastOfRepeatedKeysCountsAsInPython() {
        QueueDocument document =
                new QueueFixture(folder)
                        .write(
                                "{\"queue\": [{\"id\": \"old\"}], \"queue\": [{\"id\": \"a\","
                                        + " \"id\": \"b\"}], \"stats\": {\"total_queued\": 1},"
                                        + " \"stats\": {\"total_queued\": 2}}")
                        .store()
                        .queueFile()
                        .read()
                        .ok()
                        .orElseThrow();
        assertThat(document.queue()).extracting(Memory::id).containsExactly("b");
        assertThat(document.stats().totalQueued()).hasValue(2);
        assertThat(kinds(document.oddities())).contains(Oddity.Kind.DUPLICATE_KEY);
    }

    @Test
    void memoryTextsStayOutOfWhatIsPrinted() {
        QueueDocument document = read(QueueFixture.entry("a", "a secret"));
        Memory memory = document.queue().getFirst();
        assertThat(memory.toString() + memory.raw() + document + QueueFixture.memory("a secret"))
                .doesNotContain("secret");
    }

    // ---- lines

    private static LineFile.Lines lines(String text) {
        return LineFile.parse(text.getBytes(ISO_8859_1), MemoryState.EMERGENCY);
    }

    @Test
    void aTornLastLineIsToldNotDroppedSilently() {
        String good = QueueFixture.entry("a", "text").replaceAll("\\s+", " ");
        for (int n = 1; n < good.length(); n++) {
            LineFile.Lines lines = lines(good + "\n" + good.substring(0, n));
            assertThat(lines.memories()).extracting(Memory::id).containsExactly("a");
            assertThat(kinds(lines.oddities())).containsExactly(Oddity.Kind.TORN_LINE);
            assertThat(lines.damaged()).isTrue();
        }
        assertThat(lines(good + "\n" + good).memories()).hasSize(2);
        assertThat(lines(good + "\n" + good).oddities()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "\0\0\0", "x", "{} {}", "{}]", "\u00ff", "{\"a\": \"\u00e9\"}"})
    void aBrokenLineIsToldAndTheLinesAroundItCount(String broken) {
        String good = QueueFixture.entry("a", "text").replaceAll("\\s+", " ");
        LineFile.Lines lines = lines(good + "\r\n\n  \n" + broken + "\n" + good);
        assertThat(lines.memories()).hasSize(2);
        assertThat(lines.oddities()).contains(new Oddity(Oddity.Kind.BROKEN_LINE, 1, "line 4"));
    }

    @Test
    void anEmptyFileOfLinesHoldsNothing() {
        assertThat(lines("").memories()).isEmpty();
        assertThat(lines("\n\n").oddities()).isEmpty();
    }

    // ---- dead letters, metrics

    private ReadResult<DeadLetterFile.DeadLetters> letters(String text) {
        Path file = folder.resolve("letters.json");
        QueueFixture.write(file, text.getBytes(UTF_8));
        return DeadLetterFile.read(file);
    }

    @Test
    void deadLettersAreReadWithTheirExtraFields() {
        DeadLetterFile.DeadLetters letters =
                letters(
                                "{\"last_update\": \"2025-12-01T10:00:00.000001\", \"items\": ["
                                        + QueueFixture.entry("a", "text")
                                                .replace("}", ", \"retry_count\": 2.5e0}")
                                        + "], \"more\": [[1]]}")
                        .ok()
                        .orElseThrow();
        assertThat(letters.memories()).extracting(Memory::id).containsExactly("a");
        assertThat(letters.memories().getFirst().state()).isEqualTo(MemoryState.DEAD_LETTER);
        assertThat(letters.memories().getFirst().detail().extra())
                .containsEntry("retry_count", "2.5e0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "{",
                "[]",
                "{\"items\": {}}",
                "{\"items\": [",
                "{} {}",
                "{\"items\": []}x"
            })
    void damagedDeadLettersAreDamageNotNone(String text) {
        assertThat(letters(text)).isInstanceOf(ReadResult.Corrupt.class);
    }

    @Test
    void metricsAreReadAndDamageTold() {
        Path file = folder.resolve("metrics.json");
        assertThat(MetricsFile.read(file)).isInstanceOf(ReadResult.Missing.class);
        QueueFixture.write(
                file,
                "{\"last_update\": \"2025-12-01T10:00:00\", \"vps_status\": \"down\", \"x\": {}}"
                        .getBytes(UTF_8));
        assertThat(MetricsFile.read(file).ok())
                .hasValue(new MetricsFile.Metrics("2025-12-01T10:00:00", "down"));
        QueueFixture.write(file, "{\"last_update\"".getBytes(UTF_8));
        assertThat(MetricsFile.read(file)).isInstanceOf(ReadResult.Corrupt.class);
        QueueFixture.write(file, new byte[0]);
        assertThat(MetricsFile.read(file)).isInstanceOf(ReadResult.Corrupt.class);
    }
}
