package org.mem0queue.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.mem0queue.settings.ParsedSetting;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValue;

import java.util.Locale;

/**
 * One setting on the screen: its value, what somebody types, and what is wrong with that. On the
 * JavaFX thread.
 */
final class SettingField {
    /** Told when a person has finished with a value that can be kept. */
    interface Keeper {
        void keep(SettingField field, String text);

        void reset(SettingField field);
    }

    /**
     * What stands around the value.
     *
     * @param stored the value that applies, as text; empty if there is none
     * @param problem what is wrong, in a sentence; empty if nothing is
     * @param override why it cannot be changed here; empty if it can
     * @param changed whether it stands in the settings file, so that it can be taken out
     */
    record Around(String stored, String problem, String override, boolean changed) {
        boolean editable() {
            return override.isEmpty();
        }
    }

    private final SettingKey<?> key;
    private final SettingWords words;
    private final Keeper keeper;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Around> around =
            new ReadOnlyObjectWrapper<>(new Around("", "", "", false));
    private String complaint = "";

    SettingField(SettingKey<?> key, SettingWords words, Keeper keeper) {
        this.key = key;
        this.words = words;
        this.keeper = keeper;
        text.addListener((property, before, now) -> judge());
    }

    /** The value as it is now; what somebody is typing stays. */
    void apply(SettingValue<?> value) {
        boolean typing = !text.get().equals(around.get().stored());
        complaint = words.problem(value);
        String stored = key.isSecret() ? "" : words.written(key, value.text());
        around.set(
                new Around(
                        stored,
                        complaint,
                        words.override(value),
                        value.source().isFile() || !complaint.isEmpty()));
        if (!typing) {
            text.set(stored);
        }
        judge();
    }

    private void judge() {
        Around now = around.get();
        String typed = text.get().strip();
        String problem = complaint;
        if (!typed.equals(now.stored())) {
            problem =
                    typed.isEmpty() && key.defaultValue().isEmpty()
                            ? ""
                            : parsed(typed) instanceof ParsedSetting.Invalid<?> invalid
                                    ? words.complaint(invalid.wrong())
                                    : "";
        }
        if (!problem.equals(now.problem())) {
            around.set(new Around(now.stored(), problem, now.override(), now.changed()));
        }
    }

    /** Enter was pressed, or the field was left: keeps what is right and differs. */
    void commit() {
        String typed = text.get().strip();
        Around now = around.get();
        if (!now.editable() || typed.equals(now.stored())) {
            text.set(now.stored());
        } else if (typed.isEmpty() && key.defaultValue().isEmpty()) {
            keeper.reset(this);
        } else if (!(parsed(typed) instanceof ParsedSetting.Invalid<?>)) {
            keeper.keep(this, words.stored(key, typed));
        }
    }

    private ParsedSetting<?> parsed(String typed) {
        return key.parseForFile(words.stored(key, typed));
    }

    /** One of a few was chosen. */
    void choose(String option) {
        if (around.get().editable() && !option.equals(around.get().stored())) {
            keeper.keep(this, option);
        }
    }

    /** Back to what applies, without keeping anything. */
    void revert() {
        text.set(around.get().stored());
    }

    /** Back to the default. */
    void reset() {
        keeper.reset(this);
    }

    /** What was typed is kept now, or was given up. */
    void settle(String kept) {
        String stored = words.written(key, kept);
        Around now = around.get();
        around.set(new Around(stored, "", now.override(), now.changed()));
        text.set(stored);
        judge();
    }

    SettingKey<?> key() {
        return key;
    }

    String name() {
        return words.name(key);
    }

    String help() {
        return words.help(key);
    }

    StringProperty textProperty() {
        return text;
    }

    ReadOnlyObjectProperty<Around> aroundProperty() {
        return around.getReadOnlyProperty();
    }

    /** Whether it is meant by what somebody looks for. */
    boolean has(String lowerCase) {
        return (key.name() + ' ' + name() + ' ' + help())
                .toLowerCase(Locale.ROOT)
                .contains(lowerCase);
    }
}
