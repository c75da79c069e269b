package org.mem0queue.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * One finding: mark, what happened, and below it the next step. Both wrap rather than being cut.
 */
public final class FindingRow extends HBox {
    /**
     * What a row shows.
     *
     * @param action the next step; empty if there is none
     */
    public record Text(Mark mark, String message, String action) {}

    public FindingRow(Text text) {
        getStyleClass().addAll("finding-row", text.mark().styleClass());
        VBox words = new VBox(wrapped(text.message(), "message"));
        if (!text.action().isEmpty()) {
            words.getChildren().add(wrapped(text.action(), "action"));
        }
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(new Icon(text.mark().glyph()), words);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text.message() + " " + text.action());
    }

    private static Label wrapped(String text, String styleClass) {
        Label label = new Label(text);
        label.setWrapText(true);
        // A wrapped label may otherwise be squeezed to one line.
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
