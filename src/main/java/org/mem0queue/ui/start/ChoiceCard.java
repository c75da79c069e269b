package org.mem0queue.ui.start;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

/** One choice: what for, what it reads and writes, and the button. */
final class ChoiceCard extends VBox {
    private final Button button = new Button();
    private final Label reason = new Label();

    /**
     * @param verb on the button
     */
    ChoiceCard(String heading, String purpose, String verb, Runnable choose, Line... lines) {
        getStyleClass().add("choice");
        Label head = new Label(heading);
        head.getStyleClass().add("heading");
        Label what = new Label(purpose);
        what.getStyleClass().add("purpose");
        what.setWrapText(true);
        getChildren().addAll(head, what);
        VBox list = new VBox();
        list.getStyleClass().add("lines");
        for (Line line : lines) {
            Label words = new Label(line.words());
            words.setWrapText(true);
            HBox.setHgrow(words, Priority.ALWAYS);
            list.getChildren().add(new HBox(new Icon(line.glyph()), words));
        }
        button.setText(verb);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> choose.run());
        button.setAccessibleHelp(purpose);
        reason.getStyleClass().add("reason");
        reason.setWrapText(true);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(list, gap, reason, button);
        refuse(null);
    }

    /** Something that this choice does. */
    record Line(Glyph glyph, String words) {}

    /** Whether its button is the one of the page. */
    void setLoud(boolean loud) {
        button.getStyleClass().remove("primary");
        if (loud) {
            button.getStyleClass().add("primary");
        }
    }

    /**
     * @param why it cannot be chosen; null if it can
     */
    void refuse(@Nullable String why) {
        button.setDisable(why != null);
        reason.setText(why == null ? "" : why);
        reason.setVisible(why != null);
        reason.setManaged(why != null);
    }
}
