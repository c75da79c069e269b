package org.mem0queue.ui.activity;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

/** One line of the list of acts: time, icon, what was done and to which, what came of it, who. */
final class ActCell extends ListCell<ActItem> {
    private static final PseudoClass DAY = PseudoClass.getPseudoClass("day");

    private final Label time = label("time");
    private final Icon icon = new Icon(Glyph.NOTICE);
    private final Label sentence = label("what");
    private final Label scope = label("scope", "cut");
    private final Label outcome = label("outcome");
    private final Label who = label("who");
    private final Tooltip tip = new Tooltip();
    private final HBox line = new HBox(time, icon, sentence, scope, outcome, who);

    ActCell() {
        getStyleClass().add("act-cell");
        line.getStyleClass().add("act-line");
        setPrefWidth(0);
        time.setMinWidth(Region.USE_PREF_SIZE);
        sentence.setMinWidth(Region.USE_PREF_SIZE);
        scope.setMinWidth(0);
        scope.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(scope, Priority.ALWAYS);
        outcome.setMinWidth(Region.USE_PREF_SIZE);
        who.setMinWidth(Region.USE_PREF_SIZE);
    }

    private static Label label(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    @Override
    protected void updateItem(@Nullable ActItem item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        pseudoClassStateChanged(DAY, item instanceof ActItem.Day && !isEmpty);
        if (item == null || isEmpty) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            return;
        }
        switch (item) {
            case ActItem.Day(String name) -> {
                setGraphic(null);
                setText(name);
                setTooltip(null);
            }
            case ActItem.Line act -> {
                setText(null);
                setGraphic(line);
                show(act);
            }
        }
    }

    private void show(ActItem.Line act) {
        time.setText(act.time());
        icon.setGlyph(ActWords.glyph(act.act().kind()));
        sentence.setText(act.sentence());
        scope.setText(act.scope());
        outcome.setText(act.outcome());
        outcome.setManaged(!act.outcome().isEmpty());
        who.setText(act.who());
        tip.setText(act.whole() + (act.scope().isEmpty() ? "" : "\n" + act.scope()));
        setTooltip(tip);
        setAccessibleText(
                String.join(
                        ", ", act.time(), act.sentence(), act.scope(), act.outcome(), act.who()));
    }
}
