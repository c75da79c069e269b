package org.mem0queue.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Only one process at a time creates a ledger or moves a damaged one aside: two that find the same
 * damage must not move the other's new file. Held while that happens, never while a ledger is used.
 */
final class OpenLock implements AutoCloseable {
    private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(2000);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final FileChannel channel;

    private OpenLock(FileChannel channel) {
        this.channel = channel;
    }

    static OpenLock acquire(Path file) throws IOException, LedgerException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OwnerOnly.fileAttributes(file));
        boolean locked = false;
        try {
            long deadline = System.nanoTime() + WAIT;
            while (!locked) {
                locked = tryLock(channel);
                if (!locked && System.nanoTime() - deadline > 0) {
                    throw new LedgerException(
                            LedgerProblem.Kind.BUSY,
                            "History "
                                    + file
                                    + ": another process is creating or repairing it. It is tried"
                                    + " again.");
                }
                if (!locked) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
            return new OpenLock(channel);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException anotherThreadOfOurs) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close(); // gives the lock back
    }
}
