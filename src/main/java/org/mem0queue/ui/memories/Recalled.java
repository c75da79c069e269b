package org.mem0queue.ui.memories;

/**
 * What came of a question to the history, which may be missing without anything else being wrong.
 *
 * @param <T> what it answers
 */
public sealed interface Recalled<T> {
    record Known<T>(T value) implements Recalled<T> {}

    /**
     * @param sentence why it cannot be told
     */
    record NotKnown<T>(String sentence) implements Recalled<T> {}
}
