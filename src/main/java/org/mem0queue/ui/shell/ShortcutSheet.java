package org.mem0queue.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

/** All keys on one sheet, over the page; any key or a click beside it closes it. */
final class ShortcutSheet extends StackPane {
    ShortcutSheet(Messages words) {
        getStyleClass().add("sheet-ground");
        setVisible(false);
        setManaged(false);

        Label title = new Label(words.text("keys.title"));
        title.getStyleClass().add("title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        IconButton close =
                new IconButton(
                        Glyph.CLOSE, words.text("notice.close"), words.text("keys.close.tip"));
        close.setOnAction(event -> hide());
        HBox head = new HBox(title, gap, close);
        head.setAlignment(Pos.CENTER_LEFT);

        GridPane table = new GridPane();
        table.getStyleClass().add("keys");
        String[][] rows = {
            {"Ctrl+K", words.text("keys.search")},
            {"Ctrl+1 … 7", words.text("keys.places")},
            {"Ctrl+N", words.text("keys.new")},
            {"Ctrl+F", words.text("keys.filter")},
            {"F5", words.text("keys.look")},
            {"Ctrl+S", words.text("keys.sync")},
            {"Ctrl+P", words.text("keys.pause")},
            {"Enter", words.text("keys.detail")},
            {"R", words.text("keys.retry")},
            {"E", words.text("keys.edit")},
            {"H", words.text("keys.hold")},
            {"Delete", words.text("keys.discard")},
            {"Ctrl+A", words.text("keys.all")},
            {"F3", words.text("keys.next-hit")},
            {"F8", words.text("keys.next-error")},
            {"Esc", words.text("keys.escape")},
            {"?", words.text("keys.sheet")},
        };
        for (int row = 0; row < rows.length; row++) {
            Label key = new Label(rows[row][0]);
            key.getStyleClass().add("key");
            table.addRow(row, key, new Label(rows[row][1]));
        }
        VBox sheet = new VBox(head, table);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        sheet.setOnMouseClicked(event -> event.consume());
        getChildren().add(sheet);
        setOnMouseClicked(event -> hide());
        setOnKeyPressed(
                event -> {
                    if (event.getCode() != KeyCode.TAB) {
                        hide();
                        event.consume();
                    }
                });
    }

    void show() {
        setVisible(true);
        setManaged(true);
        requestFocus();
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
    }
}
