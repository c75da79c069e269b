package org.mem0queue.ui.fx;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/**
 * A part that is laid out by itself. The toolkit lays out everything around a text that changed, up
 * to the window, to find out whether its room is still the right one; around an island that only
 * happens if the room it wants has changed too. For parts that change often and mostly keep their
 * size: a number among others.
 */
public final class Island extends Region {
    private final Region content;
    private Wanted wanted = new Wanted(0, 0, 0);

    /** What the surrounding layout asks for, at the width it gives. */
    private record Wanted(double least, double width, double height) {}

    /**
     * @param content becomes its only child; takes all of its room
     */
    public Island(Region content) {
        this.content = content;
        // Unmanaged, it is where a request for layout ends.
        content.setManaged(false);
        content.needsLayoutProperty().addListener((property, before, now) -> settled(now));
        getChildren().add(content);
    }

    /** Before the content is laid out: whether what is around it has to follow. */
    private void settled(boolean needsLayout) {
        if (!needsLayout && !wanted.equals(wants())) {
            requestLayout();
        }
    }

    private Wanted wants() {
        return new Wanted(
                content.minWidth(-1), content.prefWidth(-1), content.prefHeight(getWidth()));
    }

    /** A height that is asked for with the width is asked for anew each time. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return content.minWidth(height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(height);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return content.maxWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return content.minHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(width);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return content.maxHeight(width);
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth(), getHeight());
        wanted = wants();
    }
}
