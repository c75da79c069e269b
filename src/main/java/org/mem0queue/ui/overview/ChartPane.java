package org.mem0queue.ui.overview;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.text.Messages;

/**
 * The chart under its title, with the choice of how far back it looks. Where there is nothing to
 * draw, a sentence that takes no more room than it needs.
 */
final class ChartPane extends VBox {
    private static final PseudoClass EMPTY = PseudoClass.getPseudoClass("empty");

    private final BacklogChart chart;
    private final HBox ranges;
    private final ReadOnlyBooleanWrapper drawn = new ReadOnlyBooleanWrapper(true);

    ChartPane(OverviewViewModel model, Messages words) {
        getStyleClass().add("chart-pane");
        chart =
                new BacklogChart(
                        model.chartProperty().get(),
                        words.text("chart.waiting"),
                        words.text("chart.now"));
        Label heading = new Label(words.text("chart.title"));
        heading.getStyleClass().add("section-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ranges = ranges(model, words);
        HBox head = new HBox(heading, gap, ranges);
        head.getStyleClass().add("section-head");
        getChildren().addAll(head, chart);
        arrange(model.chartProperty().get());
    }

    private static HBox ranges(OverviewViewModel model, Messages words) {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        for (ChartRange range : ChartRange.values()) {
            ToggleButton segment = new ToggleButton(words.text(range.nameKey()));
            segment.getStyleClass().setAll("segment");
            segment.setToggleGroup(group);
            segment.setSelected(range == model.rangeProperty().get());
            // What was chosen the last time is chosen after this is made.
            model.rangeProperty()
                    .addListener(
                            (property, before, now) -> {
                                if (range == now) {
                                    segment.setSelected(true);
                                }
                            });
            // One is always chosen: pressing it again changes nothing.
            segment.setOnAction(
                    event -> {
                        segment.setSelected(true);
                        model.rangeProperty().set(range);
                    });
            segments.getChildren().add(segment);
        }
        return segments;
    }

    void show(ChartText text) {
        chart.show(text);
        arrange(text);
    }

    /** Whether it has the room of a chart. */
    ReadOnlyBooleanProperty drawnProperty() {
        return drawn.getReadOnlyProperty();
    }

    /** Before the answer is there, its room is kept: most often a chart comes. */
    private void arrange(ChartText text) {
        boolean nothing = text.waiting().isEmpty() && !text.empty().isEmpty();
        pseudoClassStateChanged(EMPTY, nothing);
        drawn.set(!nothing);
        // Whoever has chosen a range in which there is nothing can choose another.
        boolean choice = !nothing || text.range() != ChartRange.DAY;
        ranges.setVisible(choice);
        ranges.setManaged(choice);
    }
}
