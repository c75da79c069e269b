package org.mem0queue.queue;

import java.util.OptionalLong;

/**
 * How many memories are in which state, counted from the entries, each id once (in flight before
 * queue, failed, dead letters, emergency, spool).
 *
 * @param pending in the queue file and to be sent one day, the held ones among them
 * @param syncedConfirmed stored, seen by us: an answer or a look-up
 * @param syncedReported stored as the worker's counter says, without the confirmed ones
 * @param uncertain empty until a scan has finished: not looked for is not zero
 * @param lost empty until a scan has finished
 * @param held how many of the pending ones nobody sends until a person releases them
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
        long trash,
        long held) {

    /** Safe and waiting: spooled and pending, on hold or not. */
    public long waiting() {
        return spooled + pending;
    }

    /** Of these, what somebody is to send: a backlog is made of them. */
    public long toSend() {
        return waiting() - held;
    }

    /** Pending in the queue file and not on hold: what a worker has before it. */
    public long queued() {
        return pending - held;
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
