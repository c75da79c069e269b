package org.mem0queue.ui.logs;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
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

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.EvenRows;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.util.List;

/**
 * The lines in a virtualised list, with the errors marked beside its scroll bar. It follows the end
 * until somebody scrolls up or picks a line; then it stays where it is and tells how many lines
 * came below.
 */
final class LogPane extends StackPane {
    static final double ROW_HEIGHT = 22;

    /** More selected lines are exported, not copied. */
    static final int MOST_COPIED = 10_000;

    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL =
            new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    /** Beside the scroll bar, above the last line. */
    private static final Insets CHIP_MARGIN = new Insets(0, 30, 16, 0);

    private static final double TICK_WIDTH = 8;

    private final LogsViewModel model;
    private final Messages words;
    private final Notices notices;
    private final Runnable exporting;
    private final ListView<LineRow> list = new ListView<>();
    private final LogTicks ticks = new LogTicks();
    private final Label newLines = new Label();
    private final HBox chip = new HBox();
    private final VBox emptyPlace = new VBox();
    private final Label emptyText = new Label();
    private final ListChangeListener<LineRow> rowsListener = change -> planMove();
    private final ChangeListener<ScrollTarget> targetListener =
            (property, before, now) -> {
                wanted = now;
                planMove();
            };
    private final ChangeListener<LogsText> textListener = (property, before, now) -> show(now);

    private @Nullable ScrollTarget wanted;
    private boolean movePlanned;
    private boolean judging;

    /**
     * @param exporting offered where more is wanted than can be copied
     */
    LogPane(LogsViewModel model, PageContext context, LineCell.Links links, Runnable exporting) {
        this.model = model;
        this.exporting = exporting;
        this.words = context.words();
        this.notices = context.notices();
        getStyleClass().add("log-list");
        list.setItems(model.lines());
        list.setFixedCellSize(ROW_HEIGHT);
        EvenRows.keepIn(list, ROW_HEIGHT);
        list.setCellFactory(view -> new LineCell(model, links));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(words.text("logs.list"));
        emptyText.setWrapText(true);
        emptyText.getStyleClass().add("empty");
        emptyPlace.getChildren().add(emptyText);
        emptyPlace.getStyleClass().add("empty-place");
        list.setPlaceholder(emptyPlace);
        list.addEventFilter(ScrollEvent.SCROLL, event -> judgeLater());
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> judgeLater());
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);

        Button follow = new Button(words.text("logs.follow"), new Icon(Glyph.TO_END));
        follow.setOnAction(event -> model.followEnd());
        chip.getChildren().addAll(newLines, follow);
        chip.getStyleClass().add("new-lines");
        chip.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().addAll(list, ticks, chip);
        bind();
    }

    private void bind() {
        model.place().setSight(this::topRow, this::visibleRows);
        model.comingBack().setMarker(this::mark);
        model.lines().addListener(rowsListener);
        model.place().targetProperty().addListener(targetListener);
        model.textProperty().addListener(textListener);
        // A list that comes back on screen has missed what was scrolled to meanwhile.
        sceneProperty().addListener((property, before, now) -> planMove());
        list.heightProperty()
                .addListener(
                        (property, before, now) -> {
                            planMove();
                            Platform.runLater(this::showTicks);
                        });
        show(model.textProperty().get());
        planMove();
    }

    /** The list takes whole rows only, so that none is cut in half at the edge. */
    @Override
    protected void layoutChildren() {
        double rowsHeight = getHeight() - list.snappedTopInset() - list.snappedBottomInset();
        double rest = rowsHeight % ROW_HEIGHT;
        double height = Math.max(0, getHeight() - rest);
        list.resizeRelocate(0, 0, getWidth(), height);
        ticks.resizeRelocate(getWidth() - TICK_WIDTH - 1, 1, TICK_WIDTH, Math.max(0, height - 2));
        layoutInArea(chip, 0, 0, getWidth(), getHeight(), 0, CHIP_MARGIN, HPos.RIGHT, VPos.BOTTOM);
    }

    private void show(LogsText text) {
        emptyText.setText(text.empty());
        chip.setVisible(!text.below().isEmpty());
        newLines.setText(text.below());
        showTicks();
    }

    private void showTicks() {
        LogFindings findings = model.findings();
        ticks.setVisible(findings != null && isScrollable());
        if (findings != null && ticks.isVisible()) {
            ticks.show(
                    findings.errors(),
                    findings.shown(model.queryProperty().get()),
                    model.lines().size());
        }
    }

    private boolean isScrollable() {
        return model.lines().size() > visibleRows();
    }

    private int visibleRows() {
        return (int) (list.getHeight() / ROW_HEIGHT);
    }

    /** Offers one way out where there are no lines. */
    void offerWhenEmpty(Node action) {
        emptyPlace.getChildren().add(action);
    }

    /**
     * Moves once the list has taken in its new rows: our listener may run before the list's own,
     * which would still clamp to the old number.
     */
    private void planMove() {
        if (!movePlanned) {
            movePlanned = true;
            Platform.runLater(
                    () -> {
                        movePlanned = false;
                        move();
                    });
        }
    }

    private void move() {
        showTicks();
        int rows = model.lines().size();
        int visible = visibleRows();
        if (rows == 0 || visible == 0) {
            return;
        }
        list.layout();
        ScrollTarget target = wanted;
        wanted = null;
        if (model.place().followingProperty().get() && !model.place().pausedProperty().get()) {
            // What fits is shown whole: the last line must not go to the top.
            list.scrollTo(rows <= visible ? 0 : rows - 1);
        } else if (target != null) {
            switch (target.place()) {
                case TOP -> list.scrollTo(target.row());
                case END -> list.scrollTo(rows - 1);
                case IN_SIGHT -> {
                    int top = topRow();
                    if (target.row() < top + 2 || target.row() > top + visible - 3) {
                        list.scrollTo(Math.max(0, target.row() - visible / 3));
                    }
                }
            }
        }
    }

    private int topRow() {
        VirtualFlow<?> flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
        IndexedCell<?> first = flow == null ? null : (IndexedCell<?>) flow.getFirstVisibleCell();
        return first == null ? 0 : Math.max(0, first.getIndex());
    }

    List<Integer> markedRows() {
        return list.getSelectionModel().getSelectedIndices().stream()
                .filter(row -> row >= 0)
                .toList();
    }

    private void mark(List<Integer> rows) {
        int[] all = rows.stream().mapToInt(Integer::intValue).toArray();
        // After the list has taken in its rows.
        Platform.runLater(() -> list.getSelectionModel().selectIndices(-1, all));
    }

    private void released(MouseEvent event) {
        if (event.getTarget() instanceof Node node && isInCell(node)) {
            model.scrolled(false);
        } else {
            judgeLater();
        }
    }

    private static boolean isInCell(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof LineCell cell) {
                return !cell.isEmpty();
            }
        }
        return false;
    }

    private void keyPressed(KeyEvent event) {
        if (COPY.match(event)) {
            copySelection();
            event.consume();
        } else if (ALL.match(event) && model.lines().size() > MOST_COPIED) {
            event.consume(); // twenty million selected rows are of no use to anybody
            tellTooMany("logs.too-many-marked");
        } else if (event.getCode().isNavigationKey()) {
            judgeLater();
        }
    }

    void copySelection() {
        List<Integer> marked = markedRows();
        List<Integer> rows = marked.stream().sorted().limit(MOST_COPIED).toList();
        if (!rows.isEmpty()) {
            boolean all = rows.size() == marked.size();
            model.copies().copy(rows, copied -> copied(rows.size(), all, copied), this::notCopied);
        }
    }

    private void copied(int lines, boolean all, RowReader.Copied copied) {
        ClipboardContent content = new ClipboardContent();
        content.putString(copied.text());
        Clipboard.getSystemClipboard().setContent(content);
        if (!all) {
            tellTooMany("logs.too-many-copied");
        }
        if (copied.masked() > 0) {
            notices.done(
                    words.count("logs.copied-masked", lines, words.number(copied.masked())), null);
        }
    }

    /** What is on the clipboard stays there. */
    private void notCopied(Exception failure) {
        notices.problem(
                words.text("logs.not-copied", Prose.sentence(Reasons.told(failure, words))), null);
    }

    private void tellTooMany(String key) {
        notices.problem(
                words.text(key, words.number(MOST_COPIED)),
                new Notices.Step(words.text("logs.export"), exporting));
    }

    /** Shows the secrets in the selected lines, or masks them again. */
    void toggleSecrets() {
        List<Integer> rows = markedRows().stream().limit(MOST_COPIED).toList();
        if (!rows.isEmpty()) {
            model.copies().toggleSecrets(rows);
        }
    }

    /**
     * Once the event has moved the list and the list has been laid out, which is when its scroll
     * bar knows: at the end means follow, elsewhere means read.
     */
    private void judgeLater() {
        Scene scene = getScene();
        if (scene == null || judging) {
            return;
        }
        judging = true;
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        judging = false;
                        model.scrolled(isAtEnd());
                    }
                });
        Platform.requestNextPulse();
    }

    private boolean isAtEnd() {
        for (Node node : list.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar
                    && bar.getOrientation() == Orientation.VERTICAL
                    && bar.isVisible()) {
                return bar.getValue() >= bar.getMax() - 1e-9;
            }
        }
        return true;
    }

    /** The list, for tests and for the focus. */
    ListView<LineRow> list() {
        return list;
    }

    /** Lets go of the rows, which live longer. */
    void dispose() {
        model.lines().removeListener(rowsListener);
        model.place().targetProperty().removeListener(targetListener);
        model.textProperty().removeListener(textListener);
        list.setItems(null);
    }
}
