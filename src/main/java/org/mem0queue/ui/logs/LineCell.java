package org.mem0queue.ui.logs;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One line: time, level icon, text with what was found in it and the id as a link. Its secrets are
 * masked until somebody clicks one; they are looked for here, where only lines in view come.
 */
final class LineCell extends ListCell<LineRow> {
    private static final double ICON = 14;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final Map<LogLevel, PseudoClass> LEVELS = new EnumMap<>(LogLevel.class);

    static {
        for (LogLevel level : LogLevel.values()) {
            LEVELS.put(level, PseudoClass.getPseudoClass(level.pseudoClass()));
        }
    }

    private static final List<String> PLAIN = List.of("label", "log-text");
    private static final Map<LinePieces.Kind, List<String>> STYLES =
            Map.of(
                    LinePieces.Kind.HIT, List.of("label", "log-text", "hit"),
                    LinePieces.Kind.ID, List.of("label", "log-text", "id"),
                    LinePieces.Kind.MASKED, List.of("label", "log-text", "masked"),
                    LinePieces.Kind.MASKED_HIT, List.of("label", "log-text", "masked", "hit"),
                    LinePieces.Kind.REVEALED, List.of("label", "log-text", "revealed"));

    private final LogsViewModel model;
    private final Links links;
    private final Label time = new Label();
    private final Icon icon = new Icon(Glyph.SYNCED, ICON);
    private final HBox text = new HBox();
    private final List<Label> labels = new ArrayList<>();
    private final Region rule = new Region();
    private final Label note = new Label();
    private final HBox line = new HBox(time, icon, text, rule, note);

    /** Opens the memory whose id begins so. */
    interface Links {
        void open(String id8);
    }

    LineCell(LogsViewModel model, Links links) {
        this.model = model;
        this.links = links;
        getStyleClass().add("log-cell");
        line.getStyleClass().add("log-line");
        time.getStyleClass().add("log-time");
        time.setMinWidth(USE_PREF_SIZE);
        icon.setMinWidth(USE_PREF_SIZE);
        text.getStyleClass().add("log-pieces");
        text.setMinWidth(0);
        rule.getStyleClass().add("log-rule");
        HBox.setHgrow(rule, Priority.ALWAYS);
        note.getStyleClass().addAll("log-note", "log-text");
        // As wide as the list, so that a long line is cut and not scrolled to.
        setPrefWidth(0);
        setText(null);
        model.timedProperty().addListener((property, before, now) -> redraw());
        model.place().currentProperty().addListener((property, before, now) -> redraw());
        model.copies().secrets().changesProperty().addListener((property, before, now) -> redraw());
    }

    private void redraw() {
        LineRow row = getItem();
        if (row != null && !isEmpty()) {
            show(row);
        }
    }

    @Override
    protected void updateItem(@Nullable LineRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            LEVELS.values().forEach(level -> pseudoClassStateChanged(level, false));
            pseudoClassStateChanged(CURRENT, false);
            return;
        }
        show(row);
        setGraphic(line);
    }

    private void show(LineRow row) {
        boolean remark = row.level() == LogLevel.REMARK || row.level() == LogLevel.RESTART;
        boolean column = model.timedProperty().get() && !remark;
        time.setText(row.time());
        time.setVisible(column);
        time.setManaged(column);
        Glyph glyph = row.level().glyph();
        icon.setVisible(glyph != null);
        if (glyph != null) {
            icon.setGlyph(glyph);
        }
        boolean noted = !row.note().isEmpty();
        rule.setVisible(remark || noted);
        rule.setManaged(remark || noted);
        note.setText(row.note());
        note.setVisible(noted);
        note.setManaged(noted);
        LEVELS.forEach((level, state) -> pseudoClassStateChanged(state, level == row.level()));
        pseudoClassStateChanged(CURRENT, row.line() == model.place().currentProperty().get());
        setAccessibleText(LinePieces.spoken(row, model.copies().secrets().isShown(row.line())));
        showText(column || remark || row.time().isEmpty() ? row : withTime(row));
    }

    /** Without a column of times a time stands before the text. */
    private static LineRow withTime(LineRow row) {
        return new LineRow(
                row.line(), "", row.level(), row.time() + " " + row.text(), row.id8(), row.note());
    }

    private void showText(LineRow row) {
        List<LinePieces.Piece> pieces =
                LinePieces.of(
                        row, model.hitPattern(), model.copies().secrets().isShown(row.line()));
        while (labels.size() < pieces.size()) {
            labels.add(new Label());
        }
        for (int i = 0; i < pieces.size(); i++) {
            show(labels.get(i), pieces.get(i), row);
        }
        // Only where their number is another: to be put in again is to be styled again.
        int there = text.getChildren().size();
        if (there > pieces.size()) {
            text.getChildren().remove(pieces.size(), there);
        } else {
            text.getChildren().addAll(labels.subList(there, pieces.size()));
        }
    }

    private void show(Label label, LinePieces.Piece piece, LineRow row) {
        label.setText(piece.text());
        List<String> classes = STYLES.getOrDefault(piece.kind(), PLAIN);
        if (!label.getStyleClass().equals(classes)) {
            label.getStyleClass().setAll(classes);
        }
        label.setOnMouseClicked(null);
        // What is longer than the list is cut at its end, and nowhere before.
        boolean cut =
                piece.kind() == LinePieces.Kind.PLAIN || piece.kind() == LinePieces.Kind.REVEALED;
        label.setMinWidth(cut ? 0 : USE_PREF_SIZE);
        String id = row.id8();
        switch (piece.kind()) {
            case PLAIN, HIT -> {}
            case MASKED, MASKED_HIT, REVEALED ->
                    label.setOnMouseClicked(
                            event -> {
                                if (event.getButton() == MouseButton.PRIMARY) {
                                    model.copies().secrets().toggle(List.of(row.line()));
                                    event.consume();
                                }
                            });
            case ID ->
                    label.setOnMouseClicked(
                            event -> {
                                if (event.getButton() == MouseButton.PRIMARY && id != null) {
                                    links.open(id);
                                    event.consume();
                                }
                            });
        }
    }
}
