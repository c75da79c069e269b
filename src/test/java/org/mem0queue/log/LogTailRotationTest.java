package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What becomes of lines when the file is renamed, replaced, truncated or rewritten. */
class LogTailRotationTest extends FollowedLog {
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

    private static List<String> truncated(LogUpdate update) {
        return raw(((LogUpdate.Truncated) update).lines());
    }

    private static List<String> anew(LogUpdate update) {
        return update instanceof LogUpdate.Rotated ? rotated(update) : truncated(update);
    }
}
