package org.mem0queue.store;

import java.io.IOException;
import java.time.Duration;

/** The files of our own sending: who sends, what was sent, and whether it is held back. */
public final class SendingFiles {
    private final QueueDirectory directory;
    private final Disk disk;

    SendingFiles(QueueDirectory directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Held by whoever uploads, from claim until commit or doubt; never by an idle process. */
    public QueueLock syncLock() {
        return new QueueLock(directory, directory.syncLockFile(), disk);
    }

    /** Held by our worker for as long as it lives, busy or idle. */
    public QueueLock workerLock() {
        return new QueueLock(directory, directory.workerLockFile(), disk);
    }

    /**
     * Tries for what is held by whoever runs the person's own worker, from before the look whether
     * one runs until it has ended; makes the folder that it lies in.
     */
    public LockResult acquirePersonsWorkerLock() throws InterruptedException {
        return acquireOwn(new QueueLock(directory, directory.personsWorkerLockFile(), disk));
    }

    /** Tries for {@link #workerLock}; makes the folder that it lies in. */
    public LockResult acquireWorkerLock() throws InterruptedException {
        return acquireOwn(workerLock());
    }

    /** Tries for {@link #syncLock}; makes the folder that it lies in. */
    public LockResult acquireSyncLock() throws InterruptedException {
        return acquireOwn(syncLock());
    }

    private LockResult acquireOwn(QueueLock own) throws InterruptedException {
        try {
            directory.writable(disk).ensureFolder(directory.own());
        } catch (IOException e) {
            return new LockResult.Unavailable(
                    directory.own() + ": " + DiskProblem.of(e, directory.own()));
        }
        return own.acquire(Duration.ZERO);
    }

    /** What was sent; for who holds {@link #syncLock}. */
    public SyncJournal syncJournal() {
        return new SyncJournal(directory, disk);
    }

    public PauseFile pauseFile() {
        return new PauseFile(directory, disk);
    }
}
