package org.mem0queue.ui.overview;

import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;

import java.util.ArrayList;
import java.util.List;

/**
 * Two plots on one axis of time: what waited as a line on its tint, below it what was synced as
 * bars; found losses as dashed lines through both. All colours come from the style sheet. Draws
 * anew only when there is something else to draw or the size is another.
 */
final class BacklogChart extends Region {
    /** Left of the plots, for the numbers of the axes. */
    private static final double GUTTER = 30;

    private static final double RIGHT = 3;
    private static final double TOP = 20;
    private static final double BETWEEN = 28;
    private static final double BELOW = 22;
    private static final double BAR_GAP = 2;

    /** Of the height that is left for both plots. */
    private static final double BARS_PART = 0.22;

    private static final double LABEL_GAP = 8;
    private static final double DOT = 3;

    private final Label waitingName = label("waiting-name");
    private final Label syncedName = label("synced-name");
    private final Label empty = label("empty");
    private final Path area = path("waiting-area");
    private final Path line = path("waiting-line");
    private final Circle dot = new Circle(DOT);
    private final Label last = label("last");
    private final Label now = label("tick");
    private final List<Line> grid = new ArrayList<>();
    private final List<Rectangle> bars = new ArrayList<>();
    private final List<Label> waitingTicks = new ArrayList<>();
    private final List<Label> syncedTicks = new ArrayList<>();
    private final List<Label> timeTicks = new ArrayList<>();
    private final List<Line> lossLines = new ArrayList<>();
    private final List<Label> losses = new ArrayList<>();
    private ChartText shown;

    /**
     * @param waiting the name of the upper plot
     * @param present the name of the right end
     */
    BacklogChart(ChartText first, String waiting, String present) {
        shown = first;
        getStyleClass().add("chart");
        waitingName.setText(waiting);
        now.setText(present);
        dot.getStyleClass().add("dot");
        dot.setManaged(false);
        empty.setWrapText(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        build();
    }

    void show(ChartText text) {
        if (!text.equals(shown)) {
            shown = text;
            build();
        }
    }

    private void build() {
        grid.clear();
        bars.clear();
        waitingTicks.clear();
        syncedTicks.clear();
        timeTicks.clear();
        lossLines.clear();
        losses.clear();
        setAccessibleText(shown.spoken());
        if (shown.waiting().isEmpty()) {
            empty.setText(shown.empty());
            getChildren().setAll(empty);
            requestLayout();
            return;
        }
        shown.waitingTicks().forEach(tick -> waitingTicks.add(label("tick", tick.text())));
        shown.syncedTicks().forEach(tick -> syncedTicks.add(label("tick", tick.text())));
        shown.labels().forEach(label -> timeTicks.add(label("tick", label.text())));
        shown.losses().forEach(loss -> losses.add(label("loss", loss.text())));
        shown.losses().forEach(loss -> lossLines.add(line("loss-line")));
        shown.waitingTicks().forEach(tick -> grid.add(line("grid")));
        grid.getFirst().getStyleClass().setAll("axis");
        grid.add(line("axis"));
        shown.bars().forEach(bar -> bars.add(bar()));
        syncedName.setText(shown.synced());
        last.setText(shown.last());
        List<Node> all = new ArrayList<>(grid);
        all.addAll(List.of(area, line));
        all.addAll(bars);
        all.addAll(lossLines);
        all.add(dot);
        all.addAll(List.of(waitingName, syncedName, last, now));
        all.addAll(waitingTicks);
        all.addAll(syncedTicks);
        all.addAll(timeTicks);
        all.addAll(losses);
        getChildren().setAll(all);
        requestLayout();
    }

    /** A sentence is as high as its lines; a chart as the style sheet says. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(empty.prefHeight(width));
    }

    @Override
    protected void layoutChildren() {
        if (shown.waiting().isEmpty()) {
            empty.resizeRelocate(0, 0, getWidth(), getHeight());
            return;
        }
        getChildren()
                .forEach(
                        child -> {
                            if (child instanceof Label label) {
                                label.autosize();
                            }
                        });
        double gutter = GUTTER;
        for (Label tick : waitingTicks) {
            gutter = Math.max(gutter, tick.getWidth() + LABEL_GAP);
        }
        Plot plot = Plot.of(getWidth(), getHeight(), gutter);
        layoutWaiting(plot);
        layoutSynced(plot);
        layoutTime(plot);
        layoutLosses(plot);
    }

    /** Where the plots lie. */
    private record Plot(
            double left, double right, double top, double floor, double barsTop, double barsFloor) {
        static Plot of(double width, double height, double gutter) {
            double both = height - TOP - BETWEEN - BELOW;
            double barsFloor = height - BELOW;
            double barsTop = barsFloor - Math.round(both * BARS_PART);
            return new Plot(gutter, width - RIGHT, TOP, barsTop - BETWEEN, barsTop, barsFloor);
        }

        double x(double part) {
            return left + part * (right - left);
        }

        double y(double part) {
            return floor - part * (floor - top);
        }

        double barY(double part) {
            return barsFloor - part * (barsFloor - barsTop);
        }
    }

    private void layoutWaiting(Plot plot) {
        for (int i = 0; i < waitingTicks.size(); i++) {
            double y = plot.y(shown.waitingTicks().get(i).y());
            place(grid.get(i), plot.left(), y, plot.right(), y);
            atAxis(waitingTicks.get(i), plot, y);
        }
        List<PathElement> outline = new ArrayList<>();
        List<PathElement> ground = new ArrayList<>();
        for (List<ChartText.Spot> run : shown.waiting()) {
            ground.add(new MoveTo(plot.x(run.getFirst().x()), plot.floor()));
            for (ChartText.Spot spot : run) {
                double x = plot.x(spot.x());
                double y = plot.y(spot.y());
                outline.add(spot.equals(run.getFirst()) ? new MoveTo(x, y) : new LineTo(x, y));
                ground.add(new LineTo(x, y));
            }
            ground.add(new LineTo(plot.x(run.getLast().x()), plot.floor()));
        }
        line.getElements().setAll(outline);
        area.getElements().setAll(ground);
        ChartText.Spot end = shown.waiting().getLast().getLast();
        dot.setCenterX(plot.x(end.x()));
        dot.setCenterY(plot.y(end.y()));
        waitingName.relocate(plot.left(), 0);
        double x = plot.x(end.x()) - LABEL_GAP - last.getWidth();
        last.relocate(x, Math.max(-2, plot.y(end.y()) - last.getHeight()));
    }

    private void layoutSynced(Plot plot) {
        place(grid.getLast(), plot.left(), plot.barsFloor(), plot.right(), plot.barsFloor());
        for (int i = 0; i < syncedTicks.size(); i++) {
            atAxis(syncedTicks.get(i), plot, plot.barY(shown.syncedTicks().get(i).y()));
        }
        for (int i = 0; i < bars.size(); i++) {
            ChartText.Bar bar = shown.bars().get(i);
            double x = plot.x(bar.from()) + BAR_GAP;
            double width = plot.x(bar.to()) - BAR_GAP - x;
            double y = plot.barY(bar.height());
            Rectangle drawn = bars.get(i);
            drawn.setX(x);
            drawn.setY(y);
            drawn.setWidth(Math.max(1, width));
            drawn.setHeight(plot.barsFloor() - y);
        }
        syncedName.relocate(plot.left(), plot.barsTop() - syncedName.getHeight() - 4);
    }

    private void layoutTime(Plot plot) {
        double y = plot.barsFloor() + 5;
        now.relocate(plot.right() - now.getWidth(), y);
        double free = plot.right() - now.getWidth() - LABEL_GAP;
        double apart = apart(plot);
        double taken = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < timeTicks.size(); i++) {
            Label tick = timeTicks.get(i);
            double middle = plot.x(shown.labels().get(i).x());
            double x = Math.max(plot.left(), middle - tick.getWidth() / 2);
            boolean room = x >= taken && x + tick.getWidth() <= free;
            tick.setVisible(room);
            tick.relocate(x, y);
            if (room) {
                taken = middle + apart;
            }
        }
    }

    /** So that where every label does not fit, every second one stays, and not some. */
    private double apart(Plot plot) {
        if (timeTicks.size() < 2) {
            return 0;
        }
        double step = plot.x(shown.labels().get(1).x()) - plot.x(shown.labels().getFirst().x());
        double widest = timeTicks.stream().mapToDouble(Label::getWidth).max().orElse(0);
        double needed = widest + 3 * LABEL_GAP;
        return Math.ceil(needed / Math.max(1, step)) * step - widest / 2 - 1;
    }

    private void layoutLosses(Plot plot) {
        double taken = last.getLayoutX();
        for (int i = losses.size() - 1; i >= 0; i--) {
            double x = Math.round(plot.x(shown.losses().get(i).x())) + 0.5;
            place(lossLines.get(i), x, TOP - 4, x, plot.barsFloor());
            Label label = losses.get(i);
            double right = x + LABEL_GAP - 1;
            double left = x - LABEL_GAP + 1 - label.getWidth();
            boolean fitsRight = right + label.getWidth() <= taken - LABEL_GAP;
            label.setVisible(fitsRight || left >= plot.left());
            // Below the line of the grid, which would strike it through.
            label.relocate(fitsRight ? right : left, TOP + 2);
            taken = Math.min(taken, fitsRight ? x : left);
        }
    }

    private static void atAxis(Label tick, Plot plot, double y) {
        tick.relocate(
                plot.left() - LABEL_GAP - tick.getWidth(), y - Math.round(tick.getHeight() / 2));
    }

    private static void place(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(crisp(y1));
        line.setEndX(x2);
        line.setEndY(crisp(y2));
    }

    /** A line of one pixel lies in the middle of it. */
    private static double crisp(double y) {
        return Math.floor(y) + 0.5;
    }

    private static Label label(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setManaged(false);
        return label;
    }

    private static Label label(String styleClass, String text) {
        Label label = label(styleClass);
        label.setText(text);
        return label;
    }

    private static Path path(String styleClass) {
        Path path = new Path();
        path.getStyleClass().add(styleClass);
        path.setManaged(false);
        return path;
    }

    private static Line line(String styleClass) {
        Line line = new Line();
        line.getStyleClass().add(styleClass);
        line.setManaged(false);
        return line;
    }

    private static Rectangle bar() {
        Rectangle bar = new Rectangle();
        bar.getStyleClass().add("bar");
        bar.setManaged(false);
        return bar;
    }
}
