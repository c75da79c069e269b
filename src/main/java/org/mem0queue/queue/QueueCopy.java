package org.mem0queue.queue;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A kept copy of the queue file, as a person chooses one to restore.
 *
 * @param number 0 for the backup file; queue snapshots from 1, the newest first
 * @param label why it is kept: empty for a good state, else damaged, before-shrink, restore, or
 *     closed for one of these of which a person said that all is accounted for
 * @param state ok, or why it cannot be read: corrupt, denied, missing
 * @param pending entries in its queue
 * @param failed entries in its {@code failed[]}
 * @param onlyHere memories that it has and the present queue file has not
 * @param onlyNow memories that the present queue file has and it has not
 */
public record QueueCopy(
        int number,
        Path file,
        Instant time,
        long bytes,
        String label,
        String state,
        long pending,
        long failed,
        long onlyHere,
        long onlyNow) {

    /** Whether it stays, however old, until a person closes the incident. */
    public boolean pinned() {
        return !label.isEmpty() && !label.equals("closed");
    }
}
