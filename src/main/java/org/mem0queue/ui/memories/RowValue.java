package org.mem0queue.ui.memories;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** A row as the value of its cells: it never changes, so there is nobody to be told. */
record RowValue(Row row) implements ObservableValue<Row> {
    @Override
    public Row getValue() {
        return row;
    }

    @Override
    public void addListener(ChangeListener<? super Row> listener) {}

    @Override
    public void removeListener(ChangeListener<? super Row> listener) {}

    @Override
    public void addListener(InvalidationListener listener) {}

    @Override
    public void removeListener(InvalidationListener listener) {}
}
