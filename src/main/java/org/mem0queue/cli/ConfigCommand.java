package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.JsonText;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValue;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.ValueSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "config",
        description = "Reads and changes the settings.",
        mixinStandardHelpOptions = true,
        subcommands = {ConfigCommand.Get.class, ConfigCommand.Set.class, ConfigCommand.All.class})
final class ConfigCommand implements Action {
    @Override
    public int run(Session session) throws Failure {
        throw Failure.usage("Say what to do: config get NAME, config set NAME VALUE, config list.");
    }

    private static SettingKey<?> key(String name) throws Failure {
        return SettingKey.named(name).orElseThrow(() -> Failure.usage(SettingKey.unknown(name)));
    }

    /** The queue directory whose own settings are meant; null if all share this one anyway. */
    private static @Nullable Path directory(Session session, SettingKey<?> key) throws Failure {
        if (key.isPerDirectory()) {
            return session.directory();
        }
        return key.scope().isPresent()
                        && session.locate() instanceof LocatedDirectory.Found(Path found, var by)
                ? found
                : null;
    }

    private static SettingValues values(Session session, @Nullable Path directory) {
        SettingValues values = session.values();
        return directory == null ? values : values.in(directory);
    }

    /** Says when it does not hold for other queue directories. */
    private static String only(SettingValue<?> value, @Nullable Path directory) {
        boolean common = value.key().scope().isEmpty() || value.source() != ValueSource.DIRECTORY;
        return common ? "" : " (only for " + directory + ")";
    }

    private static Map<String, @Nullable Object> shape(SettingValue<?> value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("name", value.key().name());
        all.put("value", value.text().isEmpty() ? null : value.text());
        all.put("source", JsonShapes.word(value.source()));
        all.put("problem", value.problem());
        return all;
    }

    @Command(name = "get", description = "Shows one setting.", mixinStandardHelpOptions = true)
    static final class Get implements Action {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public int run(Session session) throws Failure {
            SettingKey<?> key = key(name);
            SettingValue<?> value = values(session, directory(session, key)).get(key);
            session.show(session.json() ? JsonText.of(shape(value)) : value.text());
            value.complaint().ifPresent(session::warn);
            return 0;
        }
    }

    @Command(
            name = "set",
            description = "Changes one setting; without VALUE its default applies again.",
            mixinStandardHelpOptions = true)
    static final class Set implements Action {
        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE")
        private @Nullable String value;

        @Override
        public int run(Session session) throws Failure {
            SettingKey<?> key = key(name);
            Path directory = directory(session, key);
            SettingsWrite written =
                    value == null
                            ? session.settingsFile().reset(key, directory)
                            : session.settingsFile().set(key, value, directory);
            return switch (written) {
                case SettingsWrite.Written done -> {
                    done.damagedFile()
                            .ifPresent(
                                    aside ->
                                            session.warn(
                                                    "The settings file was damaged; it is kept as "
                                                            + aside
                                                            + "."));
                    SettingValue<?> now = values(session, directory).get(key);
                    if (session.json()) {
                        session.show(JsonText.of(shape(now)));
                    } else {
                        session.say(key.name() + " = " + now.text() + only(now, directory));
                    }
                    yield 0;
                }
                case SettingsWrite.Invalid wrong -> throw Failure.usage(wrong.sentence());
                case SettingsWrite.NotWritten(var problem) ->
                        throw Failure.failed(problem.sentence());
            };
        }
    }

    @Command(
            name = "list",
            description = "Shows all settings, where each comes from, and what it does.",
            mixinStandardHelpOptions = true)
    static final class All implements Action {
        @Override
        public int run(Session session) throws Failure {
            SettingValues values = session.values();
            try {
                values = values.in(session.directory());
            } catch (Failure noDirectory) {
                // the settings of one directory are left out
            }
            if (session.json()) {
                session.show(JsonText.of(values.all().stream().map(ConfigCommand::shape).toList()));
            } else {
                for (SettingValue<?> value : values.all()) {
                    session.show(
                            String.format(
                                    Locale.ROOT,
                                    "%-22s %-24s %-12s %s",
                                    value.key().name(),
                                    value.text().isEmpty() ? "-" : value.text(),
                                    JsonShapes.word(value.source()),
                                    value.key().help()));
                }
            }
            values.problems().forEach(session::warn);
            return 0;
        }
    }
}
