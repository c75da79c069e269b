package org.mem0queue.ui.settings;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.util.List;

/** The queue directories that were used, the one of this window first marked, and another one. */
final class DirectoryList extends VBox {
    private final SettingsViewModel model;
    private final Messages words;
    private final Choosers choosers;
    private final VBox lines = new VBox();
    private final Label note = new Label();

    DirectoryList(SettingsViewModel model, Messages words, Choosers choosers) {
        this.choosers = choosers;
        this.model = model;
        this.words = words;
        build();
    }

    private void build() {
        getStyleClass().add("directories");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.getStyleClass().add("directory-note");
        Button other = new Button(words.text("settings.other-folder"), new Icon(Glyph.FOLDER));
        other.getStyleClass().add("other-folder");
        other.setOnAction(event -> choose());
        getChildren().addAll(lines, note, other);
        model.directoriesProperty().addListener((property, before, now) -> show(now));
        model.directoryNoteProperty().addListener((property, before, now) -> showNote(now));
        show(model.directoriesProperty().get());
        showNote(model.directoryNoteProperty().get());
    }

    private void showNote(String text) {
        note.setText(text);
        note.setVisible(!text.isEmpty());
        note.setManaged(!text.isEmpty());
    }

    private void show(List<SettingsViewModel.DirectoryLine> directories) {
        lines.getChildren().setAll(directories.stream().map(this::line).toList());
    }

    private Node line(SettingsViewModel.DirectoryLine directory) {
        Icon mark = new Icon(directory.current() ? Glyph.CHECK : Glyph.FOLDER);
        Label name = new Label(directory.name());
        name.getStyleClass().addAll("directory-name", "cut");
        name.setMinWidth(0);
        Label mode = new Label(directory.mode());
        mode.getStyleClass().add("directory-mode");
        mode.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(mark, name, mode, gap);
        line.getStyleClass().add("directory-line");
        if (directory.current()) {
            line.getStyleClass().add("current");
            Label current = new Label(words.text("settings.in-this-window"));
            current.getStyleClass().add("directory-mode");
            current.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(current);
        } else if (directory.present()) {
            Button open = new Button(words.text("settings.switch"));
            open.getStyleClass().add("link");
            open.setMinWidth(Region.USE_PREF_SIZE);
            open.setAccessibleText(words.text("settings.switch-to", directory.name()));
            open.setOnAction(event -> model.switchTo(directory.path()));
            line.getChildren().add(open);
        }
        return line;
    }

    private void choose() {
        Path chosen =
                choosers.folder(words.text("settings.other-folder"), null, getScene().getWindow());
        if (chosen != null) {
            model.switchTo(chosen);
        }
    }
}
