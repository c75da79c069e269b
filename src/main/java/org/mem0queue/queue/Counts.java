package org.mem0queue.queue;

import java.util.OptionalLong;

/**
 * How many memories are in which state, counted from the entries, each id once (in flight before
 * queue, failed, dead letters, emergency, spool).
 *
 * @param syncedConfirmed stored, seen by us: an answer or a look-up
 * @param syncedReported stored as the worker's counter says, without the confirmed ones
 * @param uncertain empty until a scan has finished: not looked for is not zero
 * @param lost empty until a scan has finished
 */
public record Counts(
        long spooled,
        long pending,
        long inFlight,
        long inDoubt,
        long syncedConfirmed,
        long syncedReported,
        long failed,
        long deadLetters,
        long emergency,
        OptionalLong uncertain,
        OptionalLong lost,
        long trash) {

    /** Safe and waiting: spooled and pending. */
    public long waiting() {
        return spooled + pending;
    }

    /** Safe, but a person is needed: failed, dead letters and emergency. */
    public long needAPerson() {
        return failed + deadLetters + emergency;
    }

    /** Everything that is in one of the files now. */
    public long here() {
        return spooled + pending + inFlight + inDoubt + failed + deadLetters + emergency;
    }
}
