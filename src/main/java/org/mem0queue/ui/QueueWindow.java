package org.mem0queue.ui;

/** What stands on the stage: the first start, or the window proper. */
public interface QueueWindow {
    /** Shows it, or brings it to the front. On the JavaFX thread. */
    void show();

    /** Ends what runs in it and leaves the stage; twice does nothing more. On the JavaFX thread. */
    void dispose();

    /** Waits a moment for what was begun, after disposing. Not on the JavaFX thread. */
    void awaitEnd();
}
