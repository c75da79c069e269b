package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class LogFlowTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

    @Test
    void noWorkerNoLines() {
        assertThat(judge(null, 1000, false)).isEqualTo(new LogFlow.Idle());
    }

    @Test
    void aWorkerThatHasJustBegunIsGivenTime() {
        assertThat(judge(60, 3600, false)).isEqualTo(new LogFlow.Flowing());
    }

    @Test
    void noLineSinceTheSyncBeganMeansThatItPrintsInBlocks() {
        assertThat(judge(61, 3600, false)).isEqualTo(new LogFlow.Buffered(Duration.ofSeconds(61)));
    }

    @Test
    void aBlockThatEndedInTheMiddleOfALineMeansSoToo() {
        assertThat(judge(500, 100, true)).isEqualTo(new LogFlow.Buffered(Duration.ofSeconds(100)));
    }

    @Test
    void wholeLinesAndThenNothingIsAWorkerThatHangs() {
        assertThat(judge(500, 100, false)).isEqualTo(new LogFlow.Silent(Duration.ofSeconds(100)));
    }

    @Test
    void aLineJustBeforeTheLockWasSeenBelongsToThisSync() {
        assertThat(judge(500, 502, false)).isEqualTo(new LogFlow.Silent(Duration.ofSeconds(502)));
        assertThat(judge(500, 504, false)).isEqualTo(new LogFlow.Buffered(Duration.ofSeconds(500)));
    }

    @Test
    void linesThatComeAreFine() {
        assertThat(judge(500, 60, true)).isEqualTo(new LogFlow.Flowing());
    }

    @Test
    void aSyncWithoutAnyLogPrintsElsewhere() {
        assertThat(judge(61, null, false)).isEqualTo(new LogFlow.NoLog(Duration.ofSeconds(61)));
        assertThat(judge(60, null, false)).isEqualTo(new LogFlow.Flowing());
    }

    private static LogFlow judge(
            @Nullable Integer syncingSeconds, @Nullable Integer logAgeSeconds, boolean insideLine) {
        return LogFlow.judge(
                new LogFlow.Observation(before(syncingSeconds), before(logAgeSeconds), insideLine),
                NOW,
                LogFlow.SILENCE);
    }

    private static @Nullable Instant before(@Nullable Integer seconds) {
        return seconds == null ? null : NOW.minusSeconds(seconds);
    }
}
