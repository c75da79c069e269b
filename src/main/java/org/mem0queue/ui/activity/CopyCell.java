package org.mem0queue.ui.activity;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

/** One earlier state: when, what it is, how many are in it, how it differs from now. */
final class CopyCell extends ListCell<CopyRow> {
    private final Label time = label("time");
    private final Icon pin = new Icon(Glyph.PIN, 14);
    private final Label name = label("name", "cut");
    private final Label pending = label("number", "inside");
    private final Label failed = label("number", "inside");
    private final Label onlyHere = label("number");
    private final Label onlyNow = label("number");
    private final Label size = label("size");
    private final Tooltip tip = new Tooltip();
    private final HBox line = new HBox(time, pin, name, pending, failed, onlyHere, onlyNow, size);

    CopyCell() {
        getStyleClass().add("copy-cell");
        line.getStyleClass().add("copy-line");
        setPrefWidth(0);
        grow(name);
    }

    private static void grow(Label name) {
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
    }

    private static Label label(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** The names of the columns, in the same grid. */
    static HBox header(Messages words) {
        Icon gap = new Icon(Glyph.PIN, 14);
        gap.setVisible(false);
        Label name = named(words.text("backups.column.name"), "name");
        grow(name);
        HBox header =
                new HBox(
                        named(words.text("backups.column.time"), "time"),
                        gap,
                        name,
                        named(words.text("backups.column.pending"), "number", "inside"),
                        named(words.text("backups.column.failed"), "number", "inside"),
                        named(words.text("backups.column.only-here"), "number"),
                        named(words.text("backups.column.only-now"), "number"),
                        named(words.text("backups.column.size"), "size"));
        header.getStyleClass().addAll("copy-line", "column-names");
        return header;
    }

    private static Label named(String text, String... styleClasses) {
        Label label = label(styleClasses);
        label.setText(text);
        return label;
    }

    @Override
    protected void updateItem(@Nullable CopyRow row, boolean isEmpty) {
        super.updateItem(row, isEmpty);
        if (row == null || isEmpty) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        setGraphic(line);
        time.setText(row.time());
        pin.setVisible(row.pinned());
        name.setText(row.name());
        pending.setText(row.pending());
        failed.setText(row.failed());
        size.setText(row.size());
        onlyHere.setText(row.onlyHere());
        onlyNow.setText(row.onlyNow());
        tip.setText(row.whole() + "\n" + row.name());
        setTooltip(tip);
        setAccessibleText(
                String.join(
                        ", ",
                        row.whole(),
                        row.name(),
                        row.pending(),
                        row.failed(),
                        row.onlyHere(),
                        row.onlyNow(),
                        row.size()));
    }
}
