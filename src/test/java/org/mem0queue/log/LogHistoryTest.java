package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class LogHistoryTest {
    @TempDir Path directory;

    private final CountingChannels channels = new CountingChannels();
    private final LogHistory history = new LogHistory(channels);
    private final List<LogLine> lines = new ArrayList<>();
    private LogFixture log;

    @BeforeEach
    void choose() {
        log = new LogFixture(directory.resolve("mem0_worker.log"));
    }

    @Test
    void tellsEveryLineAlsoTheLastWithoutItsEnd() throws IOException {
        log.append("1\r\n\n  ✅ Synced: api (ID: 0b7d41aa...)");

        HistoryResult.Read read = (HistoryResult.Read) read(new LogRange.Whole());

        assertThat(raw()).containsExactly("1", "", "  ✅ Synced: api (ID: 0b7d41aa...)");
        assertThat(lines).extracting(LogLine::number).containsExactly(1L, 2L, 3L);
        assertThat(read.endsInsideLine()).isTrue();
        assertThat(read.fromOffset()).isZero();
        assertThat(read.modified()).isEqualTo(Files.getLastModifiedTime(log.path()).toInstant());
        assertThat(channels.open).isZero();
    }

    @Test
    void theLastLinesAreExactlyThoseHoweverLongTheyAre() throws IOException {
        String line = "y".repeat(200_000);
        log.append("first\n" + (line + "\n").repeat(5) + "open");

        read(new LogRange.LastLines(4));
        assertThat(lines)
                .extracting(LogLine::sizeBytes)
                .containsExactly(200_000L, 200_000L, 200_000L, 4L);
        lines.clear();
        read(new LogRange.LastLines(1000));
        assertThat(lines).hasSize(7);
        lines.clear();
        read(new LogRange.LastLines(0));
        assertThat(lines).isEmpty();
    }

    @Test
    void theLastBytesBeginWithAWholeLine() throws IOException {
        log.append("one\ntwo\nthree\n");

        read(new LogRange.LastBytes(6));
        assertThat(raw()).containsExactly("three");
        lines.clear();
        read(new LogRange.LastBytes(5));
        assertThat(raw()).isEmpty();
        lines.clear();
        read(new LogRange.LastBytes(10));
        assertThat(raw()).containsExactly("two", "three");
        lines.clear();
        read(new LogRange.LastBytes(1_000_000));
        assertThat(raw()).containsExactly("one", "two", "three");
    }

    @Test
    void theLastBytesOfAGigabyteCostThoseBytes() throws IOException {
        log.writeAt(1L << 30, "\nlast\n");

        read(new LogRange.LastBytes(100));

        assertThat(raw()).containsExactly("last");
        assertThat(channels.bytesRead).isLessThan(1000);
    }

    @Test
    void aFileThatGrowsWhileItIsReadDoesNotKeepItBusy() throws IOException {
        log.append("1\n2\n");

        history.read(
                log.source(),
                new LogRange.Whole(),
                line -> {
                    lines.add(line);
                    write(line.raw() + "\n");
                });

        assertThat(raw()).containsExactly("1", "2");
    }

    @Test
    void whatCannotBeReadIsToldApart() throws IOException {
        assertThat(read(new LogRange.Whole())).isEqualTo(new HistoryResult.Missing());
        Files.createDirectory(log.path());
        assertThat(read(new LogRange.Whole())).isInstanceOf(HistoryResult.Unreadable.class);
        Files.delete(log.path());
        log.append("1\n");
        channels.onOpen = new AccessDeniedException("x");
        assertThat(read(new LogRange.Whole())).isInstanceOf(HistoryResult.Denied.class);
        channels.onOpen = null;
        channels.onRead = new IOException("Input/output error");
        assertThat(read(new LogRange.Whole()))
                .isInstanceOfSatisfying(
                        HistoryResult.Unreadable.class,
                        it -> assertThat(it.reason()).contains("Input/output error"));
        assertThat(channels.open).isZero();
    }

    private void write(String text) {
        try {
            Files.write(log.path(), text.getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private HistoryResult read(LogRange range) {
        return history.read(log.source(), range, lines::add);
    }

    private List<String> raw() {
        return lines.stream().map(LogLine::raw).toList();
    }
}
