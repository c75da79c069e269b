package org.mem0queue.service.demo;

/** Who saves and sends. */
public enum Manner {
    /** The Python programs of the first generation, by the book. */
    PYTHON,
    /** This program. */
    OURS
}
