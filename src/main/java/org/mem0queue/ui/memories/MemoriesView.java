package org.mem0queue.ui.memories;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.util.List;

/** The screen: the sentence, the filter, the table, the detail beside it. */
final class MemoriesView extends HBox {
    /** Below this width the detail takes the place of the list, in pixels. */
    private static final double BESIDE = 900;

    private final MemoriesViewModel model;
    private final Messages words;
    private final MemoriesHead head;
    private final Segments segments;
    private final FilterBar filter;
    private final ScopeMenu scopeMenu;
    private final MemoryTable table;
    private final QuestionLine questionLine;
    private final Label hidden = new Label();
    private final Button clear = new Button();
    private final Button rememberMore = new Button();
    private final HBox note = new HBox();
    private final Label empty = new Label();
    private final Button emptyClear = new Button();
    private final VBox emptyPlace = new VBox();
    private final Label newAbove = new Label();
    private final HBox chip = new HBox();
    private final VBox content = new VBox();
    private final DetailPane detail;
    private final EventHandler<KeyEvent> keys = this::keyPressed;
    private final ChangeListener<MemoriesText> textListener = (p, before, now) -> show(now);
    private final ChangeListener<@Nullable Listing> listingListener = this::listed;
    private final ChangeListener<@Nullable Question> questionListener =
            (p, before, now) -> askAtPrimary(now);
    private final ChangeListener<@Nullable Detail> detailListener = (p, before, now) -> arrange();
    private final ChangeListener<@Nullable Memory> arrivedListener =
            (p, before, now) -> arrive(now);
    private final ChangeListener<@Nullable LeftAlone> leftListener = (p, before, now) -> arrange();
    private final ChangeListener<Query> queryListener = (p, before, now) -> queryChanged();
    private boolean detailOpen;
    private boolean fromTop = true;

    MemoriesView(MemoriesViewModel model, PageContext context, Choosers choosers) {
        this.model = model;
        this.words = context.words();
        MemoryCopies copies = new MemoryCopies(context.background(), context.navigator());
        head = new MemoriesHead(context);
        table = new MemoryTable(words, context.clock(), model::select, model::toggle);
        scopeMenu = new ScopeMenu(model, copies, words, table::selectAll, choosers);
        segments = new Segments(model);
        filter = new FilterBar(model, scopeMenu, words);
        questionLine = new QuestionLine(words, model::closeQuestion);
        detail = new DetailPane(model, copies, words, context.clock(), this::closeDetail);
        build();
        bind();
    }

    private void build() {
        getStyleClass().add("memories");
        clear.setText(words.text("memories.clear-filter"));
        clear.getStyleClass().add("link");
        clear.setOnAction(event -> model.clearFilter());
        rememberMore.setText(words.text("memories.remember-more"));
        rememberMore.getStyleClass().add("link");
        rememberMore.setOnAction(event -> model.rememberMore());
        note.getChildren().addAll(hidden, clear, rememberMore);
        note.getStyleClass().add("note");

        empty.setWrapText(true);
        empty.getStyleClass().add("empty");
        emptyClear.getStyleClass().add("link");
        emptyClear.setOnAction(event -> model.leaveEmpty());
        emptyPlace.getChildren().addAll(empty, emptyClear);
        emptyPlace.getStyleClass().add("nothing-here");

        Button toTop = new Button(words.text("memories.to-top"), new Icon(Glyph.UP));
        toTop.setOnAction(event -> table.toTop());
        chip.getChildren().addAll(newAbove, toTop);
        chip.getStyleClass().add("new-lines");
        chip.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane place = new StackPane(table, emptyPlace, chip);
        place.setAlignment(Pos.TOP_LEFT);
        StackPane.setAlignment(chip, Pos.TOP_CENTER);
        place.getStyleClass().add("list-place");
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);

        content.getChildren().addAll(head, segments, filter, questionLine, place, note, space);
        content.getStyleClass().add("list-side");
        content.setMinWidth(0);
        HBox.setHgrow(content, Priority.ALWAYS);
        getChildren().addAll(content, detail);
        chip.setVisible(false);
        arrange();
    }

    private void bind() {
        model.textProperty().addListener(textListener);
        model.listingProperty().addListener(listingListener);
        model.questionProperty().addListener(questionListener);
        model.detail().detailProperty().addListener(detailListener);
        model.arrivedProperty().addListener(arrivedListener);
        model.acts().leftAloneProperty().addListener(leftListener);
        model.queryProperty().addListener(queryListener);
        table.setOnOpened(this::openDetail);
        filter.setOnDown(() -> table.table().requestFocus());
        table.setOnNewAbove(this::tellNew);
        table.table()
                .addEventHandler(
                        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                        event ->
                                scopeMenu.open(
                                        table.table(), event.getScreenX(), event.getScreenY()));
        widthProperty().addListener((property, before, now) -> arrange());
        sceneProperty().addListener((property, before, now) -> watchKeys(before, now));
        show(model.textProperty().get());
    }

    private void watchKeys(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
        }
        if (now != null) {
            now.addEventHandler(KeyEvent.KEY_PRESSED, keys);
        }
    }

    // ---- showing

    private void show(MemoriesText text) {
        head.show(text);
        boolean filtered = !text.hidden().isEmpty();
        boolean more = model.remembersMore();
        // What can be shown yet is not said to be unknown.
        setText(hidden, filtered || more ? text.hidden() : text.countedOnly());
        setNode(clear, filtered);
        setNode(rememberMore, more);
        setNode(note, more || !hidden.getText().isEmpty());
        MemoriesText.Empty nothing = text.empty();
        setNode(emptyPlace, nothing != null);
        table.setVisible(nothing == null);
        if (nothing != null) {
            setText(empty, nothing.sentence());
            emptyClear.setText(
                    nothing.filtered() ? words.text("memories.clear-filter") : nothing.others());
            setNode(emptyClear, !emptyClear.getText().isEmpty());
        }
    }

    private static void setText(Label label, String text) {
        label.setText(text);
        setNode(label, !text.isEmpty());
    }

    private static void setNode(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void queryChanged() {
        fromTop = true;
    }

    private void listed(
            ObservableValue<? extends @Nullable Listing> property,
            @Nullable Listing before,
            @Nullable Listing now) {
        if (now == null) {
            return;
        }
        boolean folded =
                before != null
                        && before.query()
                                .withGrouping(now.query().grouping())
                                .equals(now.query().withGrouping(now.query().grouping()));
        if (fromTop && !folded) {
            table.showFromTop(now);
        } else {
            table.show(now);
        }
        fromTop = false;
        double height = table.wholeHeight();
        table.setMaxHeight(height);
        table.setPrefHeight(height);
        // Where there are no rows, a sentence stands in their place.
        ((Region) table.getParent()).setMaxHeight(now.rows().isEmpty() ? 120 : height);
    }

    private void tellNew() {
        chip.setVisible(table.newAbove() > 0);
        if (chip.isVisible()) {
            newAbove.setText(words.count("memories.new-above", table.newAbove()));
        }
    }

    private void askAtPrimary(@Nullable Question asked) {
        questionLine.ask(asked, filter.primary());
    }

    // ---- the detail beside the list

    private void openDetail() {
        detailOpen = true;
        arrange();
    }

    /** What was open and marked in another language goes on, at the same place. */
    void takeOver(MemoriesView before) {
        detailOpen = before.detailOpen;
        table.takeOver(before.table);
        detail.takeOver(before.detail);
        arrange();
    }

    /** What a link leads to is shown, and marked once its row is there. */
    private void arrive(@Nullable Memory now) {
        if (now != null) {
            openDetail();
            table.select(now.id());
        }
    }

    private void closeDetail() {
        if (detail.holdsChanges()) {
            return; // what was written is closed by its own buttons only
        }
        if (model.acts().leftAloneProperty().get() != null) {
            model.acts().closeLeftAlone();
            return;
        }
        model.closeEditor();
        detailOpen = false;
        arrange();
        table.table().requestFocus();
    }

    private void arrange() {
        boolean something =
                model.acts().leftAloneProperty().get() != null
                        || (detailOpen && model.detail().detailProperty().get() != null);
        boolean beside = getWidth() <= 0 || getWidth() >= BESIDE;
        setNode(detail, something);
        setNode(content, beside || !something);
        askWhereSeen();
        detail.setMaxWidth(beside ? Region.USE_COMPUTED_SIZE : Double.MAX_VALUE);
        HBox.setHgrow(detail, beside ? Priority.NEVER : Priority.ALWAYS);
        table.setNarrow(!beside || something);
    }

    /** In a narrow window the detail covers the list: what it asks is asked in it. */
    private void askWhereSeen() {
        VBox place = content.isVisible() ? content : detail;
        if (!place.equals(questionLine.getParent())) {
            content.getChildren().remove(questionLine);
            detail.getChildren().remove(questionLine);
            if (place.equals(content)) {
                content.getChildren().add(content.getChildren().indexOf(filter) + 1, questionLine);
            } else {
                detail.addAboveActions(questionLine);
            }
        }
    }

    // ---- keys

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            filter.focusSearch();
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            escape(event);
            return;
        }
        if (event.getTarget() instanceof TextInputControl
                || event.isShortcutDown()
                || event.isAltDown()) {
            return;
        }
        List<Memory> marked = model.selected();
        switch (event.getCode()) {
            case DELETE -> act(Wish.DISCARD, marked, event);
            case R -> act(Wish.RETRY, marked, event);
            case H ->
                    act(
                            marked.stream().allMatch(Wish.RELEASE::fits) ? Wish.RELEASE : Wish.HOLD,
                            marked,
                            event);
            case E -> edit(marked, event);
            default -> {
                // somebody else's
            }
        }
    }

    private void act(Wish wish, List<Memory> memories, KeyEvent event) {
        if (!memories.isEmpty()) {
            model.act(wish, memories);
            event.consume();
        }
    }

    private void edit(List<Memory> marked, KeyEvent event) {
        if (marked.size() == 1
                && DetailPane.isEditable(marked.getFirst().state())
                && model.canChange()) {
            openDetail();
            model.detail().edit();
            event.consume();
        }
    }

    private void escape(KeyEvent event) {
        if (model.questionProperty().get() != null) {
            model.closeQuestion();
        } else if (detail.isVisible()) {
            closeDetail();
        } else {
            return;
        }
        event.consume();
    }

    /** Ages have changed. */
    void redraw() {
        table.redraw();
    }

    void hidePopups() {
        filter.hidePopups();
        detail.hidePopups();
    }

    /** Lets go of everything that lives longer. */
    void dispose() {
        model.textProperty().removeListener(textListener);
        model.listingProperty().removeListener(listingListener);
        model.questionProperty().removeListener(questionListener);
        model.detail().detailProperty().removeListener(detailListener);
        model.arrivedProperty().removeListener(arrivedListener);
        model.acts().leftAloneProperty().removeListener(leftListener);
        model.queryProperty().removeListener(queryListener);
        filter.dispose();
        segments.dispose();
        detail.dispose();
        watchKeys(getScene(), null);
    }
}
