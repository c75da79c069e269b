package org.mem0queue.ui.overview;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.fx.Parts;
import org.mem0queue.ui.nav.Navigator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest things: time, icon, sentence, link. */
final class LatestList extends VBox {
    private final Navigator navigator;
    private final Map<LatestText.Entry, Node> rows = new HashMap<>();
    private LatestText shown = LatestText.NOTHING;

    LatestList(Navigator navigator) {
        this.navigator = navigator;
        getStyleClass().add("lines");
    }

    /** Changes only what is new. */
    void show(LatestText text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        Map<LatestText.Entry, Node> standing = new HashMap<>(rows);
        rows.clear();
        List<Node> parts = new ArrayList<>();
        for (LatestText.Entry entry : text.lines()) {
            Node there = standing.remove(entry);
            Node row = there == null ? row(entry) : there;
            rows.put(entry, row);
            parts.add(row);
        }
        if (!text.empty().isEmpty()) {
            Label empty = new Label(text.empty());
            empty.getStyleClass().add("empty");
            empty.setWrapText(true);
            parts.add(empty);
        }
        Parts.show(getChildren(), parts);
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
