package org.mem0queue.settings;

import java.nio.file.Path;

/** Which queue directory is meant, and whether it is there. */
public sealed interface LocatedDirectory {
    /** Where the choice comes from. */
    ValueSource source();

    /**
     * The folder exists.
     *
     * @param directory absolute; links are left as they were written
     */
    record Found(Path directory, ValueSource source) implements LocatedDirectory {}

    /**
     * No such folder.
     *
     * @param sentence the path, who named it, and the next step
     */
    record Missing(Path directory, ValueSource source, String sentence)
            implements LocatedDirectory {}

    /**
     * What was named cannot be a queue directory: a file, something that is no path, or a setting
     * that could not be read.
     *
     * @param sentence what was named, by whom, and the next step
     */
    record Unusable(ValueSource source, String sentence) implements LocatedDirectory {}
}
