package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class LogTailTest extends FollowedLog {
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
}
