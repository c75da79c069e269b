package org.mem0queue.ui.memories;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The groups with their counts. Where the words need the room, the icons are left out. */
final class Segments extends HBox {
    private static final PseudoClass ZERO = PseudoClass.getPseudoClass("zero");

    private final MemoriesViewModel model;
    private final Map<MemoryGroup, ToggleButton> buttons = new EnumMap<>(MemoryGroup.class);
    private final ChangeListener<MemoriesText> textListener = (p, before, now) -> show(now);
    private final ChangeListener<Query> queryListener = (p, before, now) -> mark(now);
    private boolean wordsOnly;

    Segments(MemoriesViewModel model) {
        this.model = model;
        getStyleClass().add("segments");
        setMinWidth(0);
        for (MemoryGroup group : MemoryGroup.values()) {
            buttons.put(group, button(group));
        }
        getChildren().setAll(buttons.values());
        model.textProperty().addListener(textListener);
        model.queryProperty().addListener(queryListener);
        show(model.textProperty().get());
        mark(model.queryProperty().get());
    }

    private ToggleButton button(MemoryGroup group) {
        StateWord word = group.word();
        Icon icon =
                word != null
                        ? new Icon(word.glyph(), 14, word.styleClass())
                        : group == MemoryGroup.TRASH ? new Icon(Glyph.TRASH, 14) : null;
        ToggleButton button = new ToggleButton(null, icon);
        button.getStyleClass().addAll("segment", group.name().toLowerCase(Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(
                event -> {
                    model.setGroup(group);
                    mark(model.queryProperty().get()); // pressing it again changes nothing
                });
        return button;
    }

    private void show(MemoriesText text) {
        buttons.values().forEach(button -> setShown(button, false));
        for (MemoriesText.Segment segment : text.segments()) {
            ToggleButton button = buttons.get(segment.group());
            if (button != null) {
                button.setText(segment.text());
                button.pseudoClassStateChanged(ZERO, segment.none());
                setShown(button, true);
            }
        }
        requestLayout();
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void mark(Query query) {
        buttons.forEach((group, button) -> button.setSelected(group == query.group()));
    }

    @Override
    protected void layoutChildren() {
        fit();
        super.layoutChildren();
    }

    private void fit() {
        double icons = 0;
        double wide = 0;
        for (Node node : getManagedChildren()) {
            wide += node.prefWidth(-1) + getSpacing();
            icons += node instanceof ToggleButton button && button.getGraphic() != null ? 20 : 0;
        }
        double withIcons = wordsOnly ? wide + icons : wide;
        boolean tight = withIcons > getWidth() + 1;
        if (tight != wordsOnly) {
            wordsOnly = tight;
            buttons.values()
                    .forEach(
                            button ->
                                    button.setContentDisplay(
                                            tight
                                                    ? ContentDisplay.TEXT_ONLY
                                                    : ContentDisplay.LEFT));
        }
    }

    void dispose() {
        model.textProperty().removeListener(textListener);
        model.queryProperty().removeListener(queryListener);
    }
}
