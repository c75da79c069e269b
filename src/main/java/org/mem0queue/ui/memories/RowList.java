package org.mem0queue.ui.memories;

import javafx.collections.ObservableListBase;

import java.util.List;

/** The table's items: a list that is swapped for a newer one as a whole, at the cost of none. */
final class RowList extends ObservableListBase<Row> {
    private List<Row> rows = List.of();

    void swap(List<Row> newer) {
        List<Row> older = rows;
        beginChange();
        rows = newer;
        nextReplace(0, newer.size(), older);
        endChange();
    }

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
