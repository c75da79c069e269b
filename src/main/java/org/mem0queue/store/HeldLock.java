package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The queue lock while we hold it. Closing releases it; closing twice does nothing. */
public final class HeldLock implements AutoCloseable {
    private final Path file;
    private final int descriptor;
    private final Posix.FileIdentity identity;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldLock(Path file, int descriptor, Posix.FileIdentity identity) {
        this.file = file;
        this.descriptor = descriptor;
        this.identity = identity;
    }

    /**
     * Whether the lock file's name still leads to the file we have locked. If somebody deleted or
     * replaced it, another process may hold "the lock" as well, and nothing may be written.
     */
    public boolean stillOurs() {
        try {
            return !closed.get() && identity.equals(FileStamps.identity(file));
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Posix.close(descriptor);
        }
    }
}
