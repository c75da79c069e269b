package org.mem0queue.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far an agent's transcript was read.
 *
 * @param path of the transcript
 * @param fileKey what the system calls the file (device and inode), so that a new file of the same
 *     name is read from its beginning
 * @param sizeBytes when it was read
 * @param modified when it was read; kept to the microsecond
 * @param offset the first byte that was not read
 */
public record TranscriptPosition(
        String path, String fileKey, long sizeBytes, Instant modified, long offset) {
    public TranscriptPosition {
        modified = modified.truncatedTo(ChronoUnit.MICROS);
    }
}
