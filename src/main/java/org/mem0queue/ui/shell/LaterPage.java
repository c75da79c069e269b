package org.mem0queue.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.List;

/** A place whose screen is not there yet: says so, and what helps until then. */
public final class LaterPage implements Page {
    private final VBox view = new VBox();

    /**
     * @param title what is not there
     * @param lines what helps until then, a sentence each
     * @param ways to the pages that the sentences name
     */
    private LaterPage(String title, List<String> lines, Button... ways) {
        view.getStyleClass().addAll("plain-page", "later");
        Label heading = new Label(title);
        heading.getStyleClass().add("title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        view.getChildren().add(heading);
        for (String line : lines) {
            Label sentence = new Label(line);
            sentence.setWrapText(true);
            sentence.getStyleClass().add("sentence-line");
            view.getChildren().add(sentence);
        }
        FlowPane actions = new FlowPane(ways);
        actions.getStyleClass().add("actions");
        view.getChildren().add(actions);
    }

    private static Button way(String key, Destination to, PageContext context) {
        Button button = new Button(context.words().text(key));
        button.setOnAction(event -> context.navigator().open(to));
        return button;
    }

    public static LaterPage recovery(PageContext context) {
        Messages words = context.words();
        return new LaterPage(
                words.text("later.recovery"),
                List.of(
                        words.text("later.recovery.now"),
                        words.text("later.recovery.kept"),
                        words.text("later.recovery.texts")),
                way("step.backups", new Destination.Backups(), context),
                way("place.writing", new Destination.Writing(), context));
    }

    public static LaterPage protect(PageContext context) {
        Messages words = context.words();
        return new LaterPage(
                words.text("later.protect"),
                List.of(words.text("later.protect.now"), words.text("later.protect.save")),
                way("place.writing", new Destination.Writing(), context));
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {}

    @Override
    public void dispose() {}
}
