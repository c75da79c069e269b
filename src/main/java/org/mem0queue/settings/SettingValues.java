package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings that apply, each with its source: option, else environment, else file, else default.
 * A value that cannot be used is never passed over for that of a weaker source (which may name
 * another server): the default applies and the problem is told.
 */
public final class SettingValues {
    private final SettingsRead read;
    private final Map<String, String> environment;
    private final Map<SettingKey<?>, String> options;
    private final @Nullable Path directory;

    private SettingValues(
            SettingsRead read,
            Map<String, String> environment,
            Map<SettingKey<?>, String> options,
            @Nullable Path directory) {
        this.read = read;
        this.environment = Map.copyOf(environment);
        this.options = Map.copyOf(options);
        this.directory = directory;
    }

    /**
     * @param read what the file gave
     * @param environment the environment variables
     * @param options what was given on the command line, as written
     */
    public static SettingValues of(
            SettingsRead read,
            Map<String, String> environment,
            Map<SettingKey<?>, String> options) {
        return new SettingValues(read, environment, options, null);
    }

    /** The same with the settings that this queue directory has for itself. */
    public SettingValues in(Path queueDirectory) {
        return new SettingValues(read, environment, options, queueDirectory);
    }

    /** The value of one setting. */
    public <T> SettingValue<T> get(SettingKey<T> key) {
        String option = options.get(key);
        if (option != null) {
            return value(key, key.parse(option), ValueSource.OPTION, ValueProblem.OfOption::new);
        }
        Optional<String> variable = key.environmentVariable();
        String told = variable.map(environment::get).orElse("");
        if (!told.isBlank()) {
            return value(
                    key,
                    key.parse(told),
                    ValueSource.ENVIRONMENT,
                    wrong -> new ValueProblem.OfEnvironment(variable.orElse(""), wrong));
        }
        return stored(key);
    }

    private <T> SettingValue<T> stored(SettingKey<T> key) {
        if (read instanceof SettingsRead.Loaded(StoredSettings stored) && key.isStored()) {
            Optional<String> text = stored.text(key, directory);
            if (text.isPresent()) {
                return value(
                        key,
                        key.parseForFile(text.get()),
                        stored.isOwn(key, directory) ? ValueSource.DIRECTORY : ValueSource.FILE,
                        ValueProblem.OfFile::new);
            }
        }
        boolean unknown = key.equals(SettingKey.QUEUE_DIRECTORY) && read.mayNameQueueDirectory();
        return new SettingValue<>(
                key,
                key.defaultValue().orElse(null),
                ValueSource.DEFAULT,
                unknown ? new ValueProblem.FileUnknown(read) : null);
    }

    private static <T> SettingValue<T> value(
            SettingKey<T> key,
            ParsedSetting<T> parsed,
            ValueSource source,
            Function<WrongValue, ValueProblem> problem) {
        return switch (parsed) {
            case ParsedSetting.Valid<T>(T value) -> new SettingValue<>(key, value, source, null);
            case ParsedSetting.Invalid<T>(WrongValue wrong) ->
                    new SettingValue<>(
                            key,
                            key.defaultValue().orElse(null),
                            ValueSource.DEFAULT,
                            problem.apply(wrong));
        };
    }

    /** What reading the file gave. */
    public SettingsRead read() {
        return read;
    }

    /** All settings in the order of the catalogue. */
    public List<SettingValue<?>> all() {
        return SettingKey.all().stream().<SettingValue<?>>map(this::get).toList();
    }

    /** What is wrong with the file or with single values, a sentence each; empty if nothing is. */
    public List<String> problems() {
        var values = all().stream().map(SettingValue::complaint).flatMap(Optional::stream);
        var file = Optional.of(read.complaint()).filter(text -> !text.isEmpty()).stream();
        return Stream.concat(file, values).distinct().toList();
    }

    /** All that applies, as one value. */
    public Settings settings() {
        return new Settings(
                get(SettingKey.API_URL).value(),
                get(SettingKey.WORKER_COMMAND).value(),
                new Sending(
                        required(SettingKey.API_DIALECT),
                        required(SettingKey.API_INFER),
                        required(SettingKey.API_TIMEOUT),
                        required(SettingKey.API_MAX_TOKENS),
                        required(SettingKey.SYNC_CONCURRENCY),
                        required(SettingKey.SYNC_INTERVAL),
                        required(SettingKey.IN_DOUBT),
                        required(SettingKey.IN_DOUBT_WAIT)),
                new Settings.Appearance(required(SettingKey.THEME), required(SettingKey.LANGUAGE)),
                new Thresholds(
                        required(SettingKey.PENDING_WARNING),
                        required(SettingKey.PENDING_AGE_WARNING),
                        required(SettingKey.FAILED_CRITICAL),
                        required(SettingKey.SAFE_TO_SAVE_PENDING),
                        required(SettingKey.SPOOL_AGE_WARNING),
                        required(SettingKey.LOCK_HELD_WARNING),
                        required(SettingKey.DISK_FREE_WARNING),
                        required(SettingKey.METRICS_AGE_WARNING),
                        required(SettingKey.LOG_SILENCE_WARNING),
                        required(SettingKey.LARGE_FILE)),
                read instanceof SettingsRead.Loaded(StoredSettings stored)
                        ? stored.modes()
                        : Map.of());
    }

    /** Of a setting that has a default. */
    private <T> T required(SettingKey<T> key) {
        return get(key).chosen().orElseThrow();
    }
}
