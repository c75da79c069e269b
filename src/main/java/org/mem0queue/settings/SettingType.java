package org.mem0queue.settings;

import java.util.Optional;

/**
 * How the values of a setting are written. Whatever {@link #format} writes, {@link #parse} reads as
 * the same value.
 */
interface SettingType<T> {
    /** The value of a text without blanks around it; empty if it is none. */
    Optional<T> parse(String text);

    /** The value as it is shown and stored. */
    String format(T value);

    /** What a value looks like. */
    ValueForm form();

    /** Whether a value may stand in the file; what depends on where a command is run may not. */
    default boolean isStorable(T value) {
        return true;
    }

    /** Whether it is stored as a JSON number. */
    default boolean isNumber() {
        return false;
    }

    /** Whether a refused text may hold something that must not be shown. */
    default boolean isDelicate(String refused) {
        return false;
    }
}
