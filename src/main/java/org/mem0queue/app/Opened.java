package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.QueueWindow;

import java.nio.file.Path;

/**
 * What stands on the stage.
 *
 * @param service null where there is no folder
 */
record Opened(Path directory, @Nullable QueueService service, QueueWindow window) {

    /** What was begun comes to its end first: a save may be under way. Blocks. */
    static void close(@Nullable Opened ended) {
        if (ended != null) {
            ended.window.awaitEnd();
            if (ended.service != null) {
                ended.service.close();
            }
        }
    }
}
