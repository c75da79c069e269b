package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The value of a setting and where it comes from.
 *
 * @param key which setting
 * @param value {@code null} if nobody chose one and there is no default
 * @param source where the value comes from
 * @param problem of a value that was given and could not be used, so that {@code value} is the
 *     default; {@code null} if all is well
 * @param <T> the type of the value
 */
public record SettingValue<T>(
        SettingKey<T> key, @Nullable T value, ValueSource source, @Nullable ValueProblem problem) {
    /** The value; empty if nobody chose one and there is no default. */
    public Optional<T> chosen() {
        return Optional.ofNullable(value);
    }

    /** The value as people may see it: a secret is masked, no value is the empty text. */
    public String text() {
        return value == null ? "" : key.format(value);
    }

    /** What is wrong, in a sentence in the language of the command line. */
    public Optional<String> complaint() {
        return Optional.ofNullable(problem).map(ValueProblem::sentence);
    }

    @Override
    public String toString() {
        return key.name() + "=" + text() + " (" + source + ")";
    }
}
