package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

@DisabledOnOs(OS.WINDOWS)
class BoundedCommandTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void givesTheOutputOfACommandThatSucceeds() {
        assertThat(BoundedCommand.output(LONG, List.of("sh", "-c", "echo yes; echo no >&2")))
                .hasValue("yes\n");
    }

    @Test
    void aCommandThatFailsOrIsMissingHasNoAnswer() {
        assertThat(BoundedCommand.output(LONG, List.of("sh", "-c", "echo half; exit 3"))).isEmpty();
        assertThat(BoundedCommand.output(LONG, List.of("/no/such/program"))).isEmpty();
    }

    @Test
    void aCommandThatWaitsForInputFindsItsEnd() {
        assertThat(BoundedCommand.output(LONG, List.of("cat"))).hasValue("");
    }

    @Test
    void aCommandThatHangsIsGivenUp() {
        Instant start = Instant.now();

        assertThat(
                        BoundedCommand.output(
                                Duration.ofMillis(200), List.of("sh", "-c", "echo x; sleep 60")))
                .isEmpty();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aCommandThatNeverStopsTalkingIsGivenUp() {
        assertThat(BoundedCommand.output(LONG, List.of("sh", "-c", "while :; do echo y; done")))
                .isEmpty();
    }
}
