package org.mem0queue.settings;

/**
 * What reading the settings file gave. In all cases but the first the defaults apply.
 *
 * <p>Whoever is about to write into a queue directory looks at {@link #mayNameQueueDirectory}
 * first: the file that could not be understood may have named another one than the default.
 */
public sealed interface SettingsRead {
    /** The file was read. */
    record Loaded(StoredSettings stored) implements SettingsRead {}

    /** Nobody has set anything yet. */
    record Missing() implements SettingsRead {}

    /**
     * The file is there and is no settings file.
     *
     * @param sentence the file, what is wrong, and the next step
     * @param mayNameQueueDirectory whether its text mentions the queue directory
     */
    record Broken(String sentence, boolean mayNameQueueDirectory) implements SettingsRead {}

    /**
     * The file is there and cannot be read.
     *
     * @param sentence the file, the cause, and the next step
     */
    record Denied(String sentence) implements SettingsRead {
        @Override
        public boolean mayNameQueueDirectory() {
            return true;
        }
    }

    /** Whether the file may name a queue directory that we failed to learn. */
    default boolean mayNameQueueDirectory() {
        return false;
    }

    /** What is wrong with the file; empty text if nothing is. */
    default String complaint() {
        return switch (this) {
            case Loaded _, Missing _ -> "";
            case Broken(String sentence, _) -> sentence;
            case Denied(String sentence) -> sentence;
        };
    }
}
