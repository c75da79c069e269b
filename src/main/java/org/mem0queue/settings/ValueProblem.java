package org.mem0queue.settings;

/** Why the value that was given for a setting does not apply. */
public sealed interface ValueProblem {
    /** What is wrong, in the language of the command line. */
    String sentence();

    /** The option of the command line is none. */
    record OfOption(WrongValue wrong) implements ValueProblem {
        @Override
        public String sentence() {
            return wrong.sentence();
        }
    }

    /** The environment variable holds none. */
    record OfEnvironment(String variable, WrongValue wrong) implements ValueProblem {
        @Override
        public String sentence() {
            return "The environment variable " + variable + " is of no use: " + wrong.sentence();
        }
    }

    /** The settings file holds none. */
    record OfFile(WrongValue wrong) implements ValueProblem {
        @Override
        public String sentence() {
            return "The settings file holds a value of no use: " + wrong.sentence();
        }
    }

    /** The settings file, which may hold it, could not be understood. */
    record FileUnknown(SettingsRead read) implements ValueProblem {
        @Override
        public String sentence() {
            return read.complaint();
        }
    }
}
