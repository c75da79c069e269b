package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps a bad day from reaching the whole queue. Closed, everything may be sent. It opens
 *
 * <ul>
 *   <li>at the first answer that says the set-up is wrong;
 *   <li>at the second doubtful one in a row;
 *   <li>at the third in a row that was not stored for another reason than the memory itself.
 * </ul>
 *
 * While it is open one upload is tried per interval, which grows to ten of them, with jitter; the
 * first that is stored closes it. Safe for several threads.
 */
final class Circuit {
    private static final int DOUBTS = 2;
    private static final int DEFEATS = 3;
    private static final int LONGEST = 10;

    private final RandomGenerator random;
    private int doubts;
    private int defeats;
    private int tries;
    private @Nullable Open open;
    private @Nullable Instant lastStored;

    /**
     * Why it is open.
     *
     * @param reason for people
     * @param next when one upload may be tried
     */
    record Open(String reason, Instant next) {}

    Circuit(RandomGenerator random) {
        this.random = random;
    }

    /** How an upload ended. */
    synchronized void ended(UploadResult result, Duration interval, Instant now) {
        switch (result) {
            case UploadResult.Stored _, UploadResult.NothingNew _, UploadResult.Accepted _ -> {
                lastStored = now;
                close();
            }
            // The API works: this memory is at fault.
            case UploadResult.Rejected _ -> {
                defeats = 0;
                Open was = open;
                if (was != null) {
                    opens(was.reason(), interval, now);
                }
            }
            case UploadResult.Misconfigured wrong -> opens(wrong.reason(), interval, now);
            case UploadResult.InDoubt lost -> {
                doubts++;
                if (doubts >= DOUBTS || open != null) {
                    opens(lost.reason(), interval, now);
                }
            }
            case UploadResult.Retryable later -> {
                defeats++;
                if (defeats >= DEFEATS || open != null) {
                    opens(later.reason(), interval, now);
                } else if (later.after() != null) {
                    open = new Open(later.reason(), now.plus(later.after()));
                }
            }
        }
    }

    /** The server could not be asked what it is. */
    synchronized void unreachable(String reason, Duration interval, Instant now) {
        opens(reason, interval, now);
    }

    private void opens(String reason, Duration interval, Instant now) {
        long millis = interval.toMillis() << Math.min(tries, 4);
        long most = Math.min(millis, interval.toMillis() * LONGEST);
        open =
                new Open(
                        reason,
                        now.plusMillis(most / 2 + random.nextLong(Math.max(1, most / 2) + 1)));
        tries++;
    }

    private void close() {
        open = null;
        doubts = 0;
        defeats = 0;
        tries = 0;
    }

    /** Why only one may be sent now and then; empty if all may. */
    synchronized Optional<Open> open() {
        return Optional.ofNullable(open);
    }

    /**
     * How many uploads may be under way.
     *
     * @param usual while it is closed
     */
    synchronized int mayRun(int usual, Instant now) {
        Open why = open;
        if (why == null) {
            return usual;
        }
        // Far away only because the clock was set back.
        boolean due = !why.next().isAfter(now) || why.next().isAfter(now.plus(RetryPolicy.MOST));
        return due ? 1 : 0;
    }

    /** Whether others are stored, so that a defeat counts against its memory. */
    synchronized boolean othersAreStored(Instant now, Duration within) {
        return lastStored != null
                && !lastStored.isAfter(now)
                && lastStored.isAfter(now.minus(within));
    }
}
