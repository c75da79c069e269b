package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that other processes do. */
final class Await {
    private static final long PAUSE_MS = 10;

    private Await() {}

    /** Waits until the condition holds; fails with what was awaited if it takes longer. */
    static void until(String awaited, Duration longest, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                fail("waited %s s in vain: %s", longest.toSeconds(), awaited);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
        }
    }

    /** Lets time pass in which other processes work; for random moments, never for an order. */
    static void pass(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError("the condition cannot be looked at", e);
        }
    }
}
