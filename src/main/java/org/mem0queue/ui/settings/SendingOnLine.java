package org.mem0queue.ui.settings;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.Mark;

/** What is stored on this computer only, and the button that sends it on. */
final class SendingOnLine extends HBox {
    private static final PseudoClass WITH_BUTTON = PseudoClass.getPseudoClass("with-button");

    private final Label sentence = new Label();
    private final Button send = new Button();

    SendingOnLine(SendingOn model) {
        getStyleClass().addAll("test-result", "sending-on");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.getStyleClass().add("test-sentence");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(event -> model.send());
        getChildren().addAll(new Icon(Mark.NEUTRAL.glyph()), sentence, send);
        model.offerProperty().addListener((property, before, now) -> show(now));
        show(model.offerProperty().get());
    }

    private void show(SendingOn.Offer offer) {
        setVisible(!offer.sentence().isEmpty());
        setManaged(!offer.sentence().isEmpty());
        sentence.setText(offer.sentence());
        send.setText(offer.verb());
        send.setVisible(!offer.verb().isEmpty());
        send.setManaged(!offer.verb().isEmpty());
        pseudoClassStateChanged(WITH_BUTTON, !offer.verb().isEmpty());
    }
}
