package org.mem0queue.ui.memories;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The place where one reads in the table, kept through a newer list. */
final class TablePlace {
    private final TableView<Row> table;
    private final List<Row> rows;
    private Runnable newAboveChanged = () -> {};
    private int newAbove;

    /**
     * @param rows those of the table, as they are at any time
     */
    TablePlace(TableView<Row> table, List<Row> rows) {
        this.table = table;
        this.rows = rows;
    }

    /**
     * A row that stays where it is.
     *
     * @param below how far its top is below that of the first row that is seen, in pixels
     * @param above the keys of the rows above it
     */
    record Anchor(String key, double below, Set<String> above) {}

    /** Null at the top, with nobody reading: new rows come in as they come. */
    @Nullable Anchor anchor() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (first == null) {
            return null;
        }
        double offset = first.getLayoutY();
        boolean atTop = first.getIndex() == 0 && offset >= 0;
        for (Node node : table.lookupAll(".table-row-cell")) {
            if (node.isHover() && node instanceof TableRow<?> row && isRow(row.getIndex())) {
                return anchor(row.getIndex(), row.getLayoutY());
            }
        }
        int marked = table.getSelectionModel().getSelectedIndex();
        if (isRow(marked) && isSeen(marked)) {
            return anchor(marked, offset + (marked - first.getIndex()) * MemoryTable.ROW_HEIGHT);
        }
        return atTop || !isRow(first.getIndex()) ? null : anchor(first.getIndex(), offset);
    }

    private Anchor anchor(int index, double below) {
        Set<String> above = new HashSet<>();
        rows.subList(0, index).forEach(row -> above.add(row.key()));
        return new Anchor(rows.get(index).key(), below, above);
    }

    private boolean isRow(int index) {
        return index >= 0 && index < rows.size();
    }

    /** Whether the row is in sight. */
    boolean isSeen(int index) {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
        return first != null
                && last != null
                && index >= first.getIndex()
                && index <= last.getIndex();
    }

    /** The rows are others now: the anchor goes back to where it was. */
    void keep(Anchor anchor) {
        int came = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.key().equals(anchor.key())) {
                scrollSo(i, anchor.below());
                setNewAbove(newAbove + came);
                return;
            }
            came += row instanceof Row.OfMemory && !anchor.above().contains(row.key()) ? 1 : 0;
        }
    }

    /** The same in a table that has not been on screen yet: once it has its rows and its height. */
    void keepOnceLaidOut(Anchor anchor) {
        Scene scene = table.getScene();
        if (scene == null) {
            table.sceneProperty()
                    .addListener(
                            new InvalidationListener() {
                                @Override
                                public void invalidated(Observable changed) {
                                    if (table.getScene() != null) {
                                        table.sceneProperty().removeListener(this);
                                        keepOnceLaidOut(anchor);
                                    }
                                }
                            });
            return;
        }
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        boolean elsewhere = !scene.equals(table.getScene());
                        boolean there =
                                flow() != null && table.getHeight() > MemoryTable.ROW_HEIGHT;
                        if (elsewhere || there) {
                            scene.removePostLayoutPulseListener(this);
                        }
                        if (elsewhere) {
                            keepOnceLaidOut(anchor);
                        } else if (there) {
                            keep(anchor);
                            setNewAbove(0); // what came in between was not missed by a reader
                        }
                    }
                });
        Platform.requestNextPulse();
    }

    /** Row {@code index} is to stand so many pixels below the upper edge. */
    private void scrollSo(int index, double below) {
        VirtualFlow<?> flow = flow();
        if (flow == null) {
            return;
        }
        table.layout();
        double wanted = index * MemoryTable.ROW_HEIGHT - below;
        IndexedCell<?> first = flow.getFirstVisibleCell();
        if (first != null) {
            double at = first.getIndex() * MemoryTable.ROW_HEIGHT - first.getLayoutY();
            flow.scrollPixels(wanted - at);
        }
    }

    /** Goes to the first row. */
    void toTop() {
        table.scrollTo(0);
        setNewAbove(0);
    }

    /** Told when {@link #newAbove} has changed. */
    void setOnNewAbove(Runnable action) {
        newAboveChanged = action;
    }

    /** How many memories came above what is seen, since the top was last seen. */
    int newAbove() {
        return newAbove;
    }

    private void setNewAbove(int number) {
        if (number != newAbove) {
            newAbove = number;
            newAboveChanged.run();
        }
    }

    /** If the top is in sight, nothing is new above it. */
    void judgeTop() {
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
}
