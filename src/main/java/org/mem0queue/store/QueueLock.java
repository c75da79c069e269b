package org.mem0queue.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The queue lock, as the Python programs take it: {@code flock(2)}, exclusive, on {@code
 * mem0_queue.lock}. The file is never deleted, truncated or replaced by us, and after locking the
 * inode of what we locked is compared with what the name leads to now, because a deleted lock file
 * lets two holders in.
 *
 * <p>Waiting polls with a deadline instead of blocking: a blocked waiter would win against the
 * Python programs' polling every time. A lock can't be stale: the kernel drops it with its process.
 *
 * <p>Safe for several threads; each acquisition has a descriptor of its own.
 */
public final class QueueLock {
    /** First and longest pause between two tries; Python pauses 100 ms. */
    private static final long FIRST_PAUSE_MS = 1;

    private static final long LONGEST_PAUSE_MS = 25;

    /** Replacements of the lock file that one attempt follows before it gives up. */
    private static final int REPLACEMENTS = 5;

    private final QueueDirectory directory;
    private final Path file;
    private final Disk disk;
    private final LockHolders holders = new LockHolders();

    public QueueLock(QueueDirectory directory, Disk disk) {
        this(directory, directory.lockFile(), disk);
    }

    /** A lock of our own on another file of the directory. */
    QueueLock(QueueDirectory directory, Path file, Disk disk) {
        this.directory = directory;
        this.file = file;
        this.disk = disk;
    }

    /**
     * Waits for the lock.
     *
     * @param wait how long at most; zero tries a moment only, long enough to outlast somebody's
     *     look at it
     */
    public LockResult acquire(Duration wait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("asking for the queue lock");
        }
        long deadline = System.nanoTime() + Math.max(wait.toNanos(), MILLISECONDS.toNanos(3));
        long pause = FIRST_PAUSE_MS;
        while (true) {
            Optional<LockResult> result = attempt();
            if (result.isPresent()) {
                return result.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return new LockResult.Held(look());
            }
            long jittered =
                    MILLISECONDS.toNanos(pause) / 2
                            + ThreadLocalRandom.current().nextLong(MILLISECONDS.toNanos(pause));
            LockSupport.parkNanos(Math.min(jittered, left));
            if (Thread.interrupted()) {
                throw new InterruptedException("waiting for the queue lock");
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        }
    }

    /**
     * Looks whether somebody holds it, by trying for a shared lock that is given back at once.
     * Creates nothing. A Python program that tries in that microsecond tries again after 0.1 s; the
     * caller looks at most once a second.
     */
    public LockStatus look() {
        int descriptor;
        try {
            descriptor = Posix.openForLook(file);
        } catch (Posix.ErrnoException e) {
            return e.errno() == Posix.ENOENT ? LockStatus.FREE : unknown(e.getMessage());
        }
        try {
            if (Files.isDirectory(file)) {
                return unknown(file + ": a folder stands where the lock file belongs");
            }
            if (Posix.tryFlock(descriptor, Posix.LOCK_SHARED)) {
                return LockStatus.FREE;
            }
            LockStatus.@Nullable Holder holder = holders.of(Posix.identity(descriptor));
            return new LockStatus(LockStatus.State.HELD, holder, null, null);
        } catch (Posix.ErrnoException e) {
            return unknown(e.getMessage());
        } finally {
            Posix.close(descriptor);
        }
    }

    private static LockStatus unknown(@Nullable String reason) {
        return new LockStatus(LockStatus.State.UNKNOWN, null, null, reason);
    }

    /** One try; empty means that somebody else holds it. */
    private Optional<LockResult> attempt() {
        for (int i = 0; i < REPLACEMENTS; i++) {
            Disk creator = null;
            int descriptor;
            try {
                if (!FileStamps.existsAtAll(file)) {
                    // Python opens it for writing: a lock file of root's shuts its user out.
                    creator = directory.writable(disk);
                }
                descriptor = Posix.openForLock(file);
            } catch (Posix.ErrnoException e) {
                return unavailable(
                        e.getMessage() + ". The queue cannot be locked, so nothing was changed.");
            } catch (IOException e) {
                return unavailable(
                        file
                                + ": "
                                + DiskProblem.of(e, file)
                                + " The queue cannot be locked, so nothing was changed.");
            }
            boolean keep = false;
            try {
                if (creator != null) {
                    creator.adopt(file);
                }
                if (!Posix.tryFlock(descriptor, Posix.LOCK_EXCLUSIVE)) {
                    return Optional.empty();
                }
                HeldLock lock = new HeldLock(file, descriptor, Posix.identity(descriptor));
                if (lock.stillOurs()) {
                    keep = true;
                    return Optional.of(new LockResult.Acquired(lock));
                }
                // The file was replaced between opening and locking: lock the new one.
            } catch (IOException e) {
                return unavailable(file + ": " + e.getMessage() + ". The queue cannot be locked.");
            } finally {
                if (!keep) {
                    Posix.close(descriptor);
                }
            }
        }
        return unavailable(
                file
                        + " is being replaced again and again. Find the program that deletes it;"
                        + " nothing was changed.");
    }

    private static Optional<LockResult> unavailable(String reason) {
        return Optional.of(new LockResult.Unavailable(reason));
    }
}
