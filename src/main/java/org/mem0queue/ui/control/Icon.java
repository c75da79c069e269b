package org.mem0queue.ui.control;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

import java.util.ArrayList;
import java.util.List;

/**
 * One {@link Glyph} in a square that never changes its size. The line takes the looked-up colour
 * {@code -icon-color}, which a style class or the surrounding part sets. Says nothing to a screen
 * reader: the word beside it does.
 */
public final class Icon extends Region {
    static final String STYLE_CLASS = "icon";
    private static final String STROKE = "stroke";
    private static final String DASHED = "dashed";
    private static final double GRID = 16;

    private final Group drawing = new Group();
    private Glyph glyph;

    /** 16 by 16. */
    public Icon(Glyph glyph, String... styleClasses) {
        this(glyph, GRID, styleClasses);
    }

    /**
     * @param size edge in pixels: 14 in dense lines, 16, 24 beside a sentence
     */
    public Icon(Glyph glyph, double size, String... styleClasses) {
        this.glyph = glyph;
        getStyleClass().add(STYLE_CLASS);
        getStyleClass().addAll(styleClasses);
        if (size > GRID) {
            getStyleClass().add("large");
        }
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        drawing.setManaged(false);
        drawing.getTransforms().add(new Scale(size / GRID, size / GRID));
        getChildren().add(drawing);
        draw();
    }

    public Glyph glyph() {
        return glyph;
    }

    public void setGlyph(Glyph other) {
        if (other != glyph) {
            glyph = other;
            draw();
        }
    }

    private void draw() {
        List<Node> lines = new ArrayList<>();
        lines.add(line(glyph.solid()));
        if (!glyph.dashed().isEmpty()) {
            SVGPath broken = line(glyph.dashed());
            broken.getStyleClass().add(DASHED);
            lines.add(broken);
        }
        drawing.getChildren().setAll(lines);
    }

    private static SVGPath line(String path) {
        SVGPath line = new SVGPath();
        line.setContent(path);
        line.getStyleClass().add(STROKE);
        return line;
    }
}
