package org.mem0queue.ui;

import org.mem0queue.settings.WriteProblem;

/** What stands on the stage: the first start, or the window proper. */
public interface QueueWindow {
    /** Shows it, or brings it to the front. On the JavaFX thread. */
    void show();

    /** Tells what could not be done. On the JavaFX thread. */
    void tell(String sentence);

    /** Tells that something chosen could not be kept. On the JavaFX thread. */
    void tell(WriteProblem problem);

    /**
     * Tells of a bug. On the JavaFX thread.
     *
     * @param report for the clipboard
     */
    void tellBug(String report);

    /** Ends what runs in it and leaves the stage; twice does nothing more. On the JavaFX thread. */
    void dispose();

    /** Waits a moment for what was begun, after disposing. Not on the JavaFX thread. */
    void awaitEnd();
}
