package org.mem0queue.ui.start;

import java.nio.file.Path;

/** Where the queue is looked for. */
public sealed interface StartPlace {
    /** The folder is there; whether a queue is in it, the snapshots tell. */
    record Folder(Path directory) implements StartPlace {}

    /**
     * There is no such folder.
     *
     * @param wanted could be made
     */
    record Nowhere(Path wanted) implements StartPlace {}

    /** The folder is there and may not be looked into. */
    record Closed(Path directory) implements StartPlace {}

    /**
     * What was named can be no folder.
     *
     * @param sentence what was named, by whom, and the next step
     */
    record Unusable(String sentence) implements StartPlace {}
}
