package org.mem0queue.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.fx.Parts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One finding: mark, what happened, and below it the next step. Both wrap rather than being cut.
 */
public final class FindingRow extends HBox {
    /** Stands around commands in a finding's text. */
    private static final Pattern COMMAND_MARK = Pattern.compile("`");

    /**
     * What a row shows. What stands between backticks is a command.
     *
     * @param action the next step; empty if there is none
     */
    public record Content(Mark mark, String message, String action) {}

    private final Wrapped message = new Wrapped("message");
    private final Wrapped action = new Wrapped("action");
    private final VBox words = new VBox(message);
    private final @Nullable Button link;
    private final String verb;
    private Content shown;

    /** One for which only what it says itself helps. */
    public FindingRow(Content text) {
        this.link = null;
        this.verb = "";
        this.shown = text;
        begin(text);
        tell(text);
    }

    /**
     * One that leads somewhere; what it says of commands waits in its tooltip.
     *
     * @param verb of its button
     */
    public FindingRow(Content text, String verb, Runnable act) {
        Button button = new Button(verb);
        button.getStyleClass().add("link");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        this.link = button;
        this.verb = verb;
        this.shown = text;
        begin(text);
        getChildren().add(button);
        tell(text);
    }

    /** What it shows. */
    public Content shown() {
        return shown;
    }

    /** The same finding in other words, mostly with another number; its mark stays as it was. */
    public void show(Content text) {
        if (!text.equals(shown)) {
            shown = text;
            tell(text);
        }
    }

    private void begin(Content text) {
        getStyleClass().addAll("finding-row", text.mark().styleClass());
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(new Icon(text.mark().glyph()), words);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    private void tell(Content text) {
        message.show(text.message());
        setAccessibleText((text.message() + " " + text.action()).replace("`", ""));
        if (link != null) {
            link.setAccessibleText(verb + ": " + text.message().replace("`", ""));
            Hint.set(words, text.action().replace("`", ""));
        } else {
            action.show(text.action());
            Parts.show(
                    words.getChildren(),
                    text.action().isEmpty() ? List.of(message) : List.of(message, action));
        }
    }

    /** A text with commands in it, which keeps its pieces when only their words change. */
    private static final class Wrapped extends TextFlow {
        Wrapped(String styleClass) {
            getStyleClass().add(styleClass);
        }

        void show(String text) {
            List<Piece> pieces = pieces(text);
            while (getChildren().size() > pieces.size()) {
                getChildren().removeLast();
            }
            for (int i = 0; i < pieces.size(); i++) {
                if (i < getChildren().size()
                        && getChildren().get(i) instanceof Piece there
                        && there.command == pieces.get(i).command) {
                    there.setText(pieces.get(i).getText());
                } else if (i < getChildren().size()) {
                    getChildren().set(i, pieces.get(i));
                } else {
                    getChildren().add(pieces.get(i));
                }
            }
        }

        private static List<Piece> pieces(String text) {
            List<Piece> pieces = new ArrayList<>();
            boolean command = false;
            for (String part : COMMAND_MARK.split(text, -1)) {
                if (!part.isEmpty()) {
                    pieces.add(new Piece(part, command));
                }
                command = !command;
            }
            return pieces;
        }
    }

    private static final class Piece extends Text {
        final boolean command;

        Piece(String text, boolean command) {
            super(text);
            this.command = command;
            getStyleClass().add("phrase");
            if (command) {
                getStyleClass().add("command");
            }
        }
    }
}
