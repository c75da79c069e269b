package org.mem0queue.mem0;

/** What the server is asked to do with a text. */
public enum Inference {
    /** Store it word for word. */
    VERBATIM,
    /** Have a language model extract facts from it, and store those instead. */
    EXTRACT
}
