package org.mem0queue.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.List;

/** A place whose screen is not there yet: says so, and what helps until then. */
public final class LaterPage implements Page {
    private final VBox view = new VBox();

    /**
     * @param title what is not there
     * @param lines what helps until then, a sentence each
     */
    private LaterPage(String title, List<String> lines) {
        view.getStyleClass().addAll("plain-page", "later");
        Label heading = new Label(title);
        heading.getStyleClass().add("title");
        view.getChildren().add(heading);
        for (String line : lines) {
            Label sentence = new Label(line);
            sentence.setWrapText(true);
            sentence.getStyleClass().add("sentence-line");
            view.getChildren().add(sentence);
        }
    }

    public static LaterPage recovery(Messages words) {
        return new LaterPage(
                words.text("later.recovery"),
                List.of(
                        words.text("later.recovery.now"),
                        words.text("later.recovery.kept"),
                        words.text("later.recovery.texts")));
    }

    public static LaterPage protect(Messages words) {
        return new LaterPage(
                words.text("later.protect"),
                List.of(words.text("later.protect.now"), words.text("later.protect.save")));
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
