package org.mem0queue.settings;

/** Where a setting's value comes from; the later ones win over the earlier. */
public enum ValueSource {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    OPTION
}
