package org.mem0queue.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

/**
 * The list below the search field: what the text in it offers. A node of the window, not a pop-up.
 * Keys go on being typed into the field; up, down and Enter are the list's.
 */
final class Palette extends ListView<Command> {
    private static final double ROW = 32;

    /** List's own edges: padding and border, above and below. */
    private static final double EDGES = 10;

    private final TextField field;
    private final PaletteViewModel model;

    Palette(TextField field, PaletteViewModel model) {
        this.field = field;
        this.model = model;
        getStyleClass().add("palette");
        setFixedCellSize(ROW);
        setFocusTraversable(false);
        setCellFactory(list -> new Row());
        setVisible(false);
        setManaged(false);
        field.focusedProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now) {
                                open();
                            } else {
                                close();
                            }
                        });
        field.textProperty().addListener((property, before, now) -> offer());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    }

    private void steer(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> run(getSelectionModel().getSelectedItem());
            case ESCAPE -> leave();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = getItems().size();
        if (size > 0) {
            int at = getSelectionModel().getSelectedIndex() + by;
            getSelectionModel().select(Math.floorMod(at, size));
            scrollTo(getSelectionModel().getSelectedIndex());
        }
    }

    private void open() {
        offer();
        setVisible(true);
    }

    private void close() {
        setVisible(false);
    }

    /** Gives the keys back to the page. */
    private void leave() {
        field.clear();
        close();
        if (getScene() != null) {
            getScene().getRoot().requestFocus();
        }
    }

    private void offer() {
        getItems().setAll(model.offers(field.getText()));
        getSelectionModel().selectFirst();
        setPrefHeight(getItems().size() * ROW + EDGES);
    }

    private void run(@Nullable Command command) {
        if (command != null) {
            leave();
            command.act().run();
        }
    }

    /** One command: icon, name, key. */
    private final class Row extends ListCell<Command> {
        private final Icon icon = new Icon(Glyph.SEARCH);
        private final Label name = new Label();
        private final Label key = new Label();
        private final HBox line;

        Row() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            key.getStyleClass().add("key");
            line = new HBox(icon, name, gap, key);
            line.getStyleClass().add("palette-line");
            line.setAlignment(Pos.CENTER_LEFT);
            setOnMousePressed(event -> run(getItem()));
            setOnMouseEntered(event -> Palette.this.getSelectionModel().select(getIndex()));
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            icon.setGlyph(command.glyph());
            name.setText(command.name());
            key.setText(command.key());
            setGraphic(line);
        }
    }
}
