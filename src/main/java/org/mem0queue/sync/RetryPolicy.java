package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a memory is sent again, and when it is given up: exponential back-off with full jitter (M.
 * Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015), from a second to an
 * hour; given up after five attempts that count and a day.
 */
final class RetryPolicy {
    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofHours(1);

    /** Both together: five attempts may pass in a minute, and a bad day ends. */
    static final int ATTEMPTS = 5;

    static final Duration PATIENCE = Duration.ofHours(24);

    private final RandomGenerator random;

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait.
     *
     * @param attempts that have failed so far, this one included
     * @param asked what the server asked for, which is obeyed up to its day; null if nothing
     */
    Duration pause(int attempts, @Nullable Duration asked) {
        long ceiling = LEAST.toMillis() << Math.clamp(attempts, 1, 20);
        long most = Math.min(ceiling, MOST.toMillis());
        Duration jittered =
                Duration.ofMillis(random.nextLong(LEAST.toMillis(), Math.max(most, 1001) + 1));
        return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    /**
     * Whether a memory is given up.
     *
     * @param attempts that count, this one included
     * @param since when the first of them was; null if this is it
     */
    static boolean givesUp(int attempts, @Nullable Instant since, Instant now) {
        return attempts >= ATTEMPTS && since != null && !now.isBefore(since.plus(PATIENCE));
    }
}
