package org.mem0queue.store;

import org.mem0queue.queue.LockStatus;

/** How asking for the queue lock ended. */
public sealed interface LockResult {
    /** We hold it until {@code lock} is closed. */
    record Acquired(HeldLock lock) implements LockResult {}

    /** Somebody else held it for the whole wait. */
    record Held(LockStatus status) implements LockResult {}

    /** The lock file cannot be used: no permission, read-only disk, a folder in its place. */
    record Unavailable(String reason) implements LockResult {}
}
