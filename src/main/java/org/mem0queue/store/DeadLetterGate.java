package org.mem0queue.store;

import java.util.Optional;

/**
 * Whether dead letters may be changed. While an endless worker lives they may not: it reads its
 * file, uploads for minutes, and writes its old copy back.
 */
@FunctionalInterface
public interface DeadLetterGate {
    /** Nobody looked whether a worker lives, so nothing is changed. */
    DeadLetterGate UNKNOWN =
            () -> Optional.of("it is not known whether an endless worker is running");

    /**
     * Asked under the lock, right before a change.
     *
     * @return why not, as a clause such as {@code python3 worker.py (pid 4711) is running}; empty
     *     if nothing speaks against it
     */
    Optional<String> closedBecause();
}
