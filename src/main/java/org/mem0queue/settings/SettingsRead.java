package org.mem0queue.settings;

import java.nio.file.Path;

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
     * @param mayNameQueueDirectory whether its text mentions the queue directory
     */
    record Broken(Path file, FileFault fault, boolean mayNameQueueDirectory)
            implements SettingsRead {
        /** The file, what is wrong, and the next step. */
        public String sentence() {
            return "The settings file "
                    + file
                    + " is damaged: "
                    + fault.inEnglish()
                    + ". Defaults apply. Correct the file, or set what you need with"
                    + " \"mem0-queue config set\": the damaged file is then kept beside it.";
        }
    }

    /**
     * The file is there and cannot be read.
     *
     * @param reason of the system, to stand behind a colon
     */
    record Denied(Path file, String reason) implements SettingsRead {
        /** The file, the cause, and the next step. */
        public String sentence() {
            return "The settings file "
                    + file
                    + " cannot be read: "
                    + reason
                    + ". Defaults apply. Make it a file that you can read, or remove it.";
        }

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
            case Broken broken -> broken.sentence();
            case Denied denied -> denied.sentence();
        };
    }
}
