package org.mem0queue.ui.overview;

import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.BalanceBar;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

/** The balance: one line of words, which opens the account below, and the bar. */
final class BalancePane extends VBox {
    private static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");

    private final Label lead = new Label();
    private final Label seen = new Label();
    private final Label rest = new Label();
    private final Label end = new Label();
    private final Icon arrow = new Icon(Glyph.DOWN, 12);
    private final ToggleButton opener = new ToggleButton();
    private final BalanceBar bar = new BalanceBar();
    private final AccountPane account;
    private final Messages words;
    private AccountText terms = AccountText.NONE;
    private String spoken = "";

    BalancePane(Navigator navigator, Messages words) {
        this.words = words;
        account = new AccountPane(navigator);
        getStyleClass().add("balance");
        seen.getStyleClass().add("strong");
        end.getStyleClass().add("end");
        opener.getStyleClass().setAll("opener");
        opener.setGraphic(new HBox(lead, seen, rest, arrow));
        opener.getGraphic().getStyleClass().add("phrase-line");
        opener.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        opener.setOnAction(event -> open());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(opener, gap, end);
        line.getStyleClass().add("words");
        getChildren().addAll(line, bar);
    }

    private void open() {
        boolean open = opener.isSelected();
        arrow.setGlyph(open ? Glyph.UP : Glyph.DOWN);
        getChildren().remove(account);
        if (open) {
            account.show(terms);
            getChildren().add(account);
        }
        speak();
    }

    void show(BalanceText text, AccountText account) {
        terms = account;
        lead.setText(text.lead());
        seen.setText(text.seen());
        rest.setText(text.rest());
        end.setText(text.end());
        end.pseudoClassStateChanged(LOST, text.lost());
        bar.show(text.parts(), text.beside());
        if (opener.isSelected()) {
            this.account.show(terms);
        }
        boolean closed = terms.now().isEmpty();
        arrow.setVisible(!closed);
        opener.setDisable(closed);
        if (closed && opener.isSelected()) {
            opener.setSelected(false);
            open();
        }
        spoken = text.lead() + text.seen() + text.rest() + " " + text.end();
        speak();
    }

    private void speak() {
        opener.setAccessibleText(
                spoken + " " + words.text(opener.isSelected() ? "account.close" : "account.open"));
    }
}
