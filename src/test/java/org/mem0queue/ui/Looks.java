package org.mem0queue.ui;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What is wrong with a picture, found in the nodes that make it. */
final class Looks {
    /** Texts of others in rows of one line, which say the whole elsewhere. */
    private static final Set<String> MAY_BE_CUT =
            Set.of("log-text", "first-line", "cut", "memory-cell", "mono");

    private Looks() {}

    /** Labels and buttons whose text does not fit and ends in dots; log lines may. */
    static List<String> cutTexts(Parent root) {
        List<String> cut = new ArrayList<>();
        for (Node node : visible(root)) {
            if (node instanceof Labeled labeled
                    && Collections.disjoint(labeled.getStyleClass(), MAY_BE_CUT)) {
                String wanted = labeled.getText();
                Node drawn = labeled.lookup(".text");
                if (wanted != null
                        && !wanted.isEmpty()
                        && drawn instanceof Text text
                        && !text.getText().equals(wanted)) {
                    cut.add(wanted + " -> " + text.getText());
                }
            }
        }
        return cut;
    }

    /** The sheet of keys covers everything else. */
    private static Node inFront(Parent root) {
        Node sheet = root.lookup(".sheet-ground");
        return sheet != null && sheet.isVisible() ? sheet : root;
    }

    /** Pairs of texts and icons that lie on top of each other; what floats is left out. */
    static List<String> overlaps(Parent root) {
        List<Node> leaves =
                visible(inFront(root)).stream()
                        .filter(Looks::isLeaf)
                        .filter(node -> !isInside(node, "new-lines"))
                        .filter(node -> !isInside(node, "notices"))
                        .filter(node -> !isBadge(node))
                        .filter(node -> !isInList(node))
                        .toList();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            for (int j = i + 1; j < leaves.size(); j++) {
                Bounds one = inner(leaves.get(i));
                Bounds two = inner(leaves.get(j));
                if (isThere(one) && isThere(two) && one.intersects(two)) {
                    pairs.add(leaves.get(i) + " / " + leaves.get(j));
                }
            }
        }
        return pairs;
    }

    /**
     * Texts, icons and buttons that stand out of the window or, sideways, of the list or the pane
     * that they scroll in: a person sees part of them or nothing. Log lines may be longer.
     */
    static List<String> stickingOut(Parent root) {
        List<String> out = new ArrayList<>();
        double width = root.getScene().getWidth();
        double height = root.getScene().getHeight();
        for (Node node : visible(inFront(root))) {
            Bounds all = node.localToScene(node.getLayoutBounds());
            if (!(isLeaf(node) || node instanceof ButtonBase)
                    || !isThere(all)
                    || isInside(node, "log-line")
                    || isInside(node, TextInputControl.class) && !isPrompt(node)
                    || isInside(node, ScrollBar.class)) {
                continue;
            }
            double left = 0;
            double right = width;
            boolean scrolledAway = false;
            boolean scrolls = false;
            for (Node at = node.getParent(); at != null; at = at.getParent()) {
                if (at.getClip() != null) {
                    Bounds frame = at.localToScene(at.getClip().getBoundsInLocal());
                    left = Math.max(left, frame.getMinX());
                    right = Math.min(right, frame.getMaxX());
                    scrolls = true;
                    scrolledAway |=
                            all.getMaxY() <= frame.getMinY() || all.getMinY() >= frame.getMaxY();
                }
            }
            boolean sideways = all.getMinX() < left - 1 || all.getMaxX() > right + 1;
            boolean upOrDown = !scrolls && (all.getMinY() < -1 || all.getMaxY() > height + 1);
            if (!scrolledAway && (sideways || upOrDown)) {
                out.add(node + " at " + all);
            }
        }
        return out;
    }

    /** What an empty field says in place of its text: there is no scrolling to the rest of it. */
    private static boolean isPrompt(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof TextField field) {
                return node instanceof Text text
                        && field.getText().isEmpty()
                        && text.getText().equals(field.getPromptText());
            }
        }
        return false;
    }

    private static boolean isInside(Node node, Class<? extends Node> type) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Bounds bounds) {
        return bounds.getWidth() > 0 && bounds.getHeight() > 0;
    }

    /** Buttons without words must say to a screen reader what they do. */
    static List<String> namelessButtons(Parent root) {
        List<String> nameless = new ArrayList<>();
        for (Node node : visible(root)) {
            if (node instanceof Button button
                    && (button.getText() == null || button.getText().isEmpty())
                    && (button.getAccessibleText() == null
                            || button.getAccessibleText().isBlank()
                            || Hint.of(button) == null)) {
                nameless.add(button.toString());
            }
        }
        return nameless;
    }

    /** Phrases of one text flow belong together. */
    private static boolean isLeaf(Node node) {
        return (node instanceof Icon && !isInFlow(node))
                || node instanceof TextFlow
                || (node instanceof Text text && !text.getText().isEmpty() && !isInFlow(text));
    }

    private static boolean isInFlow(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof TextFlow) {
                return true;
            }
        }
        return false;
    }

    private static Bounds inner(Node node) {
        Bounds bounds = seen(node);
        return new BoundingBox(
                bounds.getMinX() + 1,
                bounds.getMinY() + 1,
                Math.max(0, bounds.getWidth() - 2),
                Math.max(0, bounds.getHeight() - 2));
    }

    /** What is scrolled out of sight lies on top of nothing. */
    private static Bounds seen(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getClip() != null) {
                bounds = intersection(bounds, at.localToScene(at.getClip().getBoundsInLocal()));
            }
        }
        return bounds;
    }

    private static Bounds intersection(Bounds one, Bounds two) {
        double left = Math.max(one.getMinX(), two.getMinX());
        double top = Math.max(one.getMinY(), two.getMinY());
        return new BoundingBox(
                left,
                top,
                Math.max(0, Math.min(one.getMaxX(), two.getMaxX()) - left),
                Math.max(0, Math.min(one.getMaxY(), two.getMaxY()) - top));
    }

    private static boolean isInList(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ListView<?>
                    || at instanceof TableView<?>
                    || at instanceof ScrollBar
                    || at instanceof TextInputControl) {
                return true;
            }
        }
        return false;
    }

    /** The number at the corner of an icon of the narrow rail. */
    private static boolean isBadge(Node node) {
        return isInside(node, "rail") && isInside(node, "count");
    }

    private static boolean isInside(Node node, String styleClass) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains(styleClass)) {
                return true;
            }
        }
        return false;
    }

    /** Every node that is drawn. */
    static List<Node> visible(Node root) {
        List<Node> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private static void collect(Node node, List<Node> into) {
        if (!node.isVisible()) {
            return;
        }
        into.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }
}
