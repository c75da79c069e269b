package org.mem0queue.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One of the six numbers: icon and word, the number, one concrete note. */
public final class Tile extends VBox {
    private static final PseudoClass ZERO = PseudoClass.getPseudoClass("zero");
    private static final PseudoClass ALARM = PseudoClass.getPseudoClass("alarm");

    private final Label word = new Label();
    private final Label number = new Label();
    private final Label note = new Label();
    private final Tooltip help = new Tooltip();

    /**
     * What a tile shows.
     *
     * @param number the number, or a dash where nobody looked yet
     * @param note one line
     * @param zero nothing there, or not known: the tile steps back
     * @param alarm the one tile that the sentence speaks of
     * @param help the longer story
     */
    public record Text(
            StateWord state,
            String word,
            String number,
            String note,
            boolean zero,
            boolean alarm,
            String help) {}

    public Tile(StateWord state) {
        getStyleClass().addAll("tile", state.styleClass());
        HBox head = new HBox(new Icon(state.glyph()), word);
        head.getStyleClass().add("head");
        word.getStyleClass().add("word");
        number.getStyleClass().add("number");
        note.getStyleClass().add("note");
        getChildren().addAll(head, number, note);
        setAccessibleRole(AccessibleRole.TEXT);
        help.setWrapText(true);
        help.setMaxWidth(320);
        Tooltip.install(this, help);
    }

    public void show(Text text) {
        word.setText(text.word());
        number.setText(text.number());
        note.setText(text.note());
        help.setText(text.help());
        setAccessibleText(text.word() + ": " + text.number() + ", " + text.note());
        setAccessibleHelp(text.help());
        pseudoClassStateChanged(ZERO, text.zero());
        pseudoClassStateChanged(ALARM, text.alarm());
    }
}
