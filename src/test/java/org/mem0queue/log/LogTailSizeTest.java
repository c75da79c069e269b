package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Large files, long lines and backlogs are read in bounded pieces. */
class LogTailSizeTest extends FollowedLog {
    private static final long GIB = 1L << 30;

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
}
