package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A log that is followed, by a clock that is moved by hand. */
abstract class FollowedLog {
    static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir Path directory;

    final HandClock clock = new HandClock();

    final CountingChannels channels = new CountingChannels();
    LogFixture log;
    LogTail tail;

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

    LogTail tailWith(int lastLines) {
        return new LogTail(log.source(), new TailOptions(lastLines, QUIET), clock, channels);
    }

    static List<String> opened(LogUpdate update) {
        return raw(((LogUpdate.Opened) update).lines());
    }

    static List<String> appended(LogUpdate update) {
        return raw(((LogUpdate.Appended) update).lines());
    }

    static List<String> rotated(LogUpdate update) {
        return raw(((LogUpdate.Rotated) update).lines());
    }

    static List<String> raw(List<LogLine> lines) {
        return lines.stream().map(LogLine::raw).toList();
    }
}
