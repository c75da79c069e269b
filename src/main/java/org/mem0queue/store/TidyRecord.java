package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code mem0_queue.d/tidied}: when somebody last set about tidying, so that of all processes that
 * share the queue one does it, once a day. It holds a time and nothing else:
 *
 * <pre>2026-11-27T14:02:03Z</pre>
 *
 * A time to come was written by a clock that has been set back since, and does not count. It is
 * written before the work, so what fails or is cut short is not begun again by every sync.
 */
final class TidyRecord {
    static final String TEMPORARY_PREFIX = ".tidied.";
    private static final Duration DAILY = Duration.ofDays(1);
    private static final int MOST_BYTES = 100;

    private final QueueDirectory directory;

    TidyRecord(QueueDirectory directory) {
        this.directory = directory;
    }

    boolean isDue(Instant now) {
        Path file = directory.tidyRecord();
        try {
            if (Files.size(file) > MOST_BYTES) {
                return true;
            }
            Instant last = Instant.parse(Files.readString(file, US_ASCII).strip());
            return last.isAfter(now) || !last.plus(DAILY).isAfter(now);
        } catch (IOException | DateTimeException missingOrDamaged) {
            return true;
        }
    }

    void write(Instant now, Disk disk) throws IOException {
        disk.ensureFolder(directory.own());
        Path temporary = directory.own().resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        disk.create(temporary, (now + "\n").getBytes(US_ASCII));
        try {
            disk.rename(temporary, directory.tidyRecord());
        } catch (IOException e) {
            disk.removeQuietly(temporary);
            throw e;
        }
    }
}
