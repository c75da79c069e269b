package org.mem0queue.ui.logs;

import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.List;

/** Chooses which log is shown. */
final class SourceMenu extends MenuButton {
    private final LogsViewModel model;
    private final Messages words;

    SourceMenu(LogsViewModel model, Messages words) {
        super(null, new Icon(Glyph.FILE));
        this.model = model;
        this.words = words;
        setMnemonicParsing(false); // a file name may hold an underscore
        getStyleClass().add("source");
        setAccessibleText(words.text("logs.source"));
        model.placesProperty().addListener((property, before, now) -> fill(now));
        setOnShowing(event -> model.lookForLogs());
        fill(model.placesProperty().get());
    }

    private void fill(List<LogsDesk.LogPlace> places) {
        ToggleGroup one = new ToggleGroup();
        getItems()
                .setAll(
                        places.stream()
                                .map(
                                        place -> {
                                            RadioMenuItem item =
                                                    new RadioMenuItem(
                                                            words.text(
                                                                    "logs.source.item",
                                                                    place.name(),
                                                                    words.bytes(
                                                                            place.sizeBytes())));
                                            item.setMnemonicParsing(false);
                                            item.setToggleGroup(one);
                                            item.setSelected(place.source().equals(model.source()));
                                            item.setOnAction(event -> model.choose(place.source()));
                                            return item;
                                        })
                                .toList());
    }
}
