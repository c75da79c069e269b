package org.mem0queue.ui.fx;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/**
 * A part that is laid out by itself. The toolkit lays out everything around a text that changed, up
 * to the window, to find out whether its room is still the right one; around an island that only
 * happens if the height it wants has changed too. For parts that change often and mostly keep their
 * height, and whose width is given from outside: it does not tell when it would like another.
 */
public final class Island extends Region {
    private final Region content;

    /** What the content wanted, at that width, when this was last laid out. */
    private double wanted;

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
        if (!needsLayout && content.prefHeight(getWidth()) != wanted) {
            requestLayout();
        }
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
        wanted = content.prefHeight(getWidth());
    }
}
