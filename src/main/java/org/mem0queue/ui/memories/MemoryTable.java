package org.mem0queue.ui.memories;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Its room is always kept, so that nothing moves when it comes. */
    private static final double SCROLL_BAR = 10;

    private final Messages words;
    private final TableView<Row> table = new TableView<>();
    private final RowList rows = new RowList();
    private final Map<Listing.Column, TableColumn<Row, Row>> columns =
            new EnumMap<>(Listing.Column.class);
    private final TableColumn<Row, Row> stateColumn;
    private final TableColumn<Row, Row> textColumn;
    private final Consumer<List<Memory>> marked;
    private final Consumer<Row.OfGroup> toggled;
    private Runnable opened = () -> {};
    private Runnable newAboveChanged = () -> {};
    private Set<Listing.Column> shown = Set.of();
    private boolean swapping;
    private boolean narrow;
    private int newAbove;

    MemoryTable(
            Messages words,
            Clock clock,
            Consumer<List<Memory>> marked,
            Consumer<Row.OfGroup> toggled) {
        this.words = words;
        this.marked = marked;
        this.toggled = toggled;
        MemoryCell.Context context = new MemoryCell.Context(words, clock);
        stateColumn = column("", context, MemoryCell.Shows.STATE);
        textColumn = column(words.text("memories.column.text"), context, MemoryCell.Shows.TEXT);
        columns.put(
                Listing.Column.PROJECT,
                column(words.text("memories.column.project"), context, MemoryCell.Shows.PROJECT));
        columns.put(
                Listing.Column.ERROR,
                column(words.text("memories.column.error"), context, MemoryCell.Shows.ERROR));
        columns.put(
                Listing.Column.AGE,
                column(words.text("memories.column.age"), context, MemoryCell.Shows.AGE));
        columns.put(
                Listing.Column.TRIES,
                column(words.text("memories.column.tries"), context, MemoryCell.Shows.TRIES));
        columns.put(
                Listing.Column.NEXT_TRY,
                column(words.text("memories.column.next"), context, MemoryCell.Shows.NEXT_TRY));
        build();
    }

    private TableColumn<Row, Row> column(
            String name, MemoryCell.Context context, MemoryCell.Shows shows) {
        TableColumn<Row, Row> column = new TableColumn<>(name);
        column.setCellValueFactory(features -> new RowValue(features.getValue()));
        column.setCellFactory(made -> new MemoryCell(context, shows));
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        column.getStyleClass().add(shows.styleClass());
        return column;
    }

    private void build() {
        getStyleClass().add("memory-table");
        table.setItems(rows);
        table.setFixedCellSize(ROW_HEIGHT);
        table.setRowFactory(made -> new MemoryTableRow(words));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText(words.text("memories.table"));
        table.setPlaceholder(new StackPane());
        table.getColumns().add(stateColumn);
        table.getColumns().add(columns.get(Listing.Column.PROJECT));
        table.getColumns().add(textColumn);
        table.getColumns().add(columns.get(Listing.Column.ERROR));
        table.getColumns().add(columns.get(Listing.Column.AGE));
        table.getColumns().add(columns.get(Listing.Column.TRIES));
        table.getColumns().add(columns.get(Listing.Column.NEXT_TRY));
        InvalidationListener widths = changed -> fitWidths();
        table.widthProperty().addListener(widths);
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
        newAboveChanged = action;
    }

    /** How many memories came above what is seen, since the top was last seen. */
    int newAbove() {
        return newAbove;
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

    private void show(Listing listing, boolean keepPlace) {
        Set<String> ids = markedKeys();
        boolean all = ids.size() > 1 && ids.size() == memoriesIn(rows);
        Anchor anchor = keepPlace ? anchor() : null;
        Set<String> before = keepPlace && anchor != null ? keysAbove(anchor.key()) : Set.of();
        swapping = true;
        try {
            showColumns(listing.columns());
            table.getSelectionModel().clearSelection();
            rows.swap(listing.rows());
            mark(ids, all);
        } finally {
            swapping = false;
        }
        if (anchor != null) {
            keep(anchor, before);
        } else if (!keepPlace) {
            table.scrollTo(0);
            setNewAbove(0);
        }
        if (!ids.equals(markedKeys())) {
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

    private static int memoriesIn(List<Row> rows) {
        int number = 0;
        for (Row row : rows) {
            number += row instanceof Row.OfMemory ? 1 : 0;
        }
        return number;
    }

    private void mark(Set<String> keys, boolean all) {
        if (all) {
            table.getSelectionModel().selectAll();
            return;
        }
        if (keys.isEmpty()) {
            return;
        }
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < rows.size() && indices.size() < keys.size(); i++) {
            if (keys.contains(rows.get(i).key())) {
                indices.add(i);
            }
        }
        if (!indices.isEmpty()) {
            int[] others = indices.stream().skip(1).mapToInt(Integer::intValue).toArray();
            table.getSelectionModel().selectIndices(indices.getFirst(), others);
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
                if (!isSeen(i)) {
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

    // ---- the place where one reads

    /**
     * A row that stays where it is.
     *
     * @param above how far its top is below that of the first row that is seen, in pixels
     */
    private record Anchor(String key, double above) {}

    /** Null at the top, with nobody reading: new rows come in as they come. */
    private @Nullable Anchor anchor() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (first == null) {
            return null;
        }
        double offset = first.getLayoutY();
        boolean atTop = first.getIndex() == 0 && offset >= 0;
        for (Node node : table.lookupAll(".table-row-cell")) {
            if (node.isHover() && node instanceof TableRow<?> row && isRow(row.getIndex())) {
                return new Anchor(rows.get(row.getIndex()).key(), row.getLayoutY());
            }
        }
        int marked = table.getSelectionModel().getSelectedIndex();
        if (isRow(marked) && isSeen(marked)) {
            return new Anchor(
                    rows.get(marked).key(), offset + (marked - first.getIndex()) * ROW_HEIGHT);
        }
        return atTop || !isRow(first.getIndex())
                ? null
                : new Anchor(rows.get(first.getIndex()).key(), offset);
    }

    private boolean isRow(int index) {
        return index >= 0 && index < rows.size();
    }

    private boolean isSeen(int index) {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
        return first != null
                && last != null
                && index >= first.getIndex()
                && index <= last.getIndex();
    }

    private Set<String> keysAbove(String key) {
        Set<String> keys = new HashSet<>();
        for (Row row : rows) {
            if (row.key().equals(key)) {
                break;
            }
            keys.add(row.key());
        }
        return keys;
    }

    private void keep(Anchor anchor, Set<String> before) {
        int came = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.key().equals(anchor.key())) {
                scrollSo(i, anchor.above());
                setNewAbove(newAbove + came);
                return;
            }
            came += row instanceof Row.OfMemory && !before.contains(row.key()) ? 1 : 0;
        }
    }

    /** Row {@code index} is to stand so many pixels below the upper edge. */
    private void scrollSo(int index, double below) {
        VirtualFlow<?> flow = flow();
        if (flow == null) {
            return;
        }
        table.layout();
        double wanted = index * ROW_HEIGHT - below;
        IndexedCell<?> first = flow.getFirstVisibleCell();
        if (first != null) {
            flow.scrollPixels(wanted - (first.getIndex() * ROW_HEIGHT - first.getLayoutY()));
        }
    }

    /** Goes to the first row. */
    void toTop() {
        table.scrollTo(0);
        setNewAbove(0);
    }

    private void setNewAbove(int number) {
        if (number != newAbove) {
            newAbove = number;
            newAboveChanged.run();
        }
    }

    /** The top is in sight: nothing is new above it. */
    private void judgeTop() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (first != null && first.getIndex() == 0) {
            setNewAbove(0);
        }
    }

    /** The key of the first row that is seen; empty if there is none. */
    String firstSeen() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        return first == null || !isRow(first.getIndex()) ? "" : rows.get(first.getIndex()).key();
    }

    private @Nullable VirtualFlow<?> flow() {
        return (VirtualFlow<?>) table.lookup(".virtual-flow");
    }

    // ---- columns

    private void showColumns(Set<Listing.Column> wanted) {
        shown = wanted;
        columns.forEach((name, column) -> column.setVisible(isShown(name)));
        stateColumn.setPrefWidth(wanted.contains(Listing.Column.STATE) ? 128 : 40);
        fitWidths();
    }

    private boolean isShown(Listing.Column name) {
        boolean dispensable = name == Listing.Column.ERROR || name == Listing.Column.NEXT_TRY;
        return shown.contains(name) && !(narrow && dispensable);
    }

    /** In a narrow window what the detail says as well is left out. */
    void setNarrow(boolean now) {
        if (narrow != now) {
            narrow = now;
            showColumns(shown);
        }
    }

    /** The text takes what the others leave. */
    private void fitWidths() {
        Map<Listing.Column, Integer> widths =
                Map.of(
                        Listing.Column.PROJECT, narrow ? 108 : 124,
                        Listing.Column.ERROR, 172,
                        Listing.Column.AGE, 60,
                        Listing.Column.TRIES, 52,
                        Listing.Column.NEXT_TRY, 96);
        double rest = table.getWidth() - SCROLL_BAR - stateColumn.getPrefWidth();
        for (Map.Entry<Listing.Column, TableColumn<Row, Row>> column : columns.entrySet()) {
            double width = widths.getOrDefault(column.getKey(), 0);
            column.getValue().setMinWidth(width);
            column.getValue().setPrefWidth(width);
            rest -= column.getValue().isVisible() ? width : 0;
        }
        textColumn.setPrefWidth(Math.max(80, rest));
    }

    // ---- mouse and keys

    private void pressed(MouseEvent event) {
        judgeTop();
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
        judgeTop();
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
