package org.mem0queue.ui.overview;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.text.Messages;

/** The chart under its title, with the choice of how far back it looks. */
final class ChartPane extends VBox {
    private final BacklogChart chart;

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
        HBox head = new HBox(heading, gap, ranges(model, words));
        head.getStyleClass().add("section-head");
        getChildren().addAll(head, chart);
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
    }
}
