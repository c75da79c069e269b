package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What happens to a log file while it is open, and what is told of it. */
class LogBookTest {
    @TempDir Path directory;

    private final HandClock clock = new HandClock();
    private LogFixture log;
    private LogBook book;

    private LogBook book() {
        log = new LogFixture(directory.resolve("mem0_worker.log"));
        book = new LogBook(log.source(), clock);
        return book;
    }

    @AfterEach
    void close() {
        book.close();
    }

    private LogSight.Seen seen() {
        LogSight sight;
        do {
            sight = book.look();
        } while (book.hasMore());
        return (LogSight.Seen) sight;
    }

    private static List<String> raw(LogSight.Seen seen) throws IOException {
        return seen.file().lines(0, Integer.MAX_VALUE).stream().map(LogLine::raw).toList();
    }

    @Test
    void aLogThatAppearsIsReadFromItsBeginning() throws IOException {
        book();
        assertThat(book.look()).isEqualTo(new LogSight.Missing());
        log.append("one\ntwo\n");
        LogSight.Seen seen = seen();
        assertThat(seen.start()).isEqualTo(LogSight.Start.APPEARED);
        assertThat(raw(seen)).containsExactly("one", "two");
    }

    @Test
    void itGrowsByHalfLinesAndTornCharacters() throws IOException {
        book();
        byte[] bytes = "✅ un\n🚀 deux\r\ntrois".getBytes(UTF_8);
        for (byte each : bytes) {
            log.append(new byte[] {each});
            seen();
        }
        LogSight.Seen seen = seen();
        assertThat(seen.lines()).isEqualTo(3);
        assertThat(raw(seen)).containsExactly("✅ un", "🚀 deux", "trois");
        assertThat(seen.file().lines(2, 1).getFirst().open()).isTrue();
    }

    @Test
    void aTornCharacterAtTheEndWaitsForItsRest() throws IOException {
        book();
        byte[] emoji = "🚀".getBytes(UTF_8);
        log.append("half ");
        log.append(new byte[] {emoji[0], emoji[1]});
        assertThat(raw(seen())).containsExactly("half ");
        log.append(new byte[] {emoji[2], emoji[3]});
        assertThat(raw(seen())).containsExactly("half 🚀");
    }

    @Test
    void aRotatedLogIsAnotherFileAndTheOldOneCanStillBeRead() throws IOException {
        book();
        log.append("old 1\nold 2\n");
        LogSight.Seen old = seen();
        log.rename("mem0_worker.log.1");
        log.append("new 1\n");
        LogSight.Seen now = seen();
        assertThat(now.start()).isEqualTo(LogSight.Start.ROTATED);
        assertThat(now.file()).isNotSameAs(old.file());
        assertThat(raw(now)).containsExactly("new 1");
        assertThat(raw(old)).containsExactly("old 1", "old 2");
    }

    @Test
    void whatWasWrittenBetweenTheLastLookAndTheRenamingIsInTheOldFile() throws IOException {
        book();
        log.append("old 1\nold 2\n");
        LogSight.Seen old = seen();
        log.append("old 3\nold 4\n");
        log.rename("mem0_worker.log.1");
        log.append("new 1\n");
        LogSight.Seen now = (LogSight.Seen) book.look();
        assertThat(raw(now)).containsExactly("new 1");
        assertThat(raw(old)).containsExactly("old 1", "old 2", "old 3", "old 4");
        assertThat(now.before().file()).isSameAs(old.file());
        assertThat(now.before().lines()).isEqualTo(4);
    }

    @Test
    void whatIsWrittenWhileTheNameIsAwayIsInTheOldFile() throws IOException {
        book();
        log.append("old 1\n");
        seen();
        Path away = log.rename("mem0_worker.log.1");
        assertThat(seen().gone()).isTrue();
        Files.writeString(away, "old 2\n", StandardOpenOption.APPEND);
        log.append("new 1\n");
        LogSight.Seen now = (LogSight.Seen) book.look();
        assertThat(raw(now)).containsExactly("new 1");
        assertThat(raw(now.before())).containsExactly("old 1", "old 2");
    }

    @Test
    void onlyTheFileBeforeThePresentOneStaysOpen() throws IOException {
        book();
        log.append("first\n");
        LogSight.Seen first = seen();
        log.rename("mem0_worker.log.2");
        log.append("second\n");
        LogSight.Seen second = seen();
        assertThat(first.file().isOver()).isFalse();
        log.rename("mem0_worker.log.1");
        log.append("third\n");
        LogSight.Seen third = seen();
        assertThat(first.file().isOver()).isTrue();
        assertThat(second.file().isOver()).isFalse();
        assertThat(raw(third.before())).containsExactly("second");
    }

    @Test
    void ofALogThatWasEmptiedNothingElseIsReadAtTheOldPlaces() throws IOException {
        book();
        log.append("old 1\nold 2\n");
        LogSight.Seen old = seen();
        log.truncate(0);
        log.append("something else, and longer than what was there\nb\n");
        LogSight.Seen now = seen();
        assertThat(old.file().isOver()).isTrue();
        assertThat(now.before()).isNull();
        assertThatThrownBy(() -> raw(old)).isInstanceOf(IOException.class);
    }

    @Test
    void aLogThatIsCopiedAndTruncatedBeginsAnew() throws IOException {
        book();
        log.append("old 1\nold 2\n");
        LogSight.Seen old = seen();
        log.copyAndTruncate("copy");
        log.append("new\n");
        LogSight.Seen now = seen();
        assertThat(now.start()).isEqualTo(LogSight.Start.TRUNCATED);
        assertThat(now.file()).isNotSameAs(old.file());
        assertThat(raw(now)).containsExactly("new");
    }

    @Test
    void aTruncatedLogThatIsLongerAlreadyBeginsAnewToo() throws IOException {
        book();
        log.append("old 1\nold 2\n");
        seen();
        log.truncate(0);
        log.append("something else, and longer than what was there\nb\n");
        LogSight.Seen now = seen();
        assertThat(now.start()).isEqualTo(LogSight.Start.TRUNCATED);
        assertThat(now.lines()).isEqualTo(2);
    }

    @Test
    void aLogThatLostItsNameStaysAndGrowsOn() throws IOException {
        book();
        log.append("one\n");
        LogSight.Seen before = seen();
        Path away = directory.resolve("away");
        Files.move(log.path(), away);
        LogSight.Seen gone = seen();
        assertThat(gone.gone()).isTrue();
        assertThat(gone.file()).isSameAs(before.file());
        Files.writeString(away, "one\ntwo\n");
        assertThat(raw(seen())).containsExactly("one", "two");
    }

    @Test
    void aDeletedLogThatIsCreatedAgainIsAnotherFile() throws IOException {
        book();
        log.append("one\n");
        seen();
        log.delete();
        assertThat(seen().gone()).isTrue();
        log.append("two\n");
        LogSight.Seen now = seen();
        assertThat(now.gone()).isFalse();
        assertThat(now.start()).isEqualTo(LogSight.Start.ROTATED);
        assertThat(raw(now)).containsExactly("two");
    }

    @Test
    void aFolderInItsPlaceIsSaidToBeOne() throws IOException {
        book();
        Files.createDirectory(log.path());
        assertThat(book.look())
                .isInstanceOfSatisfying(
                        LogSight.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("folder"));
    }

    @Test
    void aLineThatStaysTornSpeaksForAWriterThatWritesInBlocks() throws IOException {
        book();
        log.append("whole\nhal");
        assertThat(seen().inBlocks()).isFalse();
        clock.move(Duration.ofSeconds(3));
        assertThat(seen().inBlocks()).isTrue();
    }

    @Test
    void wholeLinesDoNotSpeakForBlocks() throws IOException {
        book();
        log.append("whole\n");
        seen();
        clock.move(Duration.ofMinutes(3));
        assertThat(seen().inBlocks()).isFalse();
    }

    @Test
    void theEndOfALargeFileIsThereBeforeItsLinesAreCounted() throws IOException {
        book();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            text.append("line number ").append(i).append('\n');
        }
        log.append(text.toString());
        LogSight.Seen first = (LogSight.Seen) book.look();
        assertThat(first.indexed()).isFalse();
        assertThat(first.file().lastLines(2))
                .extracting(LogLine::raw)
                .containsExactly("line number 399998", "line number 399999");
        LogSight.Seen indexed = seen();
        assertThat(indexed.indexed()).isTrue();
        assertThat(indexed.lines()).isEqualTo(400_000);
        assertThat(indexed.file().lines(123_456, 1).getFirst().raw())
                .isEqualTo("line number 123456");
        assertThat(indexed.file().lines(399_999, 5)).hasSize(1);
    }

    @Test
    void aVeryLongLineIsCutAndTheNextOneIsFound() throws IOException {
        book();
        byte[] line = new byte[5 << 20];
        java.util.Arrays.fill(line, (byte) 'x');
        log.append("first\n");
        log.append(line);
        log.append(" the end\nlast\n");
        LogSight.Seen seen = seen();
        List<LogLine> lines = seen.file().lines(0, 10);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).cut()).isTrue();
        assertThat(lines.get(1).raw()).startsWith("xxx").endsWith(" the end");
        assertThat(lines.get(1).sizeBytes()).isEqualTo(line.length + " the end".length());
        assertThat(lines.get(2).raw()).isEqualTo("last");
    }

    @Test
    void aSparseFileOfTenGigabytesOpensAtItsEndAtOnce() throws IOException {
        book();
        try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        log.append("\nthe end\n");
        LogSight.Seen first = (LogSight.Seen) book.look();
        assertThat(first.indexed()).isFalse();
        assertThat(first.file().lastLines(1).getFirst().raw()).isEqualTo("the end");
    }

    @Test
    void binaryAndEscapesDoNotStopIt() throws IOException {
        book();
        log.append(new byte[] {0, 1, (byte) 0xff, (byte) 0xfe, '\n', 27, '[', '3', '1', 'm'});
        log.append("red\u001b[0m\n");
        LogSight.Seen seen = seen();
        assertThat(seen.lines()).isEqualTo(2);
        assertThat(seen.file().lines(1, 1).getFirst().text()).isEqualTo("red");
    }
}
