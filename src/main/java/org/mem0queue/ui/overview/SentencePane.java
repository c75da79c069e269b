package org.mem0queue.ui.overview;

import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

/** The sentence: a large icon, the words, one line of cause, and the place to look next. */
final class SentencePane extends GridPane {
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final double LARGE = 24;

    private final Icon icon = new Icon(Glyph.EYE, LARGE);
    private final Label headline = wrapped("headline");
    private final Label cause = wrapped("cause");
    private final HBox actions = new HBox();
    private @Nullable String shownStyle;

    SentencePane(Messages words, Runnable showLog) {
        getStyleClass().add("sentence");
        Button log = new Button(words.text("sentence.show-log"));
        log.setOnAction(event -> showLog.run());
        actions.getChildren().add(log);
        actions.getStyleClass().add("actions");

        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(new ColumnConstraints(LARGE), rest);
        add(icon, 0, 0);
        add(headline, 1, 0);
        add(cause, 1, 1);
        add(actions, 1, 2);
        GridPane.setValignment(icon, VPos.TOP);
    }

    private static Label wrapped(String styleClass) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }

    void show(Sentence sentence) {
        Sentence.Kind kind = sentence.kind();
        headline.setText(sentence.headline());
        cause.setText(sentence.cause());
        cause.pseudoClassStateChanged(URGENT, kind.urgent());
        actions.setVisible(kind.logTellsMore());
        actions.setManaged(kind.logTellsMore());
        icon.setGlyph(kind.glyph());
        if (!kind.styleClass().equals(shownStyle)) {
            icon.getStyleClass().remove(shownStyle);
            icon.getStyleClass().add(kind.styleClass());
            shownStyle = kind.styleClass();
        }
    }
}
