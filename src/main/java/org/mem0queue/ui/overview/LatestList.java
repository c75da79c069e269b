package org.mem0queue.ui.overview;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Navigator;

/** The newest things: time, icon, sentence, link. */
final class LatestList extends VBox {
    private final Navigator navigator;
    private LatestText shown = LatestText.NOTHING;

    LatestList(Navigator navigator) {
        this.navigator = navigator;
        getStyleClass().add("lines");
    }

    /** Rebuilds only if something changed. */
    void show(LatestText text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        getChildren().setAll(text.lines().stream().map(this::row).toList());
        if (!text.empty().isEmpty()) {
            Label empty = new Label(text.empty());
            empty.getStyleClass().add("empty");
            empty.setWrapText(true);
            getChildren().add(empty);
        }
    }

    private HBox row(LatestText.Entry entry) {
        Label time = new Label(entry.when());
        time.getStyleClass().add("time");
        Hint.set(time, entry.whole());
        Label sentence = new Label(entry.line().sentence());
        sentence.getStyleClass().add("what");
        sentence.setWrapText(true);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row =
                new HBox(time, new Icon(entry.line().glyph(), entry.line().styleClass()), sentence);
        row.getStyleClass().add("line");
        Step step = entry.line().step();
        if (step != null) {
            Button link = new Button(step.verb());
            link.getStyleClass().add("link");
            link.setMinWidth(USE_PREF_SIZE);
            link.setAccessibleText(step.verb() + ": " + entry.line().sentence());
            link.setOnAction(event -> navigator.open(step.destination()));
            row.getChildren().add(link);
        }
        return row;
    }
}
