package org.mem0queue.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.text.Messages;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The places at the left, with the number of what needs a person. Icons alone where the window is
 * narrow.
 */
final class Rail extends VBox {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ObjectProperty<Place> place;
    private final Messages words;
    private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
    private final Map<Place, Label> counts = new EnumMap<>(Place.class);
    private final ChangeListener<Place> listener = (property, before, now) -> select(now);

    Rail(ObjectProperty<Place> place, Messages words) {
        this.place = place;
        this.words = words;
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        for (Place each : Place.values()) {
            if (!each.inRail()) {
                continue;
            }
            if (each == Place.SETTINGS) {
                Region gap = new Region();
                VBox.setVgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            ToggleButton item = item(each);
            item.setToggleGroup(group);
            items.put(each, item);
            getChildren().add(new StackPane(item, count(each)));
        }
        select(place.get());
        place.addListener(listener);
    }

    private ToggleButton item(Place to) {
        String name = words.text(to.nameKey());
        ToggleButton item = new ToggleButton(name, new Icon(to.glyph()));
        item.getStyleClass().add("item");
        item.setMaxWidth(Double.MAX_VALUE);
        item.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        item.setAccessibleText(name);
        Hint.set(item, words.text("place.tip", name, Integer.toString(to.digit())));
        item.setOnAction(
                event -> {
                    // Pressing the place where one is does not leave it.
                    item.setSelected(true);
                    place.set(to);
                });
        return item;
    }

    private Label count(Place of) {
        Label count = new Label();
        count.getStyleClass().addAll("count", styleClass(of));
        count.setMouseTransparent(true);
        count.setVisible(false);
        StackPane.setAlignment(count, Pos.CENTER_RIGHT);
        counts.put(of, count);
        return count;
    }

    private static String styleClass(Place of) {
        return (of == Place.RECOVERY ? StateWord.LOST : StateWord.FAILED).styleClass();
    }

    /** How many things in a place need a person. */
    void setCounts(Map<Place, Long> numbers) {
        counts.forEach(
                (of, label) -> {
                    long number = numbers.getOrDefault(of, 0L);
                    label.setText(words.number(number));
                    label.setVisible(number > 0);
                    String name = words.text(of.nameKey());
                    Objects.requireNonNull(items.get(of))
                            .setAccessibleText(
                                    number > 0
                                            ? words.text("place.needs", name, words.number(number))
                                            : name);
                });
    }

    /** A place that is not in the rail belongs to the table of memories. */
    private void select(Place of) {
        Place shown = of.inRail() ? of : Place.MEMORIES;
        Objects.requireNonNull(items.get(shown)).setSelected(true);
    }

    void setNarrow(boolean narrow) {
        items.values()
                .forEach(
                        item ->
                                item.setContentDisplay(
                                        narrow
                                                ? ContentDisplay.GRAPHIC_ONLY
                                                : ContentDisplay.LEFT));
        counts.values()
                .forEach(
                        count -> {
                            count.pseudoClassStateChanged(NARROW, narrow);
                            StackPane.setAlignment(
                                    count, narrow ? Pos.TOP_RIGHT : Pos.CENTER_RIGHT);
                        });
    }

    void dispose() {
        place.removeListener(listener);
    }
}
