package org.mem0queue.ui.writing;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.util.List;

/** The files that stand in the place of a written text. */
final class FileList extends VBox {
    private final WritingViewModel model;
    private final Messages words;
    private List<Path> shown = List.of();

    FileList(WritingViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("files");
    }

    /** Rebuilds only if something changed: the mouse may be on a row. */
    void show(List<Path> files) {
        if (!shown.equals(files)) {
            shown = List.copyOf(files);
            getChildren().setAll(shown.stream().map(this::row).toList());
            Label kept = new Label(words.text("writing.text-waits"));
            kept.getStyleClass().add("muted");
            kept.setWrapText(true);
            if (!model.textProperty().get().isBlank()) {
                getChildren().add(kept);
            }
        }
    }

    private HBox row(Path file) {
        Label name = new Label(String.valueOf(file.getFileName()));
        Label folder = new Label(file.getParent() == null ? "" : words.path(file.getParent()));
        folder.getStyleClass().add("folder");
        folder.setMinWidth(0);
        HBox.setHgrow(folder, Priority.ALWAYS);
        folder.setMaxWidth(Double.MAX_VALUE);
        String remove = words.text("writing.remove-file", name.getText());
        IconButton button = new IconButton(Glyph.CLOSE, remove, remove);
        button.setOnAction(event -> model.removeFile(file));
        HBox row = new HBox(new Icon(Glyph.FILE), name, folder, button);
        row.getStyleClass().add("file-row");
        return row;
    }
}
