package org.mem0queue.ui.activity;

import org.mem0queue.queue.QueueCopy;

import java.nio.file.Path;

/** Where memories can be restored from. */
sealed interface RestoreSource {
    /** Nothing is chosen. */
    record None() implements RestoreSource {}

    /** The backup file or a queue snapshot. */
    record Copy(QueueCopy copy) implements RestoreSource {
        /** Numbers move when another state is kept; the file stays. */
        boolean isOf(Path file) {
            return copy.file().equals(file);
        }
    }

    /** What this program merged and another one took out again. */
    record TakenOut() implements RestoreSource {}
}
