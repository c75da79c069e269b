package org.mem0queue.settings;

/** What the API is asked to do with a text. */
public enum Infer {
    /** Store it word for word. */
    OFF,
    /** Have a language model extract facts from it and store those instead. */
    ON
}
