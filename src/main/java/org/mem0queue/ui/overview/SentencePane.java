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
import org.mem0queue.ui.nav.Navigator;

import java.util.List;

/** The sentence: a large icon, the words, one line of cause, and where to go from here. */
final class SentencePane extends GridPane {
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final String LOUD = "primary";
    private static final double LARGE = 24;

    private final Icon icon = new Icon(Glyph.EYE, LARGE);
    private final Label headline = wrapped("headline");
    private final Label cause = wrapped("cause");
    private final HBox actions = new HBox();
    private final Navigator navigator;
    private List<Step> shownSteps = List.of();
    private @Nullable String shownStyle;

    SentencePane(Navigator navigator) {
        this.navigator = navigator;
        getStyleClass().add("sentence");
        actions.getStyleClass().add("actions");
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(new ColumnConstraints(LARGE), rest);
        add(icon, 0, 0);
        add(headline, 1, 0);
        add(cause, 1, 1);
        GridPane.setValignment(icon, VPos.TOP);
    }

    private static Label wrapped(String styleClass) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }

    void show(Sentence sentence, List<Step> steps) {
        Sentence.Kind kind = sentence.kind();
        headline.setText(sentence.headline());
        cause.setText(sentence.cause());
        cause.pseudoClassStateChanged(URGENT, kind.urgent());
        icon.setGlyph(kind.glyph());
        if (!kind.styleClass().equals(shownStyle)) {
            icon.getStyleClass().remove(shownStyle);
            icon.getStyleClass().add(kind.styleClass());
            shownStyle = kind.styleClass();
        }
        if (!steps.equals(shownSteps)) {
            shownSteps = steps;
            showSteps(steps);
        }
    }

    /** A button stays the same one while only its count changes: somebody may be on it. */
    private void showSteps(List<Step> steps) {
        while (actions.getChildren().size() < steps.size()) {
            actions.getChildren().add(new Button());
        }
        actions.getChildren().remove(steps.size(), actions.getChildren().size());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Button button = (Button) actions.getChildren().get(i);
            button.setText(step.verb());
            button.setOnAction(event -> navigator.open(step.destination()));
            if (step.loud() != button.getStyleClass().contains(LOUD)) {
                if (step.loud()) {
                    button.getStyleClass().add(LOUD);
                } else {
                    button.getStyleClass().remove(LOUD);
                }
            }
        }
        if (steps.isEmpty()) {
            getChildren().remove(actions);
        } else if (!getChildren().contains(actions)) {
            add(actions, 1, 2);
        }
    }
}
