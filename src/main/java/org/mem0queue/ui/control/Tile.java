package org.mem0queue.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** One of the six numbers: icon and word, the number, one concrete note. Opens its list. */
public final class Tile extends Button {
    private static final PseudoClass ZERO = PseudoClass.getPseudoClass("zero");
    private static final PseudoClass ALARM = PseudoClass.getPseudoClass("alarm");

    /** A longer number leaves no room for a trend beside it. */
    private static final int SHORT = 5;

    private final Label word = new Label();
    private final Label number = new Label();
    private final Label note = new Label();
    private final Spark spark = new Spark();

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
            String help,
            Trend trend) {}

    /**
     * How the number came to be what it is.
     *
     * @param values in the order of time; empty if they are not known
     * @param help the same in words
     */
    public record Trend(List<Double> values, String help) {
        public static final Trend NONE = new Trend(List.of(), "");
    }

    public Tile(StateWord state) {
        getStyleClass().addAll("tile", state.styleClass());
        HBox head = new HBox(new Icon(state.glyph()), word);
        head.getStyleClass().add("head");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox figure = new HBox(number, gap, spark);
        figure.getStyleClass().add("figure");
        word.getStyleClass().add("word");
        number.getStyleClass().add("number");
        number.setMinWidth(USE_PREF_SIZE);
        note.getStyleClass().add("note");
        VBox content = new VBox(head, figure, note);
        // A button gives its graphic no more width than it wants.
        insetsProperty().addListener((property, before, now) -> fit(content));
        widthProperty().addListener((property, before, now) -> fit(content));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(content);
    }

    private void fit(VBox content) {
        content.setPrefWidth(getWidth() - snappedLeftInset() - snappedRightInset());
    }

    public void show(Text text) {
        word.setText(text.word());
        number.setText(text.number());
        note.setText(text.note());
        String trend = text.trend().help();
        String help = trend.isEmpty() ? text.help() : text.help() + "\n" + trend;
        Hint.set(this, help);
        setAccessibleText(text.word() + ": " + text.number() + ", " + text.note());
        setAccessibleHelp(help);
        spark.show(text.number().length() > SHORT ? List.of() : text.trend().values());
        pseudoClassStateChanged(ZERO, text.zero());
        pseudoClassStateChanged(ALARM, text.alarm());
    }
}
