package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;

/**
 * An editor that is open. Nothing closes it but the person or a change that was made.
 *
 * @param seen the memory as it was when the editor was opened: the change is refused if it is
 *     another by then
 * @param content as it was
 * @param project as it was
 */
record Editing(Memory seen, String content, String project) {
    /** What follows a change. */
    enum Then {
        STAY,
        RETRY
    }
}
