package org.mem0queue.ui.fx;

/** How the window looks; what a person chooses in the menu or the settings. */
public enum Appearance {
    /** As the desktop says, and changing with it. */
    SYSTEM,
    LIGHT,
    DARK
}
