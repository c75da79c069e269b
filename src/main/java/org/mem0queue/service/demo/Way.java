package org.mem0queue.service.demo;

import java.io.IOException;
import java.util.Set;

/** How memories are saved and sent in one queue directory. Safe for several threads. */
interface Way extends Saving, AutoCloseable {
    /**
     * Where the texts are that the API may not have.
     *
     * @param waiting in the queue, or on their way to it or from it
     * @param setApart in {@code failed[]}
     */
    record Whereabouts(Set<String> waiting, Set<String> setApart) {
        /** Numbers only. */
        @Override
        public String toString() {
            return "Whereabouts[" + waiting.size() + ", " + setApart.size() + "]";
        }
    }

    /** How many memories wait, or are on their way. */
    long waiting();

    /** Waits until what is under way now has ended, where that has an end. */
    void finishRuns() throws InterruptedException;

    /** Sends, to an API that is well, until nothing moves any more; nobody saves meanwhile. */
    void settle() throws InterruptedException;

    /** To be asked when nothing is under way. */
    Whereabouts whereabouts() throws IOException;

    /** Ends everything that is under way. */
    @Override
    void close();
}
