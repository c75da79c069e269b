package org.mem0queue.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

/** All keys on one sheet, over the page; any key or a click beside it closes it. */
final class ShortcutSheet extends StackPane {
    private final Messages words;
    private @Nullable Node before;

    ShortcutSheet(Messages words) {
        this.words = words;
        getStyleClass().add("sheet-ground");
        setVisible(false);
        setManaged(false);
        setOnMouseClicked(event -> hide());
        setOnKeyPressed(
                event -> {
                    if (event.getCode() != KeyCode.TAB) {
                        hide();
                        event.consume();
                    }
                });
    }

    /** Its many lines are made when somebody asks for them, not at every start. */
    private VBox sheet() {
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
        head.getStyleClass().add("sheet-head");

        HBox tables =
                new HBox(
                        table(
                                group("keys.everywhere"),
                                row("Ctrl+K", "keys.search"),
                                row("Ctrl+1 … 6", "keys.places"),
                                row("Ctrl+N", "keys.new"),
                                row("Ctrl+S", "keys.sync"),
                                row("Ctrl+P", "keys.pause"),
                                row("Ctrl+Z", "keys.undo"),
                                row("F5", "keys.look"),
                                row("Ctrl+,", "keys.settings"),
                                row(words.text("key.escape"), "keys.escape"),
                                row("?", "keys.sheet")),
                        table(
                                group("place.memories"),
                                row("Ctrl+F", "keys.filter"),
                                row(words.text("key.enter"), "keys.detail"),
                                row("R", "keys.retry"),
                                row("E", "keys.edit"),
                                row("H", "keys.hold"),
                                row(words.text("key.delete"), "keys.discard"),
                                row("Ctrl+A", "keys.all"),
                                group("place.logs"),
                                row("Ctrl+F", "keys.find"),
                                row("F3", "keys.next-hit"),
                                row("F8", "keys.next-error")));
        tables.getStyleClass().add("tables");
        VBox sheet = new VBox(head, tables);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        sheet.setOnMouseClicked(event -> event.consume());
        return sheet;
    }

    /** A line of a table: a key and what it does, or the name of what follows. */
    private record Line(String key, String text) {}

    private Line group(String nameKey) {
        return new Line("", words.text(nameKey));
    }

    private Line row(String key, String textKey) {
        return new Line(key, words.text(textKey));
    }

    private static GridPane table(Line... lines) {
        GridPane table = new GridPane();
        table.getStyleClass().add("keys");
        for (int row = 0; row < lines.length; row++) {
            Label text = new Label(lines[row].text());
            if (lines[row].key().isEmpty()) {
                text.getStyleClass().add("group");
                table.add(text, 0, row, 2, 1);
            } else {
                Label key = new Label(lines[row].key());
                key.getStyleClass().add("key");
                table.addRow(row, key, text);
            }
        }
        return table;
    }

    void show() {
        if (isVisible()) {
            return;
        }
        if (getChildren().isEmpty()) {
            getChildren().add(sheet());
        }
        before = getScene().getFocusOwner();
        setVisible(true);
        setManaged(true);
        requestFocus();
    }

    /** Whoever had the keys before gets them back. */
    private void hide() {
        Node owner = before;
        before = null;
        if (owner != null) {
            owner.requestFocus();
        }
        setVisible(false);
        setManaged(false);
    }
}
