package org.mem0queue.settings;

/** Whether some settings are the same for all queue directories or one has them for itself. */
public enum SettingScope {
    /** Shared with all queue directories that have none of their own. */
    COMMON,

    /** For one queue directory, whatever the others have. */
    OWN
}
