package org.mem0queue.ui.logs;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.stream.Collectors;

/**
 * Log lines in a virtualised list. It follows the end until somebody scrolls up or picks a line;
 * then it stays where it is, tells how many lines came below, and follows again when asked to or
 * scrolled to the end.
 */
public final class LogList extends StackPane {
    static final double ROW_HEIGHT = 22;

    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /** Beside the scroll bar, above the last line. */
    private static final Insets CHIP_MARGIN = new Insets(0, 30, 16, 0);

    private final LogViewModel model;
    private final ObservableList<LogRow> rows;
    private final Messages words;
    private final ListView<LogRow> list = new ListView<>();
    private final Label newLines = new Label();
    private final HBox chip = new HBox();
    private final VBox emptyPlace = new VBox();
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ListChangeListener<LogRow> rowsListener = this::rowsChanged;
    private int newBelow;
    private boolean scrollPlanned;

    /**
     * @param rows the model's rows or a part of them
     * @param empty what stands in the place of lines if there are none
     */
    public LogList(
            LogViewModel model,
            ObservableList<LogRow> rows,
            ObservableStringValue empty,
            Messages words) {
        this.model = model;
        this.rows = rows;
        this.words = words;
        build(empty);
        rows.addListener(rowsListener);
        // A list that comes back on screen has missed what was scrolled to meanwhile.
        sceneProperty().addListener((property, before, now) -> planScroll());
        list.heightProperty().addListener((property, before, now) -> planScroll());
        planScroll();
    }

    private void build(ObservableStringValue empty) {
        getStyleClass().add("log-list");
        list.setItems(rows);
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new LogCell(model.timedProperty()));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(words.text("logs.list"));
        list.setPlaceholder(placeholder(empty));
        list.addEventFilter(ScrollEvent.SCROLL, event -> judgeLater());
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> judgeLater());
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);

        Button follow = new Button(words.text("logs.follow"), new Icon(Glyph.TO_END));
        follow.setOnAction(event -> follow());
        chip.getChildren().addAll(newLines, follow);
        chip.getStyleClass().add("new-lines");
        chip.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        chip.setVisible(false);
        getChildren().addAll(list, chip);
    }

    /** The list takes whole rows only, so that none is cut in half at the edge. */
    @Override
    protected void layoutChildren() {
        double rowsHeight = getHeight() - list.snappedTopInset() - list.snappedBottomInset();
        double rest = rowsHeight % ROW_HEIGHT;
        list.resizeRelocate(0, 0, getWidth(), Math.max(0, getHeight() - rest));
        layoutInArea(chip, 0, 0, getWidth(), getHeight(), 0, CHIP_MARGIN, HPos.RIGHT, VPos.BOTTOM);
    }

    private Node placeholder(ObservableStringValue text) {
        Label label = new Label();
        label.textProperty().bind(text);
        label.setWrapText(true);
        label.getStyleClass().add("empty");
        emptyPlace.getChildren().add(label);
        emptyPlace.getStyleClass().add("empty-place");
        return emptyPlace;
    }

    /** Offers one way out where there are no lines. */
    void offerWhenEmpty(Node action) {
        emptyPlace.getChildren().add(action);
    }

    private void rowsChanged(ListChangeListener.Change<? extends LogRow> change) {
        boolean restarted = false;
        while (change.next()) {
            restarted |= isRestart(change);
            if (change.wasAdded()
                    && !change.wasReplaced()
                    && change.getTo() == change.getList().size()) {
                newBelow += change.getAddedSize();
            }
        }
        if (restarted) {
            follow();
        } else if (following.get()) {
            newBelow = 0;
            planScroll();
        }
        tell();
    }

    /** Everything was replaced; one line that was revised is none. */
    private static boolean isRestart(ListChangeListener.Change<? extends LogRow> change) {
        return change.wasReplaced()
                && change.getFrom() == 0
                && change.getTo() == change.getList().size()
                && change.getRemovedSize() + change.getAddedSize() > 2;
    }

    /** Goes to the end and stays there. */
    void follow() {
        newBelow = 0;
        setFollowing(true);
        planScroll();
        tell();
    }

    private void setFollowing(boolean follow) {
        if (follow != following.get()) {
            following.set(follow);
            model.setReading(this, !follow);
        }
    }

    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** How many lines came since somebody stopped following. */
    int newBelow() {
        return newBelow;
    }

    private void tell() {
        chip.setVisible(newBelow > 0 && !following.get());
        if (chip.isVisible()) {
            newLines.setText(words.count("logs.new-below", newBelow));
        }
    }

    /**
     * Scrolls once the list has taken in its new rows: our listener may run before the list's own,
     * which would still clamp to the old number.
     */
    private void planScroll() {
        if (!scrollPlanned) {
            scrollPlanned = true;
            Platform.runLater(
                    () -> {
                        scrollPlanned = false;
                        int visible = (int) (list.getHeight() / ROW_HEIGHT);
                        if (following.get() && !rows.isEmpty() && visible > 0) {
                            list.layout();
                            // What fits is shown whole: the last line must not go to the top.
                            list.scrollTo(rows.size() <= visible ? 0 : rows.size() - 1);
                        }
                    });
        }
    }

    private void released(MouseEvent event) {
        if (event.getTarget() instanceof Node node && isInCell(node)) {
            setFollowing(false);
        } else {
            judgeLater();
        }
    }

    private static boolean isInCell(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof LogCell cell) {
                return !cell.isEmpty();
            }
        }
        return false;
    }

    private void keyPressed(KeyEvent event) {
        if (COPY.match(event)) {
            copySelection();
            event.consume();
        } else if (event.getCode().isNavigationKey()) {
            judgeLater();
        }
    }

    private void copySelection() {
        ClipboardContent content = new ClipboardContent();
        content.putString(
                list.getSelectionModel().getSelectedItems().stream()
                        .map(LogRow::line)
                        .collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Once the event has moved the list: at the end means follow, elsewhere means read. */
    private void judgeLater() {
        Platform.runLater(
                () -> {
                    setFollowing(isAtEnd());
                    if (following.get()) {
                        newBelow = 0;
                    }
                    tell();
                });
    }

    private boolean isAtEnd() {
        for (Node node : list.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar
                    && bar.getOrientation() == Orientation.VERTICAL
                    && bar.isVisible()) {
                return bar.getValue() >= bar.getMax() - 1e-6;
            }
        }
        return true;
    }

    /** The list, for tests and for the focus. */
    ListView<LogRow> list() {
        return list;
    }

    /** Lets go of the rows, which live longer. */
    public void dispose() {
        rows.removeListener(rowsListener);
        model.setReading(this, false);
        list.setItems(null);
    }
}
