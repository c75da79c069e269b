package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

/** Why a text is no value of a setting. */
public sealed interface WrongValue {
    /** Which setting. */
    SettingKey<?> key();

    /** What is wrong and what would be right, in the language of the command line. */
    String sentence();

    /**
     * It does not look like a value.
     *
     * @param typed what was given, as one short line; null if it may hold something that must not
     *     be shown
     */
    record Unlike(SettingKey<?> key, ValueForm form, @Nullable String typed) implements WrongValue {
        @Override
        public String sentence() {
            String but = typed == null ? "" : ", not \"" + typed + "\"";
            return key.name() + " must be " + form.inEnglish() + but + ".";
        }
    }

    /**
     * It is not kept in the file at all.
     *
     * @param variable the environment variable to give it in
     */
    record NotStored(SettingKey<?> key, String variable) implements WrongValue {
        @Override
        public String sentence() {
            return key.name()
                    + " is not kept in the settings file; give it in the environment as "
                    + variable
                    + ".";
        }
    }

    /** Each queue directory has its own, and none was named. */
    record OfNoDirectory(SettingKey<?> key) implements WrongValue {
        @Override
        public String sentence() {
            return key.name() + " belongs to one queue directory: name it with --dir.";
        }
    }
}
