package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** How long a memory waits, and when it is given up. */
class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final RetryPolicy policy = new RetryPolicy(new Random(7));

    @Test
    void pausesGrowFromASecondToAnHourWithFullJitter() {
        for (int attempts = 1; attempts <= 40; attempts++) {
            Duration most = Duration.ofSeconds(Math.min(3600, 1L << Math.min(attempts, 20)));
            Duration longest = Duration.ZERO;
            Duration shortest = most;
            for (int i = 0; i < 300; i++) {
                Duration pause = policy.pause(attempts, null);
                assertThat(pause).isBetween(Duration.ofSeconds(1), most);
                longest = pause.compareTo(longest) > 0 ? pause : longest;
                shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
            }
            long range = most.toMillis() - 1000;
            assertThat(longest.toMillis()).isGreaterThan(1000 + range * 9 / 10);
            assertThat(shortest.toMillis()).isLessThan(1000 + range / 10 + 1);
        }
    }

    @Test
    void noNumberOfAttemptsBreaksIt() {
        assertThat(policy.pause(Integer.MIN_VALUE, null)).isPositive();
        assertThat(policy.pause(Integer.MAX_VALUE, null))
                .isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
    }

    @Test
    void aServerThatAsksForMoreIsObeyed() {
        assertThat(policy.pause(1, Duration.ofHours(5))).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void aServerThatAsksForLessDoesNotHurryUs() {
        assertThat(policy.pause(1, Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givingUpTakesFiveAttemptsAndADay() {
        Instant dayAgo = NOW.minus(Duration.ofHours(24));

        assertThat(RetryPolicy.givesUp(5, dayAgo, NOW)).isTrue();
        assertThat(RetryPolicy.givesUp(4, dayAgo, NOW)).isFalse();
        assertThat(RetryPolicy.givesUp(5, dayAgo.plusMillis(1), NOW)).isFalse();
        assertThat(RetryPolicy.givesUp(50, null, NOW)).isFalse();
    }
}
