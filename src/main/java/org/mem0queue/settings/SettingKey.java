package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the catalogue of settings: what it is called, what values it takes, what it does.
 * {@code config}, the settings screen and the file all go by this catalogue.
 *
 * @param <T> the type of its values
 */
public final class SettingKey<T> {
    private static final List<SettingKey<?>> CATALOGUE = new ArrayList<>();

    /** Which queue directory is meant, as written; see {@link QueueDirectoryLocator}. */
    public static final SettingKey<String> QUEUE_DIRECTORY =
            add("queue.directory", new SettingTypes.Folder(), "~/.claude")
                    .environment("MEM0_QUEUE_DIR")
                    .help("The folder with the queue files.");

    /** The choice for one queue directory; without one, nothing is written anywhere. */
    public static final SettingKey<DirectoryMode> MODE =
            add("mode", new SettingTypes.Choice<>(DirectoryMode.class), null)
                    .perDirectory()
                    .help("What the program may do in this queue directory.");

    /** Whether one queue directory has the settings of the API for itself. */
    public static final SettingKey<SettingScope> API_SCOPE =
            add("api.scope", new SettingTypes.Choice<>(SettingScope.class), SettingScope.COMMON)
                    .perDirectory()
                    .help("Whether this queue directory shares the API's settings or has its own.");

    /** Without an address the API is never contacted. */
    public static final SettingKey<URI> API_URL =
            add("api.url", new SettingTypes.HttpAddress(), null)
                    .environment("MEM0_API_URL")
                    .scope(API_SCOPE)
                    .help("The Mem0 API that memories are sent to; not contacted unless set.");

    /** For those who have no Mem0 server; without an address of another one it is the API. */
    public static final SettingKey<OwnServer> API_OWN_SERVER =
            add("api.own_server", new SettingTypes.Choice<>(OwnServer.class), OwnServer.OFF)
                    .help("Whether the window runs a Mem0 server on this computer.");

    /** Comes from the environment only. */
    public static final SettingKey<Secret> API_KEY =
            add("api.key", new SettingTypes.Hidden(), null)
                    .environment("MEM0_API_KEY")
                    .notStored()
                    .help("The key for the API; never kept in the settings file.");

    public static final SettingKey<ApiDialect> API_DIALECT =
            add("api.dialect", new SettingTypes.Choice<>(ApiDialect.class), ApiDialect.AUTO)
                    .scope(API_SCOPE)
                    .help("Which Mem0 API it is; auto asks it.");

    public static final SettingKey<Infer> API_INFER =
            add("api.infer", new SettingTypes.Choice<>(Infer.class), Infer.OFF)
                    .scope(API_SCOPE)
                    .help("Whether the API may rewrite a memory; off stores it word for word.");

    public static final SettingKey<Duration> API_TIMEOUT =
            add("api.timeout", QuantityType.duration(), Duration.ofMinutes(5))
                    .scope(API_SCOPE)
                    .help("How long one upload may take; servers run a language model inside it.");

    public static final SettingKey<Integer> API_MAX_TOKENS =
            add("api.max_tokens", new SettingTypes.WholeNumber(16, 1_000_000), 8192)
                    .scope(API_SCOPE)
                    .unit("tokens")
                    .help("A longer memory is set apart before it is sent.");

    public static final SettingKey<Integer> SYNC_CONCURRENCY =
            add("sync.concurrency", new SettingTypes.WholeNumber(1, 64), 8)
                    .scope(API_SCOPE)
                    .unit("uploads")
                    .help("How many memories of different projects are sent at a time.");

    public static final SettingKey<Duration> SYNC_INTERVAL =
            add("sync.interval", QuantityType.duration(), Duration.ofSeconds(30))
                    .scope(API_SCOPE)
                    .help("How often \"worker\" tries an API that is out of order.");

    /** Whether one queue directory has a worker command for itself. */
    public static final SettingKey<SettingScope> WORKER_SCOPE =
            add("worker.scope", new SettingTypes.Choice<>(SettingScope.class), SettingScope.COMMON)
                    .perDirectory()
                    .help("Whether this queue directory shares the worker command or has its own.");

    public static final SettingKey<String> WORKER_COMMAND =
            add("worker.command", new SettingTypes.Line(ValueForm.Plain.COMMAND), null)
                    .scope(WORKER_SCOPE)
                    .help("Your own worker, started by \"sync --worker\".");

    public static final SettingKey<InDoubtPolicy> IN_DOUBT =
            add("in_doubt", new SettingTypes.Choice<>(InDoubtPolicy.class), InDoubtPolicy.HOLD)
                    .help("What to do with a memory that may or may not have been stored.");

    public static final SettingKey<Duration> IN_DOUBT_WAIT =
            add("in_doubt.wait", QuantityType.duration(), Duration.ofMinutes(2))
                    .help("How long after its time-out an upload may still be stored.");

    public static final SettingKey<Theme> THEME =
            add("theme", new SettingTypes.Choice<>(Theme.class), Theme.SYSTEM)
                    .help("The colours of the window.");

    public static final SettingKey<Language> LANGUAGE =
            add("language", new SettingTypes.Choice<>(Language.class), Language.SYSTEM)
                    .help("The language of the window.");

    public static final SettingKey<Integer> PENDING_WARNING =
            add("pending.warning", count(1), 20)
                    .unit("memories")
                    .help("From this many pending memories on there is a warning.");

    public static final SettingKey<Duration> PENDING_AGE_WARNING =
            add("pending.age_warning", QuantityType.duration(), Duration.ofMinutes(30))
                    .help("From this age of the oldest pending memory on there is a warning.");

    public static final SettingKey<Integer> FAILED_CRITICAL =
            add("failed.critical", count(0), 50)
                    .unit("memories")
                    .help("More failed memories than this are critical.");

    public static final SettingKey<Integer> SAFE_TO_SAVE_PENDING =
            add("safe_to_save.pending", count(1), 10)
                    .unit("memories")
                    .help("With fewer pending memories, and the lock free, a batch is safe.");

    public static final SettingKey<Duration> SPOOL_AGE_WARNING =
            add("spool.age_warning", QuantityType.duration(), Duration.ofMinutes(10))
                    .help("Saves that wait longer to get into the queue file are a warning.");

    public static final SettingKey<Duration> LOCK_HELD_WARNING =
            add("lock.held_warning", QuantityType.duration(), Duration.ofSeconds(5))
                    .help("A queue lock held longer is a warning: agents give up on it.");

    public static final SettingKey<Long> DISK_FREE_WARNING =
            add("disk.free_warning", QuantityType.bytes(), 500_000_000L)
                    .help("With less free space on the disk of the queue there is a warning.");

    public static final SettingKey<Duration> METRICS_AGE_WARNING =
            add("metrics.age_warning", QuantityType.duration(), Duration.ofMinutes(15))
                    .help("Figures of the worker that are older are called stale.");

    public static final SettingKey<Duration> LOG_SILENCE_WARNING =
            add("log.silence_warning", QuantityType.duration(), Duration.ofMinutes(15))
                    .help("A running worker whose log is silent for longer is a warning.");

    public static final SettingKey<Long> LARGE_FILE =
            add("large_file", QuantityType.bytes(), 256_000_000L)
                    .help("Of a larger queue file only counts are read, no texts.");

    private final String name;
    private final SettingType<T> type;
    private final @Nullable T defaultValue;
    private final @Nullable String environmentVariable;
    private final boolean stored;
    private final boolean perDirectory;
    private final @Nullable SettingKey<SettingScope> scope;
    private final String unit;
    private final String help;

    private SettingKey(Draft<T> draft, String help) {
        this.name = draft.name;
        this.type = draft.type;
        this.defaultValue = draft.defaultValue;
        this.environmentVariable = draft.environmentVariable;
        this.stored = draft.stored;
        this.perDirectory = draft.perDirectory;
        this.scope = draft.scope;
        this.unit = draft.unit;
        this.help = help;
    }

    /** All settings, in the order in which they are listed. */
    public static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(CATALOGUE);
    }

    /** The setting of a name, in any case. */
    public static Optional<SettingKey<?>> named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return all().stream().filter(key -> key.name.equals(wanted)).findFirst();
    }

    /** The sentence for a name that no setting has, with the likeliest one that was meant. */
    public static String unknown(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return "There is no setting "
                + Quoted.of(name)
                + Nearest.to(wanted, all().stream().map(SettingKey::name).toList())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; \"mem0-queue config list\" shows all.");
    }

    /** The name, for example {@code pending.warning}. */
    public String name() {
        return name;
    }

    /** One line for people. */
    public String help() {
        return help;
    }

    /** What a plain number counts; empty where values carry their unit or have none. */
    public String unit() {
        return unit;
    }

    /** What its values look like, to stand behind "must be". */
    public String expected() {
        return type.form().inEnglish();
    }

    /** The value while nobody has chosen one; empty where there is none. */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** The environment variable that wins over the file. */
    public Optional<String> environmentVariable() {
        return Optional.ofNullable(environmentVariable);
    }

    /** Whether it can be set in the file. */
    public boolean isStored() {
        return stored;
    }

    /** Whether each queue directory has a value of its own. */
    public boolean isPerDirectory() {
        return perDirectory;
    }

    /**
     * The setting that tells whether a queue directory has this one for itself; empty where all
     * share one value, or where each directory has its own anyway.
     */
    public Optional<SettingKey<SettingScope>> scope() {
        return Optional.ofNullable(scope);
    }

    /** Whether it only tells which values of others apply. */
    public boolean isScope() {
        return defaultValue instanceof SettingScope;
    }

    /** Whether its value must not be shown. */
    public boolean isSecret() {
        return type instanceof SettingTypes.Hidden;
    }

    /** What a text means as a value given by option or environment. */
    public ParsedSetting<T> parse(String text) {
        return type.parse(text.strip())
                .<ParsedSetting<T>>map(ParsedSetting.Valid::new)
                .orElseGet(() -> refused(text));
    }

    /**
     * What a text means as a value to be kept in the file, where it has to mean the same
     * everywhere.
     */
    public ParsedSetting<T> parseForFile(String text) {
        if (!stored) {
            return new ParsedSetting.Invalid<>(
                    new WrongValue.NotStored(this, String.valueOf(environmentVariable)));
        }
        return parse(text) instanceof ParsedSetting.Valid<T>(T value) && !type.isStorable(value)
                ? refused(text)
                : parse(text);
    }

    /** A value as it is shown and stored; a secret gives its mask. */
    public String format(T value) {
        return type.format(value);
    }

    SettingType<T> type() {
        return type;
    }

    private ParsedSetting<T> refused(String text) {
        String typed = type.isDelicate(text) ? null : Quoted.line(text);
        return new ParsedSetting.Invalid<>(new WrongValue.Unlike(this, type.form(), typed));
    }

    @Override
    public String toString() {
        return name;
    }

    private static SettingTypes.WholeNumber count(int least) {
        return new SettingTypes.WholeNumber(least, 1_000_000);
    }

    private static <T> Draft<T> add(String name, SettingType<T> type, @Nullable T defaultValue) {
        return new Draft<>(name, type, defaultValue);
    }

    /** A key while it is written down above; its help ends it. */
    private static final class Draft<T> {
        private final String name;
        private final SettingType<T> type;
        private final @Nullable T defaultValue;
        private @Nullable String environmentVariable;
        private boolean stored = true;
        private boolean perDirectory;
        private @Nullable SettingKey<SettingScope> scope;
        private String unit = "";

        private Draft(String name, SettingType<T> type, @Nullable T defaultValue) {
            this.name = name;
            this.type = type;
            this.defaultValue = defaultValue;
        }

        private Draft<T> environment(String variable) {
            environmentVariable = variable;
            return this;
        }

        private Draft<T> notStored() {
            stored = false;
            return this;
        }

        private Draft<T> perDirectory() {
            perDirectory = true;
            return this;
        }

        private Draft<T> scope(SettingKey<SettingScope> scope) {
            this.scope = scope;
            return this;
        }

        private Draft<T> unit(String counted) {
            unit = counted;
            return this;
        }

        private SettingKey<T> help(String help) {
            SettingKey<T> key = new SettingKey<>(this, help);
            CATALOGUE.add(key);
            return key;
        }
    }
}
