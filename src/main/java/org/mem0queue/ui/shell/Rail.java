package org.mem0queue.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The places at the left; only those that work. Icons alone where the window is narrow. */
final class Rail extends VBox {
    private final ObjectProperty<Place> place;
    private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
    private final ChangeListener<Place> listener = (property, before, now) -> select(now);

    Rail(ObjectProperty<Place> place, Messages words) {
        this.place = place;
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
            ToggleButton item = item(each, words);
            item.setToggleGroup(group);
            items.put(each, item);
            getChildren().add(item);
        }
        select(place.get());
        place.addListener(listener);
    }

    private ToggleButton item(Place to, Messages words) {
        String name = words.text(to.nameKey());
        ToggleButton item = new ToggleButton(name, new Icon(to.glyph()));
        item.getStyleClass().add("item");
        item.setMaxWidth(Double.MAX_VALUE);
        item.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        item.setAccessibleText(name);
        item.setTooltip(new Tooltip(words.text("place.tip", name, Integer.toString(to.digit()))));
        item.setOnAction(
                event -> {
                    // Pressing the place where one is does not leave it.
                    item.setSelected(true);
                    place.set(to);
                });
        return item;
    }

    /** A place that is not in the rail belongs to the table of memories. */
    private void select(Place of) {
        Place shown = of.inRail() ? of : Place.MEMORIES;
        Objects.requireNonNull(items.get(shown)).setSelected(true);
    }

    void setNarrow(boolean narrow) {
        for (ToggleButton item : items.values()) {
            item.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
    }
}
