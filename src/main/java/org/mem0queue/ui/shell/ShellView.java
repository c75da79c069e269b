package org.mem0queue.ui.shell;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** The frame: header, rail, the page of the place where one is, status bar. */
public final class ShellView extends BorderPane {
    /** Below this width the rail shows icons only, in pixels. */
    static final double NARROW_BELOW = 1000;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ShellViewModel model;
    private final Runnable lookNow;
    private final Function<Place, Node> pages;
    private final StackPane stack = new StackPane();
    private final Header header;
    private final Rail rail;
    private final StatusBar status = new StatusBar();
    private final ChangeListener<Place> placeListener = (property, before, now) -> open(now);
    private final ChangeListener<StatusText> statusListener =
            (property, before, now) -> status.show(now);

    /**
     * @param pages what stands in the window at a place
     * @param notices stand over it
     */
    public ShellView(
            ShellViewModel model,
            Function<Place, Node> pages,
            NoticeBoard notices,
            Messages words,
            Runnable lookNow,
            Appearance look,
            Consumer<Appearance> choose) {
        this.model = model;
        this.lookNow = lookNow;
        this.pages = pages;
        this.header = new Header(model, words, lookNow, look, choose);
        this.rail = new Rail(model.placeProperty(), words);
        getStyleClass().add("shell");
        setTop(header);
        setLeft(rail);
        setBottom(status);
        setCenter(new StackPane(stack, notices));
        model.placeProperty().addListener(placeListener);
        model.statusProperty().addListener(statusListener);
        widthProperty().addListener((property, before, now) -> adapt(now.doubleValue()));
        adapt(NARROW_BELOW);
        open(model.placeProperty().get());
        status.show(model.statusProperty().get());
    }

    private void open(Place place) {
        stack.getChildren().setAll(pages.apply(place));
    }

    private void adapt(double width) {
        boolean narrow = width < NARROW_BELOW;
        pseudoClassStateChanged(NARROW, narrow);
        rail.setNarrow(narrow);
    }

    /** Ctrl+1, Ctrl+2, … for the places, F5 to look now. */
    public void addKeys(Scene scene) {
        for (Place place : Place.values()) {
            scene.getAccelerators()
                    .put(
                            new KeyCodeCombination(
                                    digit(place.digit()), KeyCombination.SHORTCUT_DOWN),
                            () -> model.placeProperty().set(place));
        }
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5), lookNow);
    }

    private static KeyCode digit(int digit) {
        return Objects.requireNonNull(KeyCode.getKeyCode(Integer.toString(digit)));
    }

    /** Lets go of the model and hides what floats. */
    public void dispose() {
        header.hidePopups();
        model.placeProperty().removeListener(placeListener);
        model.statusProperty().removeListener(statusListener);
    }
}
