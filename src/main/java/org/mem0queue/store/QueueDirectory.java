package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names every file of a queue directory: those shared with the Python programs, and ours in {@code
 * mem0_queue.d}.
 */
public record QueueDirectory(Path path) {
    /** A directory with more names is not a queue directory; a look must stay cheap. */
    private static final int NAMES = 5000;

    /**
     * What lies in it under a name like those of the queue files, copies and left-overs included;
     * nothing if it cannot be listed.
     */
    public List<Path> namesAlike() {
        List<Path> alike = new ArrayList<>();
        int names = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (++names > NAMES) {
                    break;
                }
                if (String.valueOf(file.getFileName()).contains("mem0_")) {
                    alike.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        return alike;
    }

    public Path queueFile() {
        return path.resolve("mem0_queue.json");
    }

    public Path lockFile() {
        return path.resolve("mem0_queue.lock");
    }

    public Path backupFile() {
        return path.resolve("mem0_queue_backup.json");
    }

    public Path deadLetterFile() {
        return path.resolve("mem0_queue_dlq.json");
    }

    public Path emergencyFile() {
        return path.resolve("mem0_emergency.json");
    }

    public Path metricsFile() {
        return path.resolve("mem0_metrics.json");
    }

    /** The name that every Python program uses for its half-written file. */
    public Path pythonTemporaryFile() {
        return path.resolve("mem0_queue.tmp");
    }

    /** Ours: everything that is not shared with the Python programs. */
    public Path own() {
        return path.resolve("mem0_queue.d");
    }

    public Path spool() {
        return own().resolve("spool");
    }

    /** Half-written batches; nothing here was ever acknowledged. */
    public Path spoolTemporary() {
        return spool().resolve("tmp");
    }

    public Path kept() {
        return own().resolve("kept");
    }

    public Path trash() {
        return own().resolve("trash");
    }

    /** Emergency files that were taken over, renamed. */
    public Path drained() {
        return own().resolve("emergency");
    }

    /** How the clocks stood when we last looked. */
    Path clockFile() {
        return own().resolve("clock");
    }

    public Path found() {
        return own().resolve("found");
    }

    public Path snapshots() {
        return own().resolve("snapshots");
    }

    public Path outcomes() {
        return own().resolve("outcomes.jsonl");
    }

    /** Held by whoever uploads, from claim until commit. */
    Path syncLockFile() {
        return own().resolve("sync.lock");
    }

    /** Held by whoever runs the person's own worker. */
    Path personsWorkerLockFile() {
        return own().resolve("persons-worker.lock");
    }

    /** Held by our worker for as long as it lives. */
    Path workerLockFile() {
        return own().resolve("worker.lock");
    }

    /** What was sent under which claim, and how it ended. */
    Path syncJournal() {
        return own().resolve("sync.journal");
    }

    /** There while a person holds back all sending. */
    Path pauseFile() {
        return own().resolve("paused");
    }

    /** When somebody last tidied. */
    Path tidyRecord() {
        return own().resolve("tidied");
    }

    /** Held by the one process that waits to merge the spool on behalf of others. */
    public Path flushLockFile() {
        return own().resolve("flush.lock");
    }

    /**
     * Whether we may write here as the Python programs' user does: we own the folder, or are root.
     * False if the folder cannot be looked at.
     */
    public boolean isOurs() {
        try {
            FileStamps.OwnerIds owner = FileStamps.owner(path);
            int user = owner == null ? 0 : EffectiveUser.id();
            return owner == null || user == 0 || user == owner.user();
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * A disk that gives what it creates to the folder's owner.
     *
     * @throws IOException if this user does not own the folder and is not root: files of another
     *     owner could shut the Python programs out
     */
    Disk writable(Disk disk) throws IOException {
        FileStamps.OwnerIds owner = FileStamps.owner(path);
        if (owner == null) {
            return disk;
        }
        int user = EffectiveUser.id();
        if (user == owner.user()) {
            return disk;
        }
        if (user == 0) {
            return disk.ownedBy(owner);
        }
        throw new IOException(
                path
                        + " belongs to another user (uid "
                        + owner.user()
                        + "). Run this as that user.");
    }
}
