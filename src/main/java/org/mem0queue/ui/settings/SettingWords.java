package org.mem0queue.ui.settings;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.FileFault;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingScope;
import org.mem0queue.settings.SettingValue;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.settings.ValueForm;
import org.mem0queue.settings.ValueProblem;
import org.mem0queue.settings.ValueSource;
import org.mem0queue.settings.WrongValue;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The catalogue of settings in the person's language. */
final class SettingWords {
    private static final String OWN = SettingKey.API_SCOPE.format(SettingScope.OWN);

    private final Messages words;
    private final SettingUnits units;

    SettingWords(Messages words) {
        this.words = words;
        this.units = new SettingUnits(words);
    }

    /**
     * One value of a setting that is chosen from a few.
     *
     * @param text as it is stored
     * @param name as people read it
     */
    record Option(String text, String name) {}

    /** What a setting is called. */
    String name(SettingKey<?> key) {
        return words.text(
                switch (key.name()) {
                    case "mode" -> "settings.name.mode";
                    case "api.scope" -> "settings.name.scope";
                    case "worker.scope" -> "settings.name.scope";
                    case "api.url" -> "settings.name.api-url";
                    case "api.key" -> "settings.name.api-key";
                    case "api.dialect" -> "settings.name.api-dialect";
                    case "api.infer" -> "settings.name.api-infer";
                    case "api.own_server" -> "settings.name.api-own-server";
                    case "api.timeout" -> "settings.name.api-timeout";
                    case "api.max_tokens" -> "settings.name.api-max-tokens";
                    case "sync.concurrency" -> "settings.name.sync-concurrency";
                    case "sync.interval" -> "settings.name.sync-interval";
                    case "worker.command" -> "settings.name.worker-command";
                    case "in_doubt" -> "settings.name.in-doubt";
                    case "in_doubt.wait" -> "settings.name.in-doubt-wait";
                    case "theme" -> "settings.name.theme";
                    case "language" -> "settings.name.language";
                    case "pending.warning" -> "settings.name.pending";
                    case "pending.age_warning" -> "settings.name.pending-age";
                    case "failed.critical" -> "settings.name.failed";
                    case "safe_to_save.pending" -> "settings.name.safe";
                    case "spool.age_warning" -> "settings.name.spool-age";
                    case "lock.held_warning" -> "settings.name.lock-held";
                    case "disk.free_warning" -> "settings.name.disk-free";
                    case "metrics.age_warning" -> "settings.name.metrics-age";
                    case "log.silence_warning" -> "settings.name.log-silence";
                    case "large_file" -> "settings.name.large-file";
                    default -> "settings.name.directory";
                });
    }

    /** What it does, in a line. */
    String help(SettingKey<?> key) {
        return words.text(
                switch (key.name()) {
                    case "mode" -> "settings.help.mode";
                    case "api.scope" -> "settings.help.api-scope";
                    case "worker.scope" -> "settings.help.worker-scope";
                    case "api.url" -> "settings.help.api-url";
                    case "api.key" -> "settings.help.api-key";
                    case "api.dialect" -> "settings.help.api-dialect";
                    case "api.infer" -> "settings.help.api-infer";
                    case "api.own_server" -> "settings.help.api-own-server";
                    case "api.timeout" -> "settings.help.api-timeout";
                    case "api.max_tokens" -> "settings.help.api-max-tokens";
                    case "sync.concurrency" -> "settings.help.sync-concurrency";
                    case "sync.interval" -> "settings.help.sync-interval";
                    case "worker.command" -> "settings.help.worker-command";
                    case "in_doubt" -> "settings.help.in-doubt";
                    case "in_doubt.wait" -> "settings.help.in-doubt-wait";
                    case "theme" -> "settings.help.theme";
                    case "language" -> "settings.help.language";
                    case "pending.warning" -> "settings.help.pending";
                    case "pending.age_warning" -> "settings.help.pending-age";
                    case "failed.critical" -> "settings.help.failed";
                    case "safe_to_save.pending" -> "settings.help.safe";
                    case "spool.age_warning" -> "settings.help.spool-age";
                    case "lock.held_warning" -> "settings.help.lock-held";
                    case "disk.free_warning" -> "settings.help.disk-free";
                    case "metrics.age_warning" -> "settings.help.metrics-age";
                    case "log.silence_warning" -> "settings.help.log-silence";
                    case "large_file" -> "settings.help.large-file";
                    default -> "settings.help.directory";
                });
    }

    /** What it can be chosen from; empty if it is written. */
    List<Option> options(SettingKey<?> key) {
        return switch (key.name()) {
            case "mode" ->
                    List.of(
                            option("watch-only", "settings.mode.watch"),
                            option("manage", "settings.mode.manage"));
            case "api.scope", "worker.scope" ->
                    List.of(
                            option("common", "settings.scope.common"),
                            option(OWN, "settings.scope.own"));
            case "api.dialect" ->
                    List.of(
                            option("auto", "settings.dialect.auto"),
                            option("oss", "settings.dialect.oss"),
                            option("oss-old", "settings.dialect.oss-old"),
                            option("platform", "settings.dialect.platform"),
                            option("openmemory", "settings.dialect.openmemory"),
                            option("wrapper", "settings.dialect.wrapper"));
            case "api.infer" ->
                    List.of(option("off", "settings.infer.off"), option("on", "settings.infer.on"));
            case "api.own_server" ->
                    List.of(
                            option("off", "settings.own-server.off"),
                            option("on", "settings.own-server.on"));
            case "in_doubt" ->
                    List.of(
                            option("hold", "settings.in-doubt.hold"),
                            option("resend", "settings.in-doubt.resend"));
            case "theme" ->
                    List.of(
                            option("system", "settings.theme.system"),
                            option("light", "settings.theme.light"),
                            option("dark", "settings.theme.dark"));
            case "language" ->
                    List.of(
                            option("system", "settings.language.system"),
                            option("en", "settings.language.en"),
                            option("fr", "settings.language.fr"));
            default -> List.of();
        };
    }

    private Option option(String text, String key) {
        return new Option(text, words.text(key));
    }

    /** A stored value as people read it. */
    String shown(SettingKey<?> key, String text) {
        if (text.isEmpty()) {
            return words.text("settings.none");
        }
        for (Option option : options(key)) {
            if (option.text().equals(text)) {
                return option.name();
            }
        }
        return unit(key).isEmpty() ? written(key, text) : text + " " + unit(key);
    }

    /** A stored value as it is written into its field. */
    String written(SettingKey<?> key, String stored) {
        return isQuantity(key) ? units.shown(stored) : stored;
    }

    /** What somebody typed into the field, as it is stored. */
    String stored(SettingKey<?> key, String typed) {
        return isQuantity(key) ? units.stored(typed) : typed;
    }

    private static boolean isQuantity(SettingKey<?> key) {
        return key.defaultValue()
                .filter(value -> value instanceof Duration || value instanceof Long)
                .isPresent();
    }

    /** What a plain number counts. */
    String unit(SettingKey<?> key) {
        return switch (key.unit()) {
            case "memories" -> words.text("settings.unit.memories");
            case "tokens" -> words.text("settings.unit.tokens");
            case "uploads" -> words.text("settings.unit.uploads");
            default -> key.unit();
        };
    }

    /** The default, where there is one that is not one of few; empty otherwise. */
    String defaultNote(SettingKey<?> key) {
        return options(key).isEmpty()
                ? defaultText(key).map(text -> words.text("settings.default", text)).orElse("")
                : "";
    }

    private <T> Optional<String> defaultText(SettingKey<T> key) {
        return key.defaultValue().map(key::format).map(text -> shown(key, text));
    }

    /** Why it cannot be changed here; empty if it can. */
    String override(SettingValue<?> value) {
        if (value.source() == ValueSource.OPTION) {
            return words.text("settings.by-option");
        }
        return value.source() == ValueSource.ENVIRONMENT && value.key().isStored()
                ? words.text(
                        "settings.by-environment", value.key().environmentVariable().orElse(""))
                : "";
    }

    /** What is wrong with a value that was given; empty if nothing is. */
    String problem(SettingValue<?> value) {
        return switch (value.problem()) {
            case null -> "";
            case ValueProblem.OfOption(WrongValue wrong) -> complaint(wrong);
            case ValueProblem.OfEnvironment(String variable, WrongValue wrong) ->
                    words.text("settings.wrong.environment", variable, wrong(wrong));
            case ValueProblem.OfFile(WrongValue wrong) ->
                    words.text("settings.wrong.file", wrong(wrong));
            case ValueProblem.FileUnknown(SettingsRead read) -> file(read);
        };
    }

    /** What is wrong with the settings file; empty if nothing is. */
    String file(SettingsRead read) {
        return switch (read) {
            case SettingsRead.Loaded loaded -> "";
            case SettingsRead.Missing missing -> "";
            case SettingsRead.Broken(Path file, FileFault fault, boolean names) ->
                    words.text("settings.file.broken", words.path(file), fault(fault));
            case SettingsRead.Denied(Path file, String reason) ->
                    words.text(
                            "settings.file.denied",
                            words.path(file),
                            FindingSentences.in(words.locale()).reason(reason));
        };
    }

    private String fault(FileFault fault) {
        return switch (fault) {
            case FileFault.Plain.TOO_LARGE -> words.text("settings.fault.large");
            case FileFault.Plain.EMPTY -> words.text("settings.fault.empty");
            case FileFault.Plain.NO_OBJECT -> words.text("settings.fault.no-object");
            case FileFault.Plain.NOT_TEXT -> words.text("settings.fault.not-text");
            case FileFault.Plain.NOT_JSON -> words.text("settings.fault.not-json");
            case FileFault.NotJsonAt(int line, int column) ->
                    words.text(
                            "settings.fault.not-json-at", words.number(line), words.number(column));
        };
    }

    /** Why a text is no value, and what would be: at the field, whose name need not be said. */
    String complaint(WrongValue wrong) {
        return Prose.sentence(wrong(wrong));
    }

    /** The same where the field may be out of sight. */
    String named(WrongValue wrong) {
        return words.text("settings.wrong.named", name(wrong.key()), wrong(wrong));
    }

    /** To stand behind a colon. */
    private String wrong(WrongValue wrong) {
        return switch (wrong) {
            case WrongValue.Unlike(var key, ValueForm form, String typed) ->
                    typed == null
                            ? words.text("settings.wrong.value", form(form))
                            : words.text("settings.wrong.typed", form(form), written(key, typed));
            case WrongValue.NotStored(var key, String variable) ->
                    words.text("settings.wrong.not-stored", variable);
            case WrongValue.OfNoDirectory(var key) -> words.text("settings.wrong.no-directory");
        };
    }

    private String form(ValueForm form) {
        return switch (form) {
            case ValueForm.WholeNumber(int least, int most) ->
                    words.text("settings.form.number", words.number(least), words.number(most));
            case ValueForm.OneOf(List<String> options) ->
                    words.text("settings.form.choice", words.list(options));
            case ValueForm.Plain.DURATION -> words.text("settings.form.duration");
            case ValueForm.Plain.SIZE -> words.text("settings.form.size");
            case ValueForm.Plain.FOLDER -> words.text("settings.form.folder");
            case ValueForm.Plain.ADDRESS -> words.text("settings.form.address");
            case ValueForm.Plain.COMMAND -> words.text("settings.form.command");
            case ValueForm.Plain.LINE -> words.text("settings.form.line");
        };
    }

    /** Whether the value of a scope says that this folder has settings for itself. */
    static boolean isOwn(String scope) {
        return scope.equals(OWN);
    }

    /** What a mode writes. */
    String consequence(String mode) {
        return switch (mode) {
            case "manage" -> words.text("settings.mode.manage.writes");
            case "watch-only" -> words.text("settings.mode.watch.writes");
            default -> words.text("settings.mode.none.writes");
        };
    }

    /** What may be done in a folder, as its state. */
    String mode(Optional<DirectoryMode> mode) {
        return words.text(
                mode.map(
                                chosen ->
                                        chosen == DirectoryMode.MANAGE
                                                ? "settings.managed"
                                                : "settings.only-watched")
                        .orElse("settings.mode.none"));
    }
}
