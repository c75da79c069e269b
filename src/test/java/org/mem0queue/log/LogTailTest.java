package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class LogTailTest {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final long GIB = 1L << 30;

    @TempDir Path directory;

    private final HandClock clock = new HandClock();
    private final CountingChannels channels = new CountingChannels();
    private LogFixture log;
    private LogTail tail;

    @BeforeEach
    void follow() {
        log = new LogFixture(directory.resolve("mem0_worker.log"));
        tail = tailWith(3);
    }

    @AfterEach
    void nothingStaysOpen() {
        tail.close();
        assertThat(channels.open).isZero();
    }

    @Test
    void opensWithTheLastLinesAndThenBringsWhatIsNew() throws IOException {
        log.append("1\n2\n3\n4\n5\n");

        assertThat(opened(tail.poll())).containsExactly("3", "4", "5");
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        log.append("6\n7\n");
        assertThat(appended(tail.poll())).containsExactly("6", "7");
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
    }

    @Test
    void aLineKnowsWhereItIs() throws IOException {
        log.append("é1\n2\n");
        LogUpdate first = tail.poll();
        log.append("3\n");
        LogUpdate second = tail.poll();

        assertThat(((LogUpdate.Opened) first).lines())
                .extracting(LogLine::offset)
                .containsExactly(0L, 4L);
        assertThat(((LogUpdate.Opened) first).lines())
                .extracting(LogLine::number)
                .containsExactly(1L, 2L);
        assertThat(((LogUpdate.Appended) second).lines())
                .extracting(LogLine::offset)
                .containsExactly(6L);
        assertThat(((LogUpdate.Appended) second).lines())
                .extracting(LogLine::number)
                .containsExactly(3L);
        assertThat(((LogUpdate.Appended) second).lines())
                .extracting(LogLine::source)
                .containsExactly(log.source());
    }

    @Test
    void askedForNoLinesItBeginsWithTheNextOne() throws IOException {
        log.append("old\nhalf");
        tail = tailWith(0);

        assertThat(opened(tail.poll())).isEmpty();
        log.append("way\nnew\n");
        assertThat(appended(tail.poll())).containsExactly("halfway", "new");
    }

    @Test
    void anEmptyFileOpensWithNothing() throws IOException {
        log.append("");

        assertThat(opened(tail.poll())).isEmpty();
        log.append("1\n");
        assertThat(appended(tail.poll())).containsExactly("1");
    }

    @Test
    void aFileThatAppearsLaterIsReadFromItsFirstLine() throws IOException {
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
        log.append("1\n2\n3\n4\n5\n");

        assertThat(opened(tail.poll())).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aLineWrittenInPiecesComesOnceAndWhole() throws IOException {
        log.append("1\n");
        tail.poll();

        for (String piece : List.of("  ✅ Syn", "ced: api (ID: 0b7", "d41aa...)")) {
            log.append(piece);
            assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        }
        log.append("\n");
        LogUpdate.Appended update = (LogUpdate.Appended) tail.poll();

        assertThat(update.revised()).isNull();
        assertThat(update.lines())
                .extracting(LogLine::event)
                .containsExactly(new LogEvent.Synced("api", "0b7d41aa"));
    }

    @Test
    void aLastLineWithoutLineEndIsDeliveredWhenItStaysQuietAndRevisedWhenItGrows()
            throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("  ✅ Synced: a");
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());

        clock.move(QUIET);
        LogUpdate.Appended quiet = (LogUpdate.Appended) tail.poll();
        assertThat(quiet.lines()).extracting(LogLine::raw).containsExactly("  ✅ Synced: a");
        assertThat(quiet.lines()).allMatch(LogLine::open);
        clock.move(QUIET);
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());

        log.append("pi");
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        clock.move(QUIET);
        LogUpdate.Appended longer = (LogUpdate.Appended) tail.poll();
        assertThat(longer.revised()).extracting(LogLine::raw).isEqualTo("  ✅ Synced: api");
        assertThat(longer.lines()).isEmpty();

        log.append(" (ID: 0b7d41aa...)\nnext\n");
        LogUpdate.Appended complete = (LogUpdate.Appended) tail.poll();
        assertThat(complete.revised())
                .extracting(LogLine::event)
                .isEqualTo(new LogEvent.Synced("api", "0b7d41aa"));
        assertThat(complete.revised()).extracting(LogLine::open).isEqualTo(false);
        assertThat(complete.revised())
                .extracting(LogLine::offset)
                .isEqualTo(quiet.lines().getFirst().offset());
        assertThat(raw(complete.lines())).containsExactly("next");
    }

    @Test
    void aLastLineWithoutLineEndIsShownAtOnceWhenTheFileIsOpened() throws IOException {
        log.append("1\nhalf");

        assertThat(opened(tail.poll())).containsExactly("1", "half");
        clock.move(QUIET);
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        log.append("way\n");
        assertThat(((LogUpdate.Appended) tail.poll()).revised())
                .extracting(LogLine::raw)
                .isEqualTo("halfway");
    }

    @Test
    void aClockSetBackDelaysAnOpenLineNoLongerThanUsual() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("half");
        tail.poll();
        tail.poll();
        clock.move(Duration.ofDays(-1));
        tail.poll();
        clock.move(QUIET);

        assertThat(appended(tail.poll())).containsExactly("half");
    }

    @Test
    void aCharacterTornAtTheEndOfTheFileIsNotShownAsDamage() throws IOException {
        byte[] rocket = "x🚀\n".getBytes(UTF_8);
        log.append(Arrays.copyOf(rocket, 3));
        assertThat(opened(tail.poll())).containsExactly("x");

        log.append(Arrays.copyOfRange(rocket, 3, rocket.length));
        assertThat(((LogUpdate.Appended) tail.poll()).revised())
                .extracting(LogLine::raw)
                .isEqualTo("x🚀");
    }

    @Test
    void crlfLinesHaveNoReturnEvenIfItComesAlone() throws IOException {
        log.append("1\r\n2\r");

        assertThat(opened(tail.poll())).containsExactly("1", "2");
        log.append("\n3\r\n");
        assertThat(appended(tail.poll())).containsExactly("3");
    }

    @Test
    void aBinaryFileIsShownAndHarmsNothing() throws IOException {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        log.append(bytes).append("\n  ✅ Synced: api (ID: 0b7d41aa...)\n");

        List<LogLine> lines = ((LogUpdate.Opened) tail.poll()).lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.getLast().event()).isEqualTo(new LogEvent.Synced("api", "0b7d41aa"));
        assertThat(lines)
                .allSatisfy(
                        line ->
                                assertThat(line.text().chars())
                                        .noneMatch(c -> c < ' ' && c != '\t'));
    }

    @Test
    void rotationByRenameBringsTheRestOfTheOldFileThenTheNewOne() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("2\nend");
        Path old = log.rename("mem0_worker.log.1");
        Files.writeString(old, "ing\n", StandardOpenOption.APPEND);
        log.append("3\n4\n5\n6\n");

        assertThat(appended(tail.poll())).containsExactly("2", "ending");
        LogUpdate.Rotated rotated = (LogUpdate.Rotated) tail.poll();
        assertThat(rotated.before()).isEmpty();
        assertThat(raw(rotated.lines())).containsExactly("3", "4", "5", "6");
        assertThat(rotated.lines().getFirst().number()).isEqualTo(1);
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
    }

    @Test
    void theUnfinishedLastLineOfARotatedFileIsNotLostNorDoubled() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("kil");
        tail.poll();
        log.rename("mem0_worker.log.1");
        log.append("2\n");

        LogUpdate.Rotated rotated = (LogUpdate.Rotated) tail.poll();
        assertThat(raw(rotated.before())).containsExactly("kil");
        assertThat(raw(rotated.lines())).containsExactly("2");

        log.append("half");
        tail.poll();
        clock.move(QUIET);
        assertThat(appended(tail.poll())).containsExactly("half");
        log.rename("mem0_worker.log.2");
        log.append("3\n");
        LogUpdate.Rotated again = (LogUpdate.Rotated) tail.poll();
        assertThat(again.before()).isEmpty();
        assertThat(again.revised()).isNull();
    }

    @Test
    void aWriterThatKeepsToTheRotatedFileDoesNotHideTheNewOne() throws IOException {
        log.append("1\n");
        tail.poll();
        Path old = log.rename("mem0_worker.log.1");
        log.append("new\n");

        Files.writeString(old, "2\n", StandardOpenOption.APPEND);
        assertThat(appended(tail.poll())).containsExactly("2");
        Files.writeString(old, "3\n", StandardOpenOption.APPEND);
        LogUpdate.Rotated rotated = (LogUpdate.Rotated) tail.poll();

        assertThat(raw(rotated.before())).containsExactly("3");
        assertThat(raw(rotated.lines())).containsExactly("new");
    }

    @Test
    void whileTheNameIsGoneTheOldFileIsStillReadAndThenLetGo() throws IOException {
        log.append("1\n");
        tail.poll();
        try (OutputStream worker = Files.newOutputStream(log.path(), StandardOpenOption.APPEND)) {
            log.delete();
            assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
            worker.write("2\n".getBytes(UTF_8));
            assertThat(appended(tail.poll())).containsExactly("2");
        }
        assertThat(channels.open).isEqualTo(1);
        clock.move(Duration.ofSeconds(60));

        assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
        assertThat(channels.open).isZero();
    }

    @Test
    void deletedAndCreatedAgainIsANewFileWhetherSeenMissingOrNot() throws IOException {
        log.append("1\n");
        tail.poll();
        log.delete();
        log.append("2\n");
        assertThat(rotated(tail.poll())).containsExactly("2");

        log.delete();
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
        log.append("3\n");
        assertThat(rotated(tail.poll())).containsExactly("3");

        log.delete();
        tail.poll();
        clock.move(Duration.ofMinutes(5));
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
        log.append("4\n5\n");
        // The file system may give the new file the old one's inode; either way its lines are all
        // there.
        assertThat(anew(tail.poll())).containsExactly("4", "5");
    }

    @Test
    void aFileThatIsRenamedAwayAndBackGoesOn() throws IOException {
        log.append("1\n");
        tail.poll();
        Path away = log.rename("away");
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Missing());
        Files.move(away, log.path());
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        log.append("2\n");

        assertThat(appended(tail.poll())).containsExactly("2");
    }

    @Test
    void copyAndTruncateStartsOver() throws IOException {
        log.append("1\n2\n");
        tail.poll();
        log.copyAndTruncate("mem0_worker.log.1");
        assertThat(truncated(tail.poll())).isEmpty();
        log.append("3\n");
        assertThat(appended(tail.poll())).containsExactly("3");
    }

    @Test
    void truncationIsNoticedEvenIfTheFileGrewPastTheOldSizeSince() throws IOException {
        log.append("one line\n");
        tail.poll();
        log.copyAndTruncate("mem0_worker.log.1");
        log.append("another that is longer than all there was before\nand one more\n");

        assertThat(truncated(tail.poll()))
                .containsExactly(
                        "another that is longer than all there was before", "and one more");
    }

    @Test
    void aWriterThatKeepsItsOffsetAcrossATruncationLeavesAHoleThatIsNotShown() throws IOException {
        log.append("1\n2\n3\n");
        tail.poll();
        log.truncate(0);
        log.writeAt(6, "4\n5\n");

        List<LogLine> lines = ((LogUpdate.Truncated) tail.poll()).lines();
        assertThat(lines).extracting(LogLine::raw).containsExactly("4", "5");
        assertThat(lines.getFirst().cut()).isTrue();
    }

    @Test
    void whatWasHeldBackWhenTheFileWasTruncatedIsDelivered() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("half");
        tail.poll();
        log.rewrite("2\n");

        LogUpdate.Truncated update = (LogUpdate.Truncated) tail.poll();
        assertThat(raw(update.before())).containsExactly("half");
        assertThat(raw(update.lines())).containsExactly("2");
    }

    @Test
    void rewritingInPlaceWithTheSameSizeAndTimeIsNoticed() throws IOException {
        log.append("aaa\nbbb\n");
        tail.poll();
        var modified = Files.getLastModifiedTime(log.path());
        log.writeAt(0, "ccc\nddd\n");
        Files.setLastModifiedTime(log.path(), modified);

        assertThat(truncated(tail.poll())).containsExactly("ccc", "ddd");
    }

    /**
     * The file system's clock ticks every few ms: such a change may leave size and times as they
     * were.
     */
    @Test
    void changesWithinOneTickOfTheClockAreNoticed() throws IOException {
        log.append("0000\n");
        tail.poll();
        for (int i = 1; i < 300; i++) {
            String line = "%04d".formatted(i);
            log.writeAt(0, line + "\n");

            assertThat(truncated(tail.poll())).containsExactly(line);
        }
    }

    @Test
    void touchingAFileBringsNothing() throws IOException {
        log.append("1\n");
        tail.poll();
        Files.setLastModifiedTime(log.path(), java.nio.file.attribute.FileTime.fromMillis(0));

        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
    }

    @Test
    void aTruncatedFileThatIsStillLargeIsShownFromItsEnd() throws IOException {
        String line = "x".repeat(99) + "\n";
        log.append(line.repeat(60_000));
        tail.poll();
        log.truncate(50_000 * 100L);

        assertThat(truncated(tail.poll())).hasSize(3);
    }

    @Test
    void aTracebackDoesNotGoOnInTheNextFile() throws IOException {
        log.append("Traceback (most recent call last):\n");
        tail.poll();
        log.delete();
        log.append("ValueError: not of that one\n");

        assertThat(((LogUpdate.Rotated) tail.poll()).lines())
                .extracting(LogLine::event)
                .containsExactly(new LogEvent.Other(LogLevel.INFO));
    }

    @Test
    void aBacklogComesInBatchesOfBoundedSizeAndComplete() throws IOException {
        log.append("0\n");
        tail.poll();
        log.append(
                IntStream.rangeClosed(1, 250_000)
                        .mapToObj(i -> i + "\n")
                        .collect(Collectors.joining()));

        int next = 1;
        int polls = 0;
        long remaining = 1;
        while (remaining > 0) {
            LogUpdate.Appended update = (LogUpdate.Appended) tail.poll();
            assertThat(update.lines().size()).isLessThan(80_000);
            for (LogLine line : update.lines()) {
                assertThat(line.raw()).isEqualTo(Integer.toString(next++));
            }
            remaining = update.remainingBytes();
            polls++;
        }
        assertThat(next).isEqualTo(250_001);
        assertThat(polls).isGreaterThan(3);
    }

    @Test
    void aBacklogOfTheOldFileComesBeforeTheNewOne() throws IOException {
        log.append("0\n");
        tail.poll();
        log.append("old\n".repeat(100_000));
        log.rename("mem0_worker.log.1");
        log.append("new\n");

        int old = 0;
        LogUpdate update = tail.poll();
        while (update instanceof LogUpdate.Appended appended) {
            assertThat(appended.remainingBytes()).isPositive();
            old += appended.lines().size();
            update = tail.poll();
        }
        assertThat(old).isEqualTo(100_000);
        assertThat(rotated(update)).containsExactly("new");
    }

    @Test
    void theEndOfAGigabyteIsOpenedByReadingThatEndOnly() throws IOException {
        log.writeAt(GIB, "\n" + "  ✅ Synced: api (ID: 0b7d41aa...)\n".repeat(1000));
        tail = tailWith(200);

        List<LogLine> lines = ((LogUpdate.Opened) tail.poll()).lines();

        assertThat(lines).hasSize(200).allMatch(line -> line.event() instanceof LogEvent.Synced);
        assertThat(lines.getFirst().number()).isZero();
        assertThat(channels.bytesRead).isLessThan(128 * 1024);
    }

    @Test
    void aGigabyteWithoutALineEndIsOpenedWithinTheLimitAndSaysThatItIsCut() throws IOException {
        log.writeAt(GIB, "the end");

        List<LogLine> lines = ((LogUpdate.Opened) tail.poll()).lines();

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().raw()).endsWith("the end");
        assertThat(lines.getFirst().cut()).isTrue();
        assertThat(channels.bytesRead).isLessThan(10L << 20);
    }

    @Test
    void lookingAtAnUnchangedFileReadsNothing() throws IOException {
        log.append("1\n2\n");
        tail.poll();
        tail.poll();
        long before = channels.bytesRead;

        for (int i = 0; i < 100; i++) {
            assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
        }
        assertThat(channels.bytesRead).isEqualTo(before);
    }

    @Test
    void aLineOfMegabytesIsDeliveredCutWithItsLength() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("x".repeat(5 << 20) + "\n2\n");

        LogUpdate.Appended first = (LogUpdate.Appended) tail.poll();
        assertThat(first.lines()).isEmpty();
        assertThat(first.remainingBytes()).isPositive();
        LogUpdate.Appended second = (LogUpdate.Appended) tail.poll();
        assertThat(second.lines()).hasSize(2);
        assertThat(second.lines().getFirst().sizeBytes()).isEqualTo(5 << 20);
        assertThat(second.lines().getFirst().cut()).isTrue();
        assertThat(second.lines().getFirst().raw().length()).isLessThan(66 * 1024);
    }

    @Test
    void aFolderOrPipeInItsPlaceIsToldAndNotWaitedFor() throws IOException, InterruptedException {
        Files.createDirectory(log.path());
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unreadable(log.path() + " is a folder"));
        Files.delete(log.path());
        assertThat(new ProcessBuilder("mkfifo", log.path().toString()).start().waitFor()).isZero();
        assertThat(tail.poll())
                .isEqualTo(new LogUpdate.Unreadable(log.path() + " is not a plain file"));
        log.delete();
        log.append("1\n");

        assertThat(opened(tail.poll())).containsExactly("1");
    }

    @Test
    void aFileThatMayNotBeReadIsToldAndReadAsSoonAsItMay() throws IOException {
        log.append("1\n2\n3\n4\n");
        channels.onOpen = new AccessDeniedException(log.path().toString());
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Denied(log.path() + " may not be read"));
        channels.onOpen = null;

        assertThat(opened(tail.poll())).containsExactly("2", "3", "4");
    }

    @Test
    void afterAFailingDiskItGoesOnWhereItWas() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("2\n");
        channels.onRead = new IOException("Input/output error");
        assertThat(tail.poll()).isInstanceOf(LogUpdate.Unreadable.class);
        assertThat(channels.open).isZero();
        channels.onRead = null;

        assertThat(appended(tail.poll())).containsExactly("2");
    }

    @Test
    void aLinkIsFollowedToTheFileItMeans() throws IOException {
        Path real = directory.resolve("real.log");
        Files.writeString(real, "1\n");
        Files.createSymbolicLink(log.path(), real);
        assertThat(opened(tail.poll())).containsExactly("1");
        Files.writeString(real, "2\n", StandardOpenOption.APPEND);

        assertThat(appended(tail.poll())).containsExactly("2");
    }

    @Test
    void twoThreadsAtOnceAreRefused() throws Exception {
        log.append("1\n");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        LogTail shared =
                new LogTail(
                        log.source(),
                        TailOptions.DEFAULT,
                        clock,
                        path -> {
                            inside.countDown();
                            try {
                                release.await();
                            } catch (InterruptedException stopped) {
                                throw new IOException(stopped);
                            }
                            return LogChannels.REAL.open(path);
                        });
        Thread first = Thread.startVirtualThread(shared::poll);
        inside.await();

        assertThatIllegalStateException().isThrownBy(shared::poll);
        release.countDown();
        first.join();
        shared.close();
    }

    @Test
    void aClosedTailBringsNothing() throws IOException {
        log.append("1\n");
        tail.poll();
        tail.close();
        log.append("2\n");

        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
    }

    private LogTail tailWith(int lastLines) {
        return new LogTail(log.source(), new TailOptions(lastLines, QUIET), clock, channels);
    }

    private static List<String> opened(LogUpdate update) {
        return raw(((LogUpdate.Opened) update).lines());
    }

    private static List<String> appended(LogUpdate update) {
        return raw(((LogUpdate.Appended) update).lines());
    }

    private static List<String> rotated(LogUpdate update) {
        return raw(((LogUpdate.Rotated) update).lines());
    }

    private static List<String> truncated(LogUpdate update) {
        return raw(((LogUpdate.Truncated) update).lines());
    }

    private static List<String> anew(LogUpdate update) {
        return update instanceof LogUpdate.Rotated ? rotated(update) : truncated(update);
    }

    private static List<String> raw(List<LogLine> lines) {
        return lines.stream().map(LogLine::raw).toList();
    }
}
