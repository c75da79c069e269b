package org.mem0queue.ui.control;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/**
 * A tooltip that is made when the mouse first comes: each one is a pop-up with a scene of its own,
 * and a window has dozens of them that nobody ever looks at. On the JavaFX thread.
 */
public final class Hint {
    private static final double MOST_WIDTH = 400;
    private static final Object TEXT = new Object();
    private static final Object TOOLTIP = new Object();
    private static final EventHandler<MouseEvent> COMING = event -> make((Node) event.getSource());

    private Hint() {}

    /**
     * Says something of a node to the mouse.
     *
     * @param text empty for nothing
     */
    public static void set(Node node, String text) {
        if (node.getProperties().put(TEXT, text) == null) {
            node.addEventHandler(MouseEvent.MOUSE_ENTERED, COMING);
        }
        if (node.getProperties().get(TOOLTIP) instanceof Tooltip made) {
            if (text.isEmpty()) {
                Tooltip.uninstall(node, made);
                node.getProperties().remove(TOOLTIP);
            } else {
                made.setText(text);
            }
        }
    }

    /** What is said of a node; null for nothing. */
    public static @Nullable String of(Node node) {
        return node.getProperties().get(TEXT) instanceof String text && !text.isEmpty()
                ? text
                : null;
    }

    private static void make(Node node) {
        String text = of(node);
        if (text != null && !(node.getProperties().get(TOOLTIP) instanceof Tooltip)) {
            Tooltip tooltip = new Tooltip(text);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(MOST_WIDTH);
            node.getProperties().put(TOOLTIP, tooltip);
            Tooltip.install(node, tooltip);
        }
    }
}
