package org.mem0queue.ui.memories;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Skin;
import javafx.scene.control.TableRow;
import javafx.scene.control.skin.TableRowSkin;
import javafx.scene.layout.HBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

/** A row of the table: the cells of a memory, or the line of a group over all columns. */
final class MemoryTableRow extends TableRow<Row> {
    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

    private final Messages words;
    private final Icon chevron = new Icon(Glyph.DOWN);
    private final Label title = new Label();
    private final Label number = new Label();
    private final HBox line = new HBox(chevron, title, number);

    MemoryTableRow(Messages words) {
        this.words = words;
        line.getStyleClass().add("group-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMouseTransparent(true);
        line.setManaged(false);
        title.setMinWidth(0);
        number.getStyleClass().add("number");
        number.setMinWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
        super.updateItem(row, empty);
        boolean group = !empty && row instanceof Row.OfGroup;
        pseudoClassStateChanged(GROUP, group);
        line.setVisible(group);
        if (!empty && row instanceof Row.OfGroup(var key, String text, int members, boolean open)) {
            chevron.setGlyph(open ? Glyph.DOWN : Glyph.RIGHT);
            title.setText(text);
            number.setText(words.number(members));
            setAccessibleText(words.count("memories.group", members, text));
        } else {
            setAccessibleText(null);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new LineSkin(this);
    }

    /** Lays the group's line over the cells, which are empty there. */
    private static final class LineSkin extends TableRowSkin<Row> {
        private final HBox line;

        LineSkin(MemoryTableRow row) {
            super(row);
            line = row.line;
            getChildren().add(line);
        }

        @Override
        protected void layoutChildren(double x, double y, double w, double h) {
            super.layoutChildren(x, y, w, h);
            if (!getChildren().contains(line)) { // the columns were laid out anew
                getChildren().add(line);
            }
            line.resizeRelocate(x, y, w, h);
            line.toFront();
        }
    }
}
