package org.mem0queue.ui.control;

import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of everything seen, as one bar: settled, waiting, trouble. A part is never narrower
 * than 4 pixels, so that one failed memory among ten thousand still shows. What is lost stands
 * dashed beside the bar, since nobody counted it.
 */
public final class BalanceBar extends Region {
    private static final double HEIGHT = 6;
    private static final double GAP = 2;
    private static final double LEAST = 4;
    private static final double BESIDE_GAP = 8;
    private static final double BESIDE_WIDTH = 28;

    private List<Part> parts = List.of();
    private List<Part> lost = List.of();

    /**
     * One stretch of the bar.
     *
     * @param styleClass gives the colour
     * @param amount above 0
     * @param help for its tooltip, for example "40 pending"
     */
    public record Part(String styleClass, long amount, String help) {}

    public BalanceBar() {
        getStyleClass().add("balance-bar");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /**
     * @param shown in the order of the bar; an empty list leaves an empty track
     * @param shownLost the part beside the bar; empty if nothing is known to be lost
     */
    public void show(List<Part> shown, List<Part> shownLost) {
        if (shown.equals(parts) && shownLost.equals(lost) && !getChildren().isEmpty()) {
            return; // the mouse may be on a part
        }
        boolean alike = !getChildren().isEmpty() && alike(shown, parts) && alike(shownLost, lost);
        parts = shown;
        lost = shownLost;
        if (alike) {
            describeAgain();
            requestLayout();
            return;
        }
        List<Region> segments = new ArrayList<>();
        if (shown.isEmpty()) {
            segments.add(segment("track"));
        }
        for (Part part : shown) {
            segments.add(described(segment("part", part.styleClass()), part));
        }
        if (!segments.isEmpty()) {
            segments.getFirst().getStyleClass().add("first");
            segments.getLast().getStyleClass().add("last");
        }
        for (Part part : shownLost) {
            segments.add(described(segment("beside"), part));
        }
        getChildren().setAll(segments);
    }

    /** The same parts with other amounts. */
    private static boolean alike(List<Part> one, List<Part> other) {
        return one.stream()
                .map(Part::styleClass)
                .toList()
                .equals(other.stream().map(Part::styleClass).toList());
    }

    private void describeAgain() {
        int beside = getChildren().size() - lost.size();
        for (int i = 0; i < parts.size(); i++) {
            Hint.set(getChildren().get(i), parts.get(i).help());
        }
        for (int i = 0; i < lost.size(); i++) {
            Hint.set(getChildren().get(beside + i), lost.get(i).help());
        }
    }

    private static Region segment(String... styleClasses) {
        Region segment = new Region();
        segment.getStyleClass().addAll(styleClasses);
        segment.setManaged(false);
        return segment;
    }

    private static Region described(Region segment, Part part) {
        Hint.set(segment, part.help());
        return segment;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - (lost.isEmpty() ? 0 : BESIDE_GAP + BESIDE_WIDTH);
        double[] widths = widths(parts.stream().mapToLong(Part::amount).toArray(), width);
        double x = 0;
        for (int i = 0; i < widths.length; i++) {
            getChildren().get(i).resizeRelocate(x, 0, widths[i], HEIGHT);
            x += widths[i] + GAP;
        }
        if (widths.length == 0 && !getChildren().isEmpty()) {
            getChildren().getFirst().resizeRelocate(0, 0, width, HEIGHT);
        }
        if (!lost.isEmpty()) {
            getChildren()
                    .getLast()
                    .resizeRelocate(getWidth() - BESIDE_WIDTH, 0, BESIDE_WIDTH, HEIGHT);
        }
    }

    /**
     * Shares a width in proportion, with a least width each and gaps between; whole pixels, the
     * rounding goes to the widest.
     */
    static double[] widths(long[] amounts, double width) {
        double[] widths = new double[amounts.length];
        if (amounts.length == 0) {
            return widths;
        }
        double free = Math.max(0, width - GAP * (amounts.length - 1));
        double total = 0;
        for (long amount : amounts) {
            total += amount;
        }
        double small = 0;
        double large = 0;
        for (long amount : amounts) {
            if (free * amount / total < LEAST) {
                small += LEAST;
            } else {
                large += amount;
            }
        }
        int widest = 0;
        double used = 0;
        for (int i = 0; i < amounts.length; i++) {
            boolean least = free * amounts[i] / total < LEAST;
            widths[i] = least ? LEAST : Math.floor((free - small) * amounts[i] / large);
            used += widths[i];
            widest = widths[i] > widths[widest] ? i : widest;
        }
        widths[widest] += free - used;
        return widths;
    }
}
