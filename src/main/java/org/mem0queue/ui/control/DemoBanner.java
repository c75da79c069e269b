package org.mem0queue.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.mem0queue.ui.text.Messages;

/** Says, over everything else in the window, that what is shown is a simulation. */
public final class DemoBanner extends HBox {
    public DemoBanner(Messages words) {
        getStyleClass().add("demo-banner");
        Label sentence = new Label(words.text("demo.banner"));
        sentence.setGraphic(new Icon(Glyph.NOTICE));
        getChildren().add(sentence);
    }
}
