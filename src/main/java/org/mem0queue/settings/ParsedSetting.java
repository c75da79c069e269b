package org.mem0queue.settings;

/**
 * What a text means as the value of a setting.
 *
 * @param <T> the type of the value
 */
public sealed interface ParsedSetting<T> {
    /** The text is a value. */
    record Valid<T>(T value) implements ParsedSetting<T> {}

    /** The text is none. */
    record Invalid<T>(WrongValue wrong) implements ParsedSetting<T> {
        /** What is wrong and what would be right, with the name of the setting. */
        public String sentence() {
            return wrong.sentence();
        }
    }
}
