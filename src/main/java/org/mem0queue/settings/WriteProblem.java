package org.mem0queue.settings;

import java.nio.file.Path;

/** Why the settings file was not written, or not as it should be. */
public sealed interface WriteProblem {
    /** The file, the cause and the next step, in the language of the command line. */
    String sentence();

    /** What is there cannot be read, so it is not replaced. */
    record Unreadable(SettingsRead.Denied read) implements WriteProblem {
        @Override
        public String sentence() {
            return read.sentence();
        }
    }

    /** The part with the settings of each directory has another form. */
    record NoDirectories(Path file) implements WriteProblem {
        @Override
        public String sentence() {
            return "\"directories\" in the settings file "
                    + file
                    + " does not hold one object for each queue directory: correct it first.";
        }
    }

    /** It was replaced, and the disk may forget that. */
    record NotConfirmed(Path file) implements WriteProblem {
        @Override
        public String sentence() {
            return "The settings file "
                    + file
                    + " was replaced, but the disk did not confirm it: look at it with"
                    + " \"mem0-queue config list\" after the next restart.";
        }
    }

    /**
     * The system does not let us.
     *
     * @param reason of the system, to stand behind a colon
     */
    record Denied(Path file, String reason) implements WriteProblem {
        @Override
        public String sentence() {
            return "The settings file "
                    + file
                    + " cannot be written: "
                    + reason
                    + ". Nothing was changed; correct that and set the value again.";
        }
    }
}
