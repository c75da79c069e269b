package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether lines come when they should. Python buffers what it prints to a file or pipe in blocks of
 * 8 KiB unless started with {@code -u}: under cron nothing appears while the worker runs, and
 * nothing ever if it is killed.
 */
public sealed interface LogFlow {

    /**
     * Longer than any silence of a worker that prints at once: it prints when it takes the lock and
     * after each memory, which takes up to 30 s for the request, 5 s for the health check and 4 s
     * of back-off.
     */
    Duration SILENCE = Duration.ofSeconds(60);

    /**
     * The worker prints a line right when it takes the lock; that it holds it is noticed a little
     * later.
     */
    Duration NOTICED_WITHIN = Duration.ofSeconds(3);

    /** Lines come, or it is too early to tell. */
    record Flowing() implements LogFlow {}

    /** No worker is syncing, so no lines are due. */
    record Idle() implements LogFlow {}

    /** The worker is syncing and nothing has come for so long: it seems to print in blocks. */
    record Buffered(Duration silentFor) implements LogFlow {}

    /**
     * It printed since it began to sync, whole lines, then nothing for so long: it hangs rather
     * than buffers.
     */
    record Silent(Duration silentFor) implements LogFlow {}

    /** The worker is syncing for so long and there is no log at all: its output goes elsewhere. */
    record NoLog(Duration syncingFor) implements LogFlow {}

    /**
     * What is known about worker and log.
     *
     * @param syncingSince since when a live worker process has been syncing (has held the queue
     *     lock); null if none is
     * @param logModified the log's last change; null if there is no log
     * @param endsInsideLine whether the log ends without line end, as a block does but a line does
     *     not
     */
    record Observation(
            @Nullable Instant syncingSince,
            @Nullable Instant logModified,
            boolean endsInsideLine) {}

    /** Judges without looking anywhere; {@code silence} is how long no line is normal. */
    static LogFlow judge(Observation seen, Instant now, Duration silence) {
        if (seen.syncingSince == null) {
            return new Idle();
        }
        Duration syncingFor = Duration.between(seen.syncingSince, now);
        if (syncingFor.compareTo(silence) <= 0) {
            return new Flowing();
        }
        if (seen.logModified == null) {
            return new NoLog(syncingFor);
        }
        boolean printedSince = !seen.logModified.isBefore(seen.syncingSince.minus(NOTICED_WITHIN));
        Duration silentFor = printedSince ? Duration.between(seen.logModified, now) : syncingFor;
        if (silentFor.compareTo(silence) <= 0) {
            return new Flowing();
        }
        return printedSince && !seen.endsInsideLine
                ? new Silent(silentFor)
                : new Buffered(silentFor);
    }
}
