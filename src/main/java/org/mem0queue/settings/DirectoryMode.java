package org.mem0queue.settings;

/** What we may do in a queue directory. Without a choice we only look and write nothing at all. */
public enum DirectoryMode {
    /** Look, and keep settings and history outside the queue directory. */
    WATCH_ONLY,
    /** Also save, repair and sync. */
    MANAGE
}
