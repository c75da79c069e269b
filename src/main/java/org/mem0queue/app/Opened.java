package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.ui.MainWindow;
import org.mem0queue.ui.QueueWindow;
import org.mem0queue.ui.StartWindow;

import java.nio.file.Path;

/**
 * What stands on the stage.
 *
 * @param service null where there is no folder
 */
record Opened(Path directory, @Nullable QueueService service, QueueWindow window) {

    /** Something that was asked for could not be done. On the JavaFX thread. */
    void failed(String sentence) {
        if (window instanceof StartWindow start) {
            start.failed(sentence);
        } else if (window instanceof MainWindow main) {
            main.tell(sentence);
        }
    }

    /** What was chosen could not be kept. On the JavaFX thread. */
    void failed(WriteProblem problem) {
        if (window instanceof StartWindow start) {
            start.failed(problem);
        } else if (window instanceof MainWindow main) {
            main.tell(problem);
        }
    }

    /**
     * A bug. On the JavaFX thread.
     *
     * @param report for the clipboard
     */
    void tellBug(String report) {
        if (window instanceof StartWindow start) {
            start.tellBug(report);
        } else if (window instanceof MainWindow main) {
            main.tellBug(report);
        }
    }

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
