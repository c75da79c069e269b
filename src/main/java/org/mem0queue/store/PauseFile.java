package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.mem0queue.queue.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code mem0_queue.d/paused}: while it is there nobody who shares the queue sends. It is its being
 * there that counts; what stands in it is for people. Safe for several threads.
 */
public final class PauseFile {
    private final QueueDirectory directory;
    private final Disk plainDisk;

    PauseFile(QueueDirectory directory, Disk disk) {
        this.directory = directory;
        this.plainDisk = disk;
    }

    /** Since when sending is held back; empty if it is not. */
    public Optional<Instant> since() {
        try {
            return Optional.of(Files.getLastModifiedTime(directory.pauseFile()).toInstant());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return FileStamps.existsAtAll(directory.pauseFile())
                    ? Optional.of(Instant.EPOCH)
                    : Optional.empty();
        }
    }

    /**
     * Holds all sending back; does nothing if it is held back already.
     *
     * @param by who asks, one word
     */
    public void pause(String by, Instant now) throws IOException {
        if (since().isPresent()) {
            return;
        }
        Disk disk = directory.writable(plainDisk);
        disk.ensureFolder(directory.own());
        disk.append(
                directory.pauseFile(),
                ("{\"by\": "
                                + Json.quote(by)
                                + ", \"since\": "
                                + Json.quote(now.toString())
                                + "}\n")
                        .getBytes(US_ASCII));
    }

    /** Lets sending go on; tells whether it was held back. */
    public boolean resume() throws IOException {
        if (since().isEmpty()) {
            return false;
        }
        Disk disk = directory.writable(plainDisk);
        disk.delete(directory.pauseFile());
        disk.syncFolder(directory.own());
        return true;
    }
}
