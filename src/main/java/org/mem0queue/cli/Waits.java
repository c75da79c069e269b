package org.mem0queue.cli;

import org.mem0queue.queue.LockStatus;

import java.nio.file.Path;
import java.time.Duration;

/** Waiting for the queue lock, and giving up on it. */
final class Waits {
    private static final long LONGEST_SECONDS = 7 * 24 * 3600;

    private Waits() {}

    static Duration seconds(long seconds) throws Failure {
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw Failure.usage("A wait takes seconds from 0 to " + LONGEST_SECONDS + " (a week).");
        }
        return Duration.ofSeconds(seconds);
    }

    static Failure lockHeld(LockStatus lock, Duration waited, Path directory) {
        return Failure.failed(
                directory.resolve("mem0_queue.lock")
                        + " was held by "
                        + lock.holderSentence()
                        + " for the whole "
                        + waited.toSeconds()
                        + " s. Nothing was changed. Wait for it to end, or give more time with"
                        + " --wait.");
    }
}
