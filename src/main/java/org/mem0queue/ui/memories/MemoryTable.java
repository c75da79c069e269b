package org.mem0queue.ui.memories;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.ui.fx.EvenRows;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows. A newer list keeps what is marked, and keeps the row under the pointer (or the first
 * that is seen) where it is; what came above it is told by {@link #newAbove}.
 */
final class MemoryTable extends StackPane {
    static final double ROW_HEIGHT = 32;

    /** With its line and a pixel for what fractions make of it. */
    private static final double HEADER_HEIGHT = 30;

    private final Messages words;
    private final TableView<Row> table = new TableView<>();
    private final RowList rows = new RowList();
    private final MemoryColumns columns;
    private final TablePlace place = new TablePlace(table, rows);
    private final Consumer<List<Memory>> marked;
    private final Consumer<Row.OfGroup> toggled;
    private Runnable opened = () -> {};
    private boolean swapping;
    private @Nullable Kept kept;

    MemoryTable(
            Messages words,
            Clock clock,
            Consumer<List<Memory>> marked,
            Consumer<Row.OfGroup> toggled) {
        this.words = words;
        this.marked = marked;
        this.toggled = toggled;
        columns = new MemoryColumns(table, new MemoryCell.Context(words, clock));
        build();
    }

    private void build() {
        getStyleClass().add("memory-table");
        table.setItems(rows);
        table.setFixedCellSize(ROW_HEIGHT);
        EvenRows.keepIn(table, ROW_HEIGHT);
        table.setRowFactory(made -> new MemoryTableRow(words));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText(words.text("memories.table"));
        table.setPlaceholder(new StackPane());
        table.getSelectionModel()
                .getSelectedIndices()
                .addListener((ListChangeListener<Integer>) change -> tellMarked());
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        getChildren().add(table);
    }

    /** Whole rows only, so that none is cut in half at the edge. */
    @Override
    protected void layoutChildren() {
        double rest = (getHeight() - HEADER_HEIGHT) % ROW_HEIGHT;
        table.resizeRelocate(0, 0, getWidth(), Math.max(HEADER_HEIGHT, getHeight() - rest));
        dropScrollBar();
    }

    /** The bar of a longer list stays, if nobody asks, when all rows of a shorter one fit. */
    private void dropScrollBar() {
        table.layout();
        if (getHeight() >= wholeHeight()
                && table.lookup(".scroll-bar:vertical") instanceof ScrollBar bar
                && bar.isVisible()) {
            table.refresh();
            table.layout();
        }
    }

    /** As high as all its rows. */
    double wholeHeight() {
        return HEADER_HEIGHT + rows.size() * ROW_HEIGHT;
    }

    /** What Enter or a click does: shows the memory beside the table. */
    void setOnOpened(Runnable action) {
        opened = action;
    }

    /** Told when {@link #newAbove} has changed. */
    void setOnNewAbove(Runnable action) {
        place.setOnNewAbove(action);
    }

    /** How many memories came above what is seen, since the top was last seen. */
    int newAbove() {
        return place.newAbove();
    }

    // ---- rows

    /** Shows a newer list. */
    void show(Listing listing) {
        show(listing, !rows.isEmpty());
    }

    /** Shows the answer to another question, from its beginning. */
    void showFromTop(Listing listing) {
        show(listing, false);
    }

    /**
     * What was marked, and where one was.
     *
     * @param anchor null at the top
     */
    private record Kept(Set<String> keys, TablePlace.@Nullable Anchor anchor) {}

    private Kept kept(boolean keepPlace) {
        return new Kept(markedKeys(), keepPlace ? place.anchor() : null);
    }

    /** The first rows of this table are marked and seen as those of the other one were. */
    void takeOver(MemoryTable before) {
        kept = before.rows.isEmpty() && before.kept != null ? before.kept : before.kept(true);
    }

    private void show(Listing listing, boolean keepPlace) {
        Kept other = listing.rows().isEmpty() ? null : kept;
        Kept now = other == null ? kept(keepPlace) : other;
        TablePlace.Anchor anchor = now.anchor();
        swapping = true;
        try {
            columns.show(listing.columns());
            table.getSelectionModel().clearSelection();
            rows.swap(listing.rows());
            mark(now.keys());
        } finally {
            swapping = false;
        }
        if (other != null) {
            kept = null;
            if (anchor != null) {
                place.keepOnceLaidOut(anchor);
            }
        } else if (anchor != null) {
            place.keep(anchor);
        } else if (!keepPlace) {
            place.toTop();
        }
        if (!now.keys().equals(markedKeys())) {
            tellMarked();
        }
    }

    private Set<String> markedKeys() {
        Set<String> keys = new HashSet<>();
        for (int index : table.getSelectionModel().getSelectedIndices()) {
            if (index >= 0 && index < rows.size()) {
                keys.add(rows.get(index).key());
            }
        }
        return keys;
    }

    /** Row by row: that all were marked says nothing of rows that have come since. */
    private void mark(Set<String> keys) {
        int[] indices = new int[Math.min(keys.size(), rows.size())];
        int found = 0;
        for (int i = 0; i < rows.size() && found < indices.length; i++) {
            if (keys.contains(rows.get(i).key())) {
                indices[found++] = i;
            }
        }
        if (found > 0 && found == rows.size()) {
            table.getSelectionModel().selectAll(); // the same, and sooner
        } else if (found > 0) {
            table.getSelectionModel()
                    .selectIndices(indices[0], Arrays.copyOfRange(indices, 1, found));
        }
    }

    private void tellMarked() {
        if (swapping) {
            return;
        }
        List<Memory> memories = new ArrayList<>();
        for (int index : table.getSelectionModel().getSelectedIndices()) {
            if (index >= 0
                    && index < rows.size()
                    && rows.get(index) instanceof Row.OfMemory(Memory memory)) {
                memories.add(memory);
            }
        }
        marked.accept(memories);
    }

    /** Marks one memory and brings it into sight. */
    void select(String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).key().equals(id)) {
                table.getSelectionModel().clearAndSelect(i);
                table.getFocusModel().focus(i);
                if (!place.isSeen(i)) {
                    table.scrollTo(Math.max(0, i - 3));
                }
                return;
            }
        }
    }

    void selectAll() {
        table.getSelectionModel().selectAll();
    }

    void clearSelection() {
        table.getSelectionModel().clearSelection();
    }

    /** Goes to the first row. */
    void toTop() {
        place.toTop();
    }

    /** The key of the first row that is seen; empty if there is none. */
    String firstSeen() {
        return place.firstSeen();
    }

    /** In a narrow window what the detail says as well is left out. */
    void setNarrow(boolean now) {
        columns.setNarrow(now);
    }

    // ---- mouse and keys

    private void pressed(MouseEvent event) {
        place.judgeTop();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Row row = rowAt(event.getTarget());
        if (row instanceof Row.OfGroup group) {
            toggled.accept(group);
            event.consume();
        } else if (row != null && !event.isShortcutDown() && !event.isShiftDown()) {
            opened.run();
        }
    }

    private static @Nullable Row rowAt(Object target) {
        Node at = target instanceof Node node ? node : null;
        while (at != null) {
            if (at instanceof MemoryTableRow row) {
                return row.isEmpty() ? null : row.getItem();
            }
            at = at.getParent();
        }
        return null;
    }

    private void keyPressed(KeyEvent event) {
        place.judgeTop();
        Row row = table.getSelectionModel().getSelectedItem();
        if (row instanceof Row.OfGroup group && toggles(event.getCode(), group)) {
            toggled.accept(group);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && row instanceof Row.OfMemory) {
            opened.run();
            event.consume();
        }
    }

    private static boolean toggles(KeyCode code, Row.OfGroup group) {
        return code == KeyCode.ENTER
                || code == KeyCode.SPACE
                || (code == KeyCode.LEFT && group.open())
                || (code == KeyCode.RIGHT && !group.open());
    }

    /** The table, for the focus and for tests. */
    TableView<Row> table() {
        return table;
    }

    /** Ages have changed. */
    void redraw() {
        for (Node node : table.lookupAll(".memory-cell")) {
            if (node instanceof MemoryCell cell) {
                cell.redraw();
            }
        }
    }
}
