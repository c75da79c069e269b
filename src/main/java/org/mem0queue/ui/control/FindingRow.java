package org.mem0queue.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.regex.Pattern;

/**
 * One finding: mark, what happened, and below it the next step. Both wrap rather than being cut.
 */
public final class FindingRow extends HBox {
    /** Stands around commands in a finding's text. */
    private static final Pattern COMMAND_MARK = Pattern.compile("`");

    /**
     * What a row shows. What stands between backticks is a command.
     *
     * @param action the next step; empty if there is none
     */
    public record Content(Mark mark, String message, String action) {}

    /** One for which only what it says itself helps. */
    public FindingRow(Content text) {
        VBox words = begin(text);
        if (!text.action().isEmpty()) {
            words.getChildren().add(wrapped(text.action(), "action"));
        }
    }

    /**
     * One that leads somewhere; what it says of commands waits in its tooltip.
     *
     * @param verb of its button
     */
    public FindingRow(Content text, String verb, Runnable act) {
        VBox words = begin(text);
        Button link = new Button(verb);
        link.getStyleClass().add("link");
        link.setMinWidth(USE_PREF_SIZE);
        link.setAccessibleText(verb + ": " + text.message().replace("`", ""));
        link.setOnAction(event -> act.run());
        getChildren().add(link);
        if (!text.action().isEmpty()) {
            Hint.set(words, text.action().replace("`", ""));
        }
    }

    private VBox begin(Content text) {
        getStyleClass().addAll("finding-row", text.mark().styleClass());
        VBox words = new VBox(wrapped(text.message(), "message"));
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(new Icon(text.mark().glyph()), words);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText((text.message() + " " + text.action()).replace("`", ""));
        return words;
    }

    private static TextFlow wrapped(String text, String styleClass) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add(styleClass);
        boolean command = false;
        for (String part : COMMAND_MARK.split(text, -1)) {
            if (!part.isEmpty()) {
                Text words = new Text(part);
                words.getStyleClass().add("phrase");
                if (command) {
                    words.getStyleClass().add("command");
                }
                flow.getChildren().add(words);
            }
            command = !command;
        }
        return flow;
    }
}
