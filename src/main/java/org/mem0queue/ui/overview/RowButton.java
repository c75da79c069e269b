package org.mem0queue.ui.overview;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Region;

import org.mem0queue.ui.control.Hint;

/** A whole line that can be pressed. */
final class RowButton {
    private RowButton() {}

    /**
     * @param line takes all of the button's width
     * @param spoken what it says to a screen reader, and in its tooltip
     */
    static Button of(Region line, String spoken, Runnable act, String styleClass) {
        Button button = new Button();
        button.getStyleClass().addAll("row-button", styleClass);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setGraphic(line);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        // A button gives its graphic no more width than it wants.
        button.widthProperty()
                .addListener(
                        (property, before, now) ->
                                line.setPrefWidth(
                                        now.doubleValue()
                                                - button.snappedLeftInset()
                                                - button.snappedRightInset()));
        button.setAccessibleText(spoken);
        Hint.set(button, spoken);
        button.setOnAction(event -> act.run());
        return button;
    }
}
