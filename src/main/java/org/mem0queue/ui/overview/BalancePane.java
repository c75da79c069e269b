package org.mem0queue.ui.overview;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.BalanceBar;

/** The balance: one line of words, the bar below. */
final class BalancePane extends VBox {
    private static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");

    private final Label lead = new Label();
    private final Label seen = new Label();
    private final Label rest = new Label();
    private final Label end = new Label();
    private final BalanceBar bar = new BalanceBar();

    BalancePane() {
        getStyleClass().add("balance");
        seen.getStyleClass().add("strong");
        end.getStyleClass().add("end");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(lead, seen, rest, gap, end);
        line.getStyleClass().add("words");
        getChildren().addAll(line, bar);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    void show(BalanceText text) {
        lead.setText(text.lead());
        seen.setText(text.seen());
        rest.setText(text.rest());
        end.setText(text.end());
        end.pseudoClassStateChanged(LOST, text.lost());
        bar.show(text.parts(), text.beside());
        setAccessibleText(text.lead() + text.seen() + text.rest() + " " + text.end());
    }
}
