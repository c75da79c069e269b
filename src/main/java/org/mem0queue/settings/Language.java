package org.mem0queue.settings;

/** The language of what people see. */
public enum Language {
    EN,
    FR,
    /** As the desktop has it. */
    SYSTEM
}
