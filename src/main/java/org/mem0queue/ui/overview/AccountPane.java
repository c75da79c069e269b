package org.mem0queue.ui.overview;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Navigator;

import java.util.List;

/** The terms of the balance in two columns; each one that has a list opens it. */
final class AccountPane extends GridPane {
    private final Navigator navigator;
    private AccountText shown = AccountText.NONE;

    AccountPane(Navigator navigator) {
        this.navigator = navigator;
        getStyleClass().add("account");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            getColumnConstraints().add(half);
        }
    }

    /** Rebuilds only if something changed. */
    void show(AccountText text) {
        if (!text.equals(shown)) {
            shown = text;
            getChildren().clear();
            addRow(
                    0,
                    column(text.nowTitle(), text.now()),
                    column(text.beforeTitle(), text.before()));
        }
    }

    private VBox column(String title, List<AccountText.Term> terms) {
        Label heading = new Label(title);
        heading.getStyleClass().add("heading");
        VBox column = new VBox(heading);
        terms.forEach(term -> column.getChildren().add(row(term)));
        column.getStyleClass().add("column");
        return column;
    }

    private Node row(AccountText.Term term) {
        HBox line = new HBox();
        line.getStyleClass().add("term-line");
        if (term.state() != null) {
            line.getChildren().add(new Icon(term.state().glyph(), term.state().styleClass()));
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label number = new Label(term.number());
        number.getStyleClass().add("number");
        number.setMinWidth(Region.USE_PREF_SIZE);
        line.getChildren().addAll(new Label(term.word()), gap, number);
        Destination destination = term.destination();
        if (destination == null) {
            line.getStyleClass().add("term");
            return line;
        }
        return RowButton.of(
                line,
                term.word() + ": " + term.number(),
                () -> navigator.open(destination),
                "term");
    }
}
