package org.mem0queue.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.List;

/** A place whose screen is not there yet: says so, and what helps until then. */
public final class LaterPage implements Page {
    private final VBox view = new VBox();
    private final Label heading = new Label();
    private final Label later = sentence("");
    private final Button show = new Button();
    private final FlowPane actions = new FlowPane();
    private final String title;
    private final Messages words;
    private final boolean tellsLosses;

    /**
     * @param title what is not there
     * @param lines what helps until then, a sentence each
     * @param tellsLosses whether what is known to be lost is told first, and shown by a button
     * @param ways to the pages that the sentences name
     */
    private LaterPage(
            String title,
            List<String> lines,
            boolean tellsLosses,
            PageContext context,
            Button... ways) {
        this.title = title;
        this.words = context.words();
        this.tellsLosses = tellsLosses;
        view.getStyleClass().addAll("plain-page", "later");
        heading.setText(title);
        heading.getStyleClass().add("title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        later.setText(title);
        view.getChildren().addAll(heading, later);
        for (String line : lines) {
            view.getChildren().add(sentence(line));
        }
        show.getStyleClass().add("primary");
        show.setOnAction(
                event -> context.navigator().open(Destination.Memories.of(MemoryGroup.LOST)));
        actions.getChildren().add(show);
        actions.getChildren().addAll(ways);
        actions.getStyleClass().add("actions");
        view.getChildren().add(actions);
        tell(0);
    }

    private static Label sentence(String line) {
        Label sentence = new Label(line);
        sentence.setWrapText(true);
        sentence.getStyleClass().add("sentence-line");
        return sentence;
    }

    /** The rail counts them at this place: whoever follows the number finds them. */
    private void tell(long lost) {
        heading.setText(lost == 0 ? title : words.count("sentence.lost", lost));
        show.setText(words.count("step.lost", lost));
        for (Node node : List.of(later, show)) {
            node.setVisible(lost > 0);
            node.setManaged(lost > 0);
        }
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
                true,
                context,
                way("step.backups", new Destination.Backups(), context),
                way("place.writing", new Destination.Writing(), context));
    }

    public static LaterPage protect(PageContext context) {
        Messages words = context.words();
        return new LaterPage(
                words.text("later.protect"),
                List.of(words.text("later.protect.now"), words.text("later.protect.save")),
                false,
                context,
                way("place.writing", new Destination.Writing(), context));
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        tell(tellsLosses ? snapshot.counts().lost().orElse(0) : 0);
    }

    @Override
    public void dispose() {}
}
