package org.mem0queue.ui.activity;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** What both panes are made of. */
final class PaneParts {
    private PaneParts() {}

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
