package org.mem0queue.ui.memories;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;

/** What is so, and why; where nothing can be done here, what else helps. */
final class MemoriesHead extends VBox {
    private final Label title = new Label();
    private final Label cause = new Label();
    private final Label readOnly = new Label(null, new Icon(Glyph.EYE));
    private final Button backups = new Button();

    MemoriesHead(PageContext context) {
        getStyleClass().add("head");
        title.getStyleClass().add("title");
        title.setWrapText(true);
        cause.getStyleClass().add("cause");
        cause.setWrapText(true);
        readOnly.getStyleClass().add("read-only");
        readOnly.setWrapText(true);
        backups.setText(context.words().text("step.restore"));
        backups.getStyleClass().addAll("link", "to-backups");
        backups.setOnAction(event -> context.navigator().open(new Destination.Backups()));
        getChildren().addAll(title, cause, readOnly, backups);
    }

    void show(MemoriesText text) {
        title.setText(text.sentence().headline());
        set(cause, text.sentence().cause());
        set(readOnly, text.readOnly());
        setShown(backups, text.backupsHelp());
    }

    private static void set(Label label, String text) {
        label.setText(text);
        setShown(label, !text.isEmpty());
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
