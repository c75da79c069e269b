package org.mem0queue.settings;

/** Where a setting's value comes from; the later ones win over the earlier. */
public enum ValueSource {
    DEFAULT,
    FILE,

    /** The settings file, where this queue directory has the setting for itself. */
    DIRECTORY,
    ENVIRONMENT,
    OPTION;

    /** Whether it stands in the settings file, so that it can be changed there. */
    public boolean isFile() {
        return this == FILE || this == DIRECTORY;
    }
}
