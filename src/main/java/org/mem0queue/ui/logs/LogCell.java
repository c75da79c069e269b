package org.mem0queue.ui.logs;

import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

import java.util.EnumMap;
import java.util.Map;

/** One line: time, level icon, text. The level is a pseudo-class, never an inline style. */
final class LogCell extends ListCell<LogRow> {
    private static final double ICON = 14;
    private static final Map<LogLevel, PseudoClass> LEVELS = new EnumMap<>(LogLevel.class);

    static {
        for (LogLevel level : LogLevel.values()) {
            LEVELS.put(level, PseudoClass.getPseudoClass(level.pseudoClass()));
        }
    }

    private final Label time = new Label();
    private final Icon icon = new Icon(Glyph.SYNCED, ICON);
    private final Label text = new Label();
    private final Region rule = new Region();
    private final HBox line = new HBox(time, icon, text, rule);

    private final ObservableBooleanValue timed;

    LogCell(ObservableBooleanValue timed) {
        getStyleClass().add("log-cell");
        line.getStyleClass().add("log-line");
        time.getStyleClass().add("log-time");
        time.setMinWidth(USE_PREF_SIZE);
        this.timed = timed;
        timed.addListener((property, before, now) -> showTime(getItem()));
        text.getStyleClass().add("log-text");
        rule.getStyleClass().add("log-rule");
        HBox.setHgrow(rule, Priority.ALWAYS);
        // As wide as the list, so that a long line is cut and not scrolled to.
        setPrefWidth(0);
        setText(null);
    }

    @Override
    protected void updateItem(LogRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            LEVELS.values().forEach(level -> pseudoClassStateChanged(level, false));
            return;
        }
        time.setText(row.time());
        showTime(row);
        Glyph glyph = row.level().glyph();
        icon.setVisible(glyph != null);
        if (glyph != null) {
            icon.setGlyph(glyph);
        }
        rule.setVisible(row.level() == LogLevel.REMARK);
        LEVELS.forEach((level, state) -> pseudoClassStateChanged(state, level == row.level()));
        setAccessibleText(row.line());
        setGraphic(line);
    }

    /** A remark has no time; its sentence starts where the lines start. */
    private void showTime(@Nullable LogRow row) {
        boolean column = timed.get() && row != null && row.level() != LogLevel.REMARK;
        time.setVisible(column);
        time.setManaged(column);
        if (row != null) {
            text.setText(
                    timed.get() || row.time().isEmpty()
                            ? row.shown()
                            : row.time() + " " + row.shown());
        }
    }
}
