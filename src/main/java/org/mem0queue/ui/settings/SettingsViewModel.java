package org.mem0queue.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;
import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.settings.ParsedSetting;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValue;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.Theme;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.settings.WrongValue;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;
import org.mem0queue.ui.text.WriteProblems;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The settings, each by itself, and what a changed one does. On the JavaFX thread. */
final class SettingsViewModel implements SettingField.Keeper {
    private final SettingsDesk desk;
    private final SettingsEffects effects;
    private final PageContext context;
    private final Messages words;
    private final SettingWords settingWords;
    private final Trials trials;
    private final SendingOn sendingOn;

    private final Map<SettingKey<?>, SettingField> fields = new LinkedHashMap<>();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper directoryNote = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<DirectoryLine>> directories =
            new ReadOnlyObjectWrapper<>(List.of());

    private @Nullable SettingsLook last;
    private int looks;

    /** What stands here in another language now; null while this does. */
    private @Nullable SettingsViewModel heir;

    /**
     * A queue directory that can be switched to.
     *
     * @param name its path, short
     * @param mode what may be done in it
     * @param current whether it is the one of this window
     * @param present whether it is there
     */
    record DirectoryLine(Path path, String name, String mode, boolean current, boolean present) {}

    SettingsViewModel(SettingsDesk desk, SettingsEffects effects, PageContext context) {
        this.desk = desk;
        this.effects = effects;
        this.context = context;
        this.words = context.words();
        this.settingWords = new SettingWords(words);
        this.trials = new Trials(desk, context.background(), new TestWords(words, settingWords));
        this.sendingOn = new SendingOn(desk, context);
        for (SettingSection section : SettingSection.values()) {
            section.keys()
                    .forEach(one -> fields.put(one, new SettingField(one, settingWords, this)));
        }
        title.set(words.text("settings.reading"));
    }

    /** What is looked for stays, and what older notices do shows here. */
    void takeOver(SettingsViewModel before) {
        before.heir = this;
        filter.set(before.filter.get());
        sendingOn.takeOver(before.sendingOn);
    }

    private SettingsViewModel newest() {
        return heir == null ? this : heir.newest();
    }

    /** Reads the settings again; what somebody types stays. */
    void refresh() {
        int asked = ++looks;
        context.background()
                .run(
                        desk::look,
                        look -> {
                            if (asked == looks) {
                                show(look);
                            }
                        },
                        this::failed);
    }

    private void show(SettingsLook look) {
        last = look;
        int changed = 0;
        for (SettingField field : fields.values()) {
            SettingValue<?> value = look.values().get(field.key());
            field.apply(value);
            changed += value.source().isFile() && field.key() != SettingKey.MODE ? 1 : 0;
        }
        List<String> ofFile = ofFile(look);
        title.set(
                ofFile.isEmpty()
                        ? changed == 0
                                ? words.text("settings.all-default")
                                : words.count("settings.changed", changed)
                        : words.text("settings.unreadable"));
        // A file that need not be there, or that is named below, is not named here.
        boolean named = changed > 0 && ofFile.isEmpty();
        place.set(named ? words.text("settings.kept-in", words.path(look.file())) : "");
        List<String> problems = new ArrayList<>(ofFile);
        if (!look.unknownNames().isEmpty()) {
            problems.add(
                    words.count(
                            "settings.unknown-names",
                            look.unknownNames().size(),
                            words.list(look.unknownNames())));
        }
        problem.set(String.join(" ", problems));
        key.set(
                look.values().get(SettingKey.API_KEY).chosen().isPresent()
                        ? words.text("settings.key.set")
                        : words.text("settings.key.unset"));
        directories.set(look.directories().stream().map(one -> line(one, look)).toList());
        String override = settingWords.override(look.values().get(SettingKey.QUEUE_DIRECTORY));
        directoryNote.set(
                override.isEmpty() ? "" : override + " " + words.text("settings.this-window"));
    }

    /** What is wrong with the file as a whole; what is wrong with one value stands at its field. */
    private List<String> ofFile(SettingsLook look) {
        return Stream.of(
                        settingWords.file(look.values().read()),
                        settingWords.problem(look.values().get(SettingKey.QUEUE_DIRECTORY)))
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .toList();
    }

    private DirectoryLine line(KnownDirectory known, SettingsLook look) {
        boolean there = known.present() == KnownDirectory.Presence.THERE;
        return new DirectoryLine(
                known.path(),
                words.path(known.path()),
                there ? settingWords.mode(known.mode()) : words.text("settings.folder-gone"),
                known.path().equals(look.directory()),
                there);
    }

    @Override
    public void keep(SettingField field, String text) {
        SettingKey<?> key = field.key();
        Optional<String> before = before(key);
        write(() -> desk.set(key, text), now -> now.kept(key, canonical(key, text), before));
    }

    @Override
    public void reset(SettingField field) {
        SettingKey<?> key = field.key();
        Optional<String> before = before(key);
        write(() -> desk.reset(key), now -> now.kept(key, defaultText(key), before));
    }

    private void kept(SettingKey<?> key, String text, Optional<String> before) {
        settle(key, text);
        newest().tellKept(key, text, before); // it may be the language that was changed
    }

    private void settle(SettingKey<?> key, String text) {
        field(key).settle(text);
        effect(key, text);
    }

    private static <T> String canonical(SettingKey<T> key, String text) {
        return key.parseForFile(text) instanceof ParsedSetting.Valid<T>(T value)
                ? key.format(value)
                : text;
    }

    private static <T> String defaultText(SettingKey<T> key) {
        return key.defaultValue().map(key::format).orElse("");
    }

    /** What stood in the file before; empty if nothing did. */
    private Optional<String> before(SettingKey<?> key) {
        SettingsLook look = last;
        return look == null || !look.values().get(key).source().isFile()
                ? Optional.empty()
                : Optional.of(look.values().get(key).text());
    }

    private void tellKept(SettingKey<?> key, String text, Optional<String> before) {
        String told = words.text("settings.done", field(key).name(), settingWords.shown(key, text));
        context.notices().done(told, () -> newest().takeBack(key, before));
    }

    private void takeBack(SettingKey<?> key, Optional<String> before) {
        write(
                () -> before.isPresent() ? desk.set(key, before.get()) : desk.reset(key),
                now -> now.settle(key, before.orElseGet(() -> defaultText(key))));
    }

    /**
     * @param done told when it is written, with whoever shows it by then
     */
    private void write(Callable<SettingsWrite> change, Consumer<SettingsViewModel> done) {
        context.background()
                .run(change, written -> newest().written(written, change, done), this::failed);
    }

    private void written(
            SettingsWrite written,
            Callable<SettingsWrite> change,
            Consumer<SettingsViewModel> done) {
        switch (written) {
            case SettingsWrite.Written kept -> {
                done.accept(this);
                kept.damagedFile().ifPresent(this::tellAside);
            }
            case SettingsWrite.Invalid(WrongValue wrong) ->
                    context.notices().problem(settingWords.named(wrong), null);
            case SettingsWrite.NotWritten(WriteProblem problem) ->
                    context.notices()
                            .problem(
                                    WriteProblems.sentence(problem, words),
                                    new Notices.Step(
                                            words.text("settings.try-again"),
                                            () -> newest().write(change, done)));
        }
        newest().refresh();
    }

    private void tellAside(Path file) {
        context.notices().problem(words.text("settings.kept-aside", words.path(file)), null);
    }

    private void failed(Exception failure) {
        context.notices()
                .problem(words.text("settings.failed", Reasons.told(failure, words)), null);
    }

    /** What shows in the window at once. */
    private void effect(SettingKey<?> changed, String text) {
        if (changed == SettingKey.THEME) {
            effects.appearance(appearance(parsed(SettingKey.THEME, text).orElse(Theme.SYSTEM)));
        } else if (changed == SettingKey.LANGUAGE) {
            effects.language(parsed(SettingKey.LANGUAGE, text).orElse(Language.SYSTEM));
        } else if (changed == SettingKey.API_OWN_SERVER) {
            effects.ownServer(parsed(SettingKey.API_OWN_SERVER, text).orElse(OwnServer.OFF));
        } else if (changed == SettingKey.MODE) {
            // Without a choice nothing may be written: watching is the nearest.
            effects.mode(parsed(SettingKey.MODE, text).orElse(DirectoryMode.WATCH_ONLY));
        }
        trials.forget(changed);
    }

    private static <T> Optional<T> parsed(SettingKey<T> key, String text) {
        return key.parseForFile(text) instanceof ParsedSetting.Valid<T>(T value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Appearance appearance(Theme theme) {
        return switch (theme) {
            case LIGHT -> Appearance.LIGHT;
            case DARK -> Appearance.DARK;
            case SYSTEM -> Appearance.SYSTEM;
        };
    }

    /** Shows another queue directory, now and at the next start. */
    void switchTo(Path directory) {
        SettingsLook look = last;
        boolean overridden =
                look != null
                        && !settingWords
                                .override(look.values().get(SettingKey.QUEUE_DIRECTORY))
                                .isEmpty();
        if (look != null && directory.equals(look.directory())) {
            return;
        }
        if (overridden) {
            effects.directory(directory);
            return;
        }
        context.background()
                .run(
                        () -> desk.set(SettingKey.QUEUE_DIRECTORY, directory.toString()),
                        written -> {
                            String told =
                                    switch (written) {
                                        case SettingsWrite.Written kept -> "";
                                        case SettingsWrite.Invalid(WrongValue wrong) ->
                                                settingWords.named(wrong);
                                        case SettingsWrite.NotWritten(WriteProblem problem) ->
                                                WriteProblems.sentence(problem, words);
                                    };
                            if (told.isEmpty()) {
                                effects.directory(directory);
                            } else {
                                context.notices().problem(told, null);
                            }
                            refresh();
                        },
                        this::failed);
    }

    /** Whether what somebody looks for means this setting. */
    boolean fits(SettingField field) {
        String wanted = wanted();
        return wanted.isEmpty() || field.has(wanted);
    }

    /** Whether what somebody looks for means this section as a whole. */
    boolean fits(SettingSection section) {
        String wanted = wanted();
        return wanted.isEmpty()
                || words.text(section.titleKey()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private String wanted() {
        return filter.get().strip().toLowerCase(Locale.ROOT);
    }

    SettingField field(SettingKey<?> one) {
        return Objects.requireNonNull(fields.get(one));
    }

    SettingWords settingWords() {
        return settingWords;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Where the settings are kept; empty where that need not be said. */
    ReadOnlyStringProperty placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** What is wrong with the settings file; empty if nothing is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Who names the queue directory, if not the settings file; may be empty. */
    ReadOnlyStringProperty directoryNoteProperty() {
        return directoryNote.getReadOnlyProperty();
    }

    /** Whether the environment holds a key. */
    ReadOnlyStringProperty keyProperty() {
        return key.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<DirectoryLine>> directoriesProperty() {
        return directories.getReadOnlyProperty();
    }

    SendingOn sendingOn() {
        return sendingOn;
    }

    /** What was found by trying them. */
    Trials trials() {
        return trials;
    }
}
