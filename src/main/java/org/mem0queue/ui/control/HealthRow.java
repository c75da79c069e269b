package org.mem0queue.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

/** One line of health: mark, name, value, at most one link. Bold only if a person should look. */
public final class HealthRow extends HBox {
    private final Icon icon = new Icon(Mark.NEUTRAL.glyph());
    private final Label name = new Label();
    private final Label value = new Label();
    private final Button link = new Button();
    private @Nullable Mark shown;

    /**
     * What a line shows.
     *
     * @param help the longer story, empty if there is none
     */
    public record Text(Mark mark, String name, String value, String help) {}

    public HealthRow() {
        getStyleClass().add("health-row");
        name.getStyleClass().add("name");
        value.getStyleClass().add("value");
        name.setMinWidth(USE_PREF_SIZE);
        value.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(value, Priority.ALWAYS);
        link.getStyleClass().add("link");
        link.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, name, value);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    public void show(Text text) {
        unlink();
        tell(text);
    }

    /**
     * @param verb of the link
     */
    public void show(Text text, String verb, Runnable act) {
        link.setText(verb);
        link.setAccessibleText(text.name() + ": " + verb);
        link.setOnAction(event -> act.run());
        if (!getChildren().contains(link)) {
            getChildren().add(link);
        }
        tell(text);
    }

    private void unlink() {
        getChildren().remove(link);
    }

    private void tell(Text text) {
        name.setText(text.name());
        value.setText(text.value());
        Hint.set(value, text.help().isEmpty() ? text.value() : text.value() + "\n" + text.help());
        setAccessibleText(text.name() + ": " + text.value());
        setAccessibleHelp(text.help());
        if (shown != text.mark()) {
            if (shown != null) {
                getStyleClass().remove(shown.styleClass());
            }
            shown = text.mark();
            getStyleClass().add(text.mark().styleClass());
            icon.setGlyph(text.mark().glyph());
        }
    }
}
