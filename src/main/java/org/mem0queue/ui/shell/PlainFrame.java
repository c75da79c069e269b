package org.mem0queue.ui.shell;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;

/** A page without header and rail, over the status bar: the first start. */
public final class PlainFrame extends BorderPane {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ShellViewModel model;
    private final StatusBar status = new StatusBar();
    private final ChangeListener<StatusText> listener = (property, before, now) -> status.show(now);

    public PlainFrame(ShellViewModel model, Node page) {
        this.model = model;
        getStyleClass().add("shell");
        setCenter(page);
        setBottom(status);
        model.statusProperty().addListener(listener);
        status.show(model.statusProperty().get());
        widthProperty()
                .addListener(
                        (property, before, now) ->
                                pseudoClassStateChanged(
                                        NARROW, now.doubleValue() < ShellView.NARROW_BELOW));
    }

    /** Lets go of the model. */
    public void dispose() {
        model.statusProperty().removeListener(listener);
    }
}
