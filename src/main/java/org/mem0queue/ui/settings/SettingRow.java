package org.mem0queue.ui.settings;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.List;

/** One setting: its name, its value, below it what it does or what is wrong. */
final class SettingRow extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    /** More than these do not stand side by side. */
    private static final int MOST_SEGMENTS = 3;

    private final SettingField field;
    private final Messages words;
    private final SettingWords settingWords;
    private final List<SettingWords.Option> options;
    private final Label name = new Label();
    private final HBox control = new HBox();
    private final VBox right = new VBox(control);
    private final Label note = new Label();
    private final Icon noteIcon = new Icon(Glyph.NOTICE, 14);
    private final HBox noteLine = new HBox(noteIcon, note);
    private final Button reset = new Button();
    private final TextField text = new TextField();
    private final ToggleGroup group = new ToggleGroup();
    private final MenuButton menu = new MenuButton();
    private boolean showing;

    SettingRow(SettingField field, SettingWords settingWords, Messages words) {
        this.field = field;
        this.words = words;
        this.settingWords = settingWords;
        this.options = settingWords.options(field.key());
        build();
        field.aroundProperty().addListener((property, before, now) -> show(now));
        show(field.aroundProperty().get());
    }

    private void build() {
        getStyleClass().add("setting-row");
        setId(field.key().name().replace('.', '-'));
        name.setText(field.name());
        name.getStyleClass().add("setting-name");
        name.setWrapText(true);
        name.setMinWidth(Region.USE_PREF_SIZE);
        control.getStyleClass().add("setting-control");
        right.getStyleClass().add("setting-right");
        HBox.setHgrow(right, Priority.ALWAYS);
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(note, Priority.ALWAYS);
        noteLine.getStyleClass().add("setting-note");
        reset.setText(words.text("settings.reset"));
        reset.getStyleClass().add("link");
        reset.setMinWidth(Region.USE_PREF_SIZE);
        reset.setAccessibleText(words.text("settings.reset-of", field.name()));
        reset.setOnAction(event -> field.reset());
        if (field.key().isSecret()) {
            right.getChildren().setAll(noteLine);
            getStyleClass().add("said");
        } else {
            control.getChildren().addAll(editor(), reset);
            right.getChildren().add(noteLine);
        }
        getChildren().addAll(name, right);
    }

    private Node editor() {
        if (options.isEmpty()) {
            return writing();
        }
        return options.size() <= MOST_SEGMENTS ? segments() : choosing();
    }

    private Node writing() {
        SettingKey<?> key = field.key();
        boolean small =
                !settingWords.unit(key).isEmpty() || !settingWords.defaultNote(key).isEmpty();
        text.getStyleClass().addAll("field", small ? "small" : "wide");
        text.setAccessibleText(field.name());
        text.textProperty().bindBidirectional(field.textProperty());
        text.setOnAction(event -> field.commit());
        text.focusedProperty()
                .addListener(
                        (property, before, now) -> {
                            if (!now) {
                                field.commit();
                            }
                        });
        text.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        field.revert();
                        event.consume();
                    }
                });
        Label unit = new Label(settingWords.unit(key));
        unit.getStyleClass().add("unit");
        unit.setManaged(!unit.getText().isEmpty());
        HBox line = new HBox(text, unit);
        line.getStyleClass().add("setting-value");
        if (!small) {
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox.setHgrow(line, Priority.ALWAYS);
        }
        return line;
    }

    private Node segments() {
        HBox line = new HBox();
        line.getStyleClass().addAll("segments", "choices");
        for (SettingWords.Option option : options) {
            ToggleButton segment = new ToggleButton(option.name());
            segment.getStyleClass().add("segment");
            segment.setMinWidth(Region.USE_PREF_SIZE);
            segment.setToggleGroup(group);
            segment.setUserData(option.text());
            segment.setAccessibleText(field.name() + ": " + option.name());
            line.getChildren().add(segment);
        }
        group.selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (showing) {
                                return;
                            }
                            if (now == null) {
                                // One is always chosen: pressing it again changes nothing.
                                group.selectToggle(before);
                            } else {
                                field.choose(String.valueOf(now.getUserData()));
                            }
                        });
        return line;
    }

    private Node choosing() {
        menu.getStyleClass().add("chooser");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (SettingWords.Option option : options) {
            RadioMenuItem item = new RadioMenuItem(option.name());
            item.setUserData(option.text());
            item.setOnAction(event -> field.choose(option.text()));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void show(SettingField.Around around) {
        showing = true;
        try {
            group.getToggles()
                    .forEach(
                            toggle ->
                                    toggle.setSelected(
                                            around.stored().equals(toggle.getUserData())));
        } finally {
            showing = false;
        }
        menu.setText(settingWords.shown(field.key(), around.stored()));
        menu.getItems()
                .forEach(
                        item ->
                                ((RadioMenuItem) item)
                                        .setSelected(around.stored().equals(item.getUserData())));
        menu.setAccessibleText(field.name() + ": " + menu.getText());
        control.getChildren().stream()
                .limit(1)
                .forEach(editor -> editor.setDisable(!around.editable()));
        // A choice what to do with a directory is changed, not taken back.
        reset.setVisible(around.changed() && around.editable() && !field.key().isPerDirectory());
        boolean wrong = !around.problem().isEmpty();
        text.pseudoClassStateChanged(WRONG, wrong);
        noteLine.pseudoClassStateChanged(WRONG, wrong);
        noteIcon.setGlyph(wrong ? Glyph.WARNING : Glyph.LOCK);
        boolean marked = wrong || !around.editable();
        noteIcon.setVisible(marked);
        noteIcon.setManaged(marked);
        note.setText(
                wrong ? around.problem() : around.editable() ? usual(around) : around.override());
    }

    private String usual(SettingField.Around around) {
        if (field.key().equals(SettingKey.MODE)) {
            return settingWords.consequence(around.stored());
        }
        String standard = settingWords.defaultNote(field.key());
        return standard.isEmpty() ? field.help() : field.help() + " " + standard;
    }

    /** Says something else than what the setting does. */
    void say(String sentence) {
        note.setText(sentence + " " + field.help());
    }

    /** Puts something below the note. */
    void addBelow(Node node) {
        right.getChildren().add(node);
    }

    /** Puts a button behind the value. */
    void addButton(Button button) {
        control.getChildren().add(1, button);
    }

    /** For a link that leads here. */
    void focusEditor() {
        if (options.isEmpty()) {
            text.requestFocus();
        } else if (options.size() > MOST_SEGMENTS) {
            menu.requestFocus();
        } else {
            group.getToggles().stream()
                    .filter(toggle -> toggle.isSelected() || group.getSelectedToggle() == null)
                    .findFirst()
                    .ifPresent(toggle -> ((ToggleButton) toggle).requestFocus());
        }
    }

    SettingField field() {
        return field;
    }

    void hidePopups() {
        menu.hide();
    }
}
