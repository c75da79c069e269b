package org.mem0queue.ui.control;

import org.jspecify.annotations.Nullable;

/**
 * Tells a person what came of an act, over whatever page is open. Sentences hold ids and counts,
 * never the text of a memory. On the JavaFX thread.
 */
public interface Notices {
    /**
     * Something was done.
     *
     * @param sentence what, and how many: "12 memories go back into the queue"
     * @param undo takes it back; null if it cannot be taken back. Offered for ten seconds, longer
     *     while the pointer or the focus is on it
     */
    void done(String sentence, @Nullable Runnable undo);

    /**
     * Something was not done. Stays until it is closed, or until its step is taken.
     *
     * @param sentence what happened, to which file, what to do
     * @param step what may help; null if nothing can be offered
     */
    void problem(String sentence, @Nullable Step step);

    /**
     * Something waits, for example for the lock, or takes its time.
     *
     * @param sentence what it waits for
     * @param cancel gives up
     */
    Waiting waiting(String sentence, Runnable cancel);

    /**
     * A button.
     *
     * @param verb what it does: "Try again"
     */
    record Step(String verb, Runnable act) {}

    /** A notice that stays until it is closed. */
    interface Waiting {
        /** How far it has come. */
        void say(String sentence);

        void close();
    }
}
