package org.mem0queue.ui.activity;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** What both panes are made of. */
final class PaneParts {
    private PaneParts() {}

    /**
     * Asked for its least height without a width, it tells that of the width it has: a scroll pane
     * that fits its content asks so, and would take wrapped texts for lines and show no bar.
     */
    private static final class Whole extends VBox {
        @Override
        protected double computeMinHeight(double width) {
            return super.computeMinHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
        }
    }

    static Label wrapped(String styleClass) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }

    static Button link() {
        Button link = new Button();
        link.getStyleClass().add("link");
        return link;
    }

    /** What is between a pane's head and its buttons: it scrolls before anything is pushed out. */
    static ScrollPane scrolled(Node... parts) {
        VBox whole = new Whole();
        whole.getChildren().setAll(parts);
        whole.getStyleClass().add("pane-whole");
        ScrollPane scroll = new ScrollPane(whole);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("edge-to-edge", "pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** The line at the top: what is shown, and the way out. */
    static HBox head(Icon icon, Label name, Messages words, Runnable close) {
        IconButton button =
                new IconButton(
                        Glyph.CLOSE,
                        words.text("activity.close"),
                        words.text("activity.close.tip"));
        button.setOnAction(event -> close.run());
        name.getStyleClass().add("pane-name");
        HBox head = new HBox(icon, name, spacer(), button);
        head.getStyleClass().add("pane-head");
        return head;
    }

    static List<Node> facts(List<ActDetail.Fact> facts) {
        List<Node> lines = new ArrayList<>();
        for (ActDetail.Fact fact : facts) {
            Label name = new Label(fact.name());
            name.getStyleClass().add("fact-name");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label value = wrapped("fact-value");
            value.setText(fact.value());
            HBox.setHgrow(value, Priority.ALWAYS);
            HBox line = new HBox(name, value);
            line.getStyleClass().add("fact");
            lines.add(line);
        }
        return lines;
    }

    /** Shows a node, or takes it out of the layout. */
    static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
