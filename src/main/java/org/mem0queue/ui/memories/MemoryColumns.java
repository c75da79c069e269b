package org.mem0queue.ui.memories;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.mem0queue.ui.text.Messages;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The columns of the table: those that say something, as wide as the window lets them be. */
final class MemoryColumns {
    /** Its room is always kept, so that nothing moves when it comes. */
    private static final double SCROLL_BAR = 10;

    /** Of the table; an error is longer than a project, and shorter than a text. */
    private static final double ERROR_PART = 0.27;

    private static final int LEAST_ERROR = 172;
    private static final int MOST_ERROR = 280;

    private final TableView<Row> table;
    private final Map<Listing.Column, TableColumn<Row, Row>> columns =
            new EnumMap<>(Listing.Column.class);
    private final TableColumn<Row, Row> stateColumn;
    private final TableColumn<Row, Row> textColumn;
    private Set<Listing.Column> shown = Set.of();
    private boolean narrow;

    /** Puts them into the table. */
    MemoryColumns(TableView<Row> table, MemoryCell.Context context) {
        this.table = table;
        Messages words = context.words();
        stateColumn = add("", context, MemoryCell.Shows.STATE);
        columns.put(
                Listing.Column.PROJECT,
                add(words.text("memories.column.project"), context, MemoryCell.Shows.PROJECT));
        textColumn = add(words.text("memories.column.text"), context, MemoryCell.Shows.TEXT);
        columns.put(
                Listing.Column.ERROR,
                add(words.text("memories.column.error"), context, MemoryCell.Shows.ERROR));
        columns.put(
                Listing.Column.AGE,
                add(words.text("memories.column.age"), context, MemoryCell.Shows.AGE));
        columns.put(
                Listing.Column.TRIES,
                add(words.text("memories.column.tries"), context, MemoryCell.Shows.TRIES));
        columns.put(
                Listing.Column.NEXT_TRY,
                add(words.text("memories.column.next"), context, MemoryCell.Shows.NEXT_TRY));
        table.widthProperty().addListener(changed -> fitWidths());
    }

    private TableColumn<Row, Row> add(
            String name, MemoryCell.Context context, MemoryCell.Shows shows) {
        TableColumn<Row, Row> column = new TableColumn<>(name);
        column.setCellValueFactory(features -> new RowValue(features.getValue()));
        column.setCellFactory(made -> new MemoryCell(context, shows));
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        column.getStyleClass().add(shows.styleClass());
        table.getColumns().add(column);
        return column;
    }

    /** Shows these, as far as the window is wide enough. */
    void show(Set<Listing.Column> wanted) {
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
            show(shown);
        }
    }

    /** The text takes what the others leave. */
    private void fitWidths() {
        int error = Math.clamp(Math.round(table.getWidth() * ERROR_PART), LEAST_ERROR, MOST_ERROR);
        Map<Listing.Column, Integer> widths =
                Map.of(
                        Listing.Column.PROJECT, narrow ? 108 : 124,
                        Listing.Column.ERROR, error,
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
}
