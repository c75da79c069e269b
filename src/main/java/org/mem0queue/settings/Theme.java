package org.mem0queue.settings;

/** The colours of the window. */
public enum Theme {
    LIGHT,
    DARK,
    /** As the desktop has it. */
    SYSTEM
}
