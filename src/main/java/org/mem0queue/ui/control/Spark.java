package org.mem0queue.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

import java.util.ArrayList;
import java.util.List;

/**
 * A trend as a small line from its lowest to its highest value. Says nothing to a screen reader.
 */
final class Spark extends Region {
    private static final double WIDTH = 56;
    private static final double HEIGHT = 20;

    /** Half the line's width stays inside. */
    private static final double EDGE = 1;

    private final Polyline line = new Polyline();
    private List<Double> shown = List.of();

    Spark() {
        getStyleClass().add("spark");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        line.setManaged(false);
        getChildren().add(line);
    }

    /**
     * @param values in the order of time; fewer than two show nothing
     */
    void show(List<Double> values) {
        if (values.equals(shown)) {
            return;
        }
        shown = values;
        line.getPoints().setAll(points(values));
    }

    /** x and y of each. */
    static List<Double> points(List<Double> values) {
        List<Double> points = new ArrayList<>();
        if (values.size() < 2) {
            return points;
        }
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double span = most == least ? 1 : most - least;
        for (int i = 0; i < values.size(); i++) {
            points.add(i * WIDTH / (values.size() - 1));
            points.add(HEIGHT - EDGE - (values.get(i) - least) / span * (HEIGHT - 2 * EDGE));
        }
        return points;
    }
}
