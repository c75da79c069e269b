package org.mem0queue.ui.memories;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

/** What is asked before something that cannot be taken back, with its two answers. */
final class QuestionLine extends HBox {
    private final Label question = new Label();
    private final Button yes = new Button();
    private final Button no;

    /** Whether the focus has come here from the button that asked. */
    private boolean borrowed;

    QuestionLine(Messages words, Runnable close) {
        question.setWrapText(true);
        question.setMinWidth(0);
        HBox.setHgrow(question, Priority.ALWAYS);
        question.setMaxWidth(Double.MAX_VALUE);
        yes.setMinWidth(Region.USE_PREF_SIZE);
        no = new Button(words.text("question.no"));
        no.getStyleClass().add("flat");
        no.setMinWidth(Region.USE_PREF_SIZE);
        no.setOnAction(event -> close.run());
        getChildren().addAll(new Icon(Glyph.WARNING), question, yes, no);
        getStyleClass().add("question");
        show(false);
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /**
     * Asks, or stops asking.
     *
     * @param asker the button that is disabled meanwhile: the toolkit would hand its focus on to
     *     "yes", and whoever presses the same key twice would have answered without having read
     */
    void ask(@Nullable Question asked, Node asker) {
        if (asked != null) {
            question.setText(asked.sentence());
            yes.setText(asked.verb());
            yes.setOnAction(event -> asked.yes().run());
            show(true);
            if (hasFocus(asker)) {
                borrowed = true;
                no.requestFocus();
            }
        } else {
            if (borrowed && (hasFocus(yes) || hasFocus(no))) {
                asker.requestFocus();
            }
            borrowed = false;
            show(false);
        }
    }

    private static boolean hasFocus(Node node) {
        Scene scene = node.getScene();
        return scene != null && node.equals(scene.getFocusOwner());
    }
}
