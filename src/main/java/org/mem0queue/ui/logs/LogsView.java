package org.mem0queue.ui.logs;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

/** The log screen: the sentence, what is looked for, the lines. */
final class LogsView extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    /** Of the head: there is no log, so nothing to filter below it. */
    private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");

    private static final double LEVEL_ICON = 14;

    /** Its text begins where the remark above it does. */
    private static final Insets EARLIER_MARGIN = new Insets(0, 0, 8, 20);

    private final LogsViewModel model;
    private final Messages words;
    private final Label title = new Label();
    private final SourceMenu source;
    private final Icon pauseIcon = new Icon(Glyph.PAUSE);
    private final Button pause = new Button(null, pauseIcon);
    private final LogActions actions;
    private final TextField search = new TextField();
    private final HBox field = new HBox();
    private final Label matches = new Label();
    private final IconButton previous;
    private final IconButton next;
    private final IconButton clear;
    private final ToggleButton expression = new ToggleButton(".*");
    private final ToggleButton onlyHits = new ToggleButton(null, new Icon(Glyph.FILTER));
    private final ToggleGroup levels = new ToggleGroup();
    private final ToggleButton all;
    private final ToggleButton errors;
    private final ToggleButton warnings;
    private final ProjectChips projects;
    private final HBox head = new HBox();
    private final HBox filter = new HBox();
    private final Label remark = new Label(null, new Icon(Glyph.NOTICE, LEVEL_ICON));
    private final Button earlier = new Button();
    private final Button showAll = new Button();
    private final LogPane lines;
    private final ChangeListener<LogsText> textListener = (property, before, now) -> show(now);
    private final ChangeListener<LogQuery> queryListener = (property, before, now) -> show(now);

    LogsView(LogsViewModel model, PageContext context, Choosers choosers) {
        this.model = model;
        this.words = context.words();
        this.source = new SourceMenu(model, words);
        this.actions =
                new LogActions(model, context, choosers, this::copySelection, this::toggleSecrets);
        this.lines =
                new LogPane(
                        model,
                        context,
                        id -> context.navigator().open(Destination.Memories.one(id)),
                        actions::choose);
        this.previous = small(Glyph.UP, "logs.previous", "logs.previous.tip");
        this.next = small(Glyph.DOWN, "logs.next", "logs.next.tip");
        this.clear = small(Glyph.CLOSE, "logs.clear", "logs.clear");
        this.all = segment(LogQuery.Levels.ALL);
        this.errors = segment(LogQuery.Levels.ERRORS, new Icon(Glyph.FAILED, LEVEL_ICON, "failed"));
        this.warnings = segment(LogQuery.Levels.WARNINGS, new Icon(Glyph.WARNING, LEVEL_ICON));
        this.projects = new ProjectChips(model, words);
        build();
        bind();
    }

    private IconButton small(Glyph glyph, String name, String tip) {
        return new IconButton(glyph, words.text(name), words.text(tip));
    }

    private void build() {
        getStyleClass().add("logs");
        title.getStyleClass().add("title");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(0);
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        source.setMinWidth(Region.USE_PREF_SIZE);
        pause.setMinWidth(Region.USE_PREF_SIZE);
        head.getChildren().addAll(title, source, pause, actions);
        head.getStyleClass().add("head");

        search.setPromptText(words.text("logs.search"));
        search.setAccessibleText(words.text("logs.search"));
        HBox.setHgrow(search, Priority.ALWAYS);
        matches.getStyleClass().add("matches");
        matches.setMinWidth(Region.USE_PREF_SIZE);
        field.getChildren().addAll(new Icon(Glyph.SEARCH), search, matches, previous, next, clear);
        field.getStyleClass().add("search");
        toggle(expression, "logs.expression", "mono");
        toggle(onlyHits, "logs.only-hits", "icon-only");
        HBox finding = new HBox(field, expression, onlyHits);
        finding.getStyleClass().add("finding");
        HBox segments = new HBox(all, errors, warnings);
        segments.getStyleClass().add("segments");
        segments.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        filter.getChildren().addAll(finding, segments, gap, projects);
        filter.getStyleClass().add("filter");

        remark.getStyleClass().add("remark");
        earlier.getStyleClass().addAll("link", "earlier");
        VBox.setMargin(earlier, EARLIER_MARGIN);
        showAll.setText(words.text("logs.show-all"));
        showAll.getStyleClass().add("link");
        lines.offerWhenEmpty(showAll);
        VBox.setVgrow(lines, Priority.ALWAYS);
        getChildren().addAll(head, filter, remark, earlier, lines);
    }

    private void toggle(ToggleButton button, String name, String style) {
        button.getStyleClass().addAll("flat-toggle", style);
        button.setAccessibleText(words.text(name));
        Hint.set(button, words.text(name));
        button.setMinWidth(Region.USE_PREF_SIZE);
    }

    private ToggleButton segment(LogQuery.Levels level, Icon... icon) {
        ToggleButton segment = new ToggleButton(null, icon.length == 0 ? null : icon[0]);
        segment.getStyleClass().add("segment");
        segment.setMinWidth(Region.USE_PREF_SIZE);
        segment.setToggleGroup(levels);
        segment.setUserData(level);
        return segment;
    }

    private void bind() {
        levels.selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now == null) {
                                // One is always chosen: pressing it again changes nothing.
                                levels.selectToggle(before);
                            } else {
                                LogQuery.Levels level = (LogQuery.Levels) now.getUserData();
                                model.setQuery(query().withLevels(level));
                            }
                        });
        search.textProperty()
                .addListener((property, before, now) -> model.setQuery(query().withText(now)));
        search.setOnAction(event -> model.previousHit());
        expression
                .selectedProperty()
                .addListener((property, before, now) -> model.setQuery(query().asExpression(now)));
        onlyHits.selectedProperty()
                .addListener((property, before, now) -> model.setQuery(query().onlyHits(now)));
        previous.setOnAction(event -> model.previousHit());
        next.setOnAction(event -> model.nextHit());
        clear.setOnAction(
                event -> {
                    search.clear();
                    search.requestFocus();
                });
        earlier.setOnAction(event -> model.showEarlier());
        showAll.setOnAction(event -> model.setQuery(LogQuery.ALL));
        pause.setOnAction(event -> model.setPaused(!model.place().pausedProperty().get()));
        for (IconButton button : new IconButton[] {previous, next, clear}) {
            button.visibleProperty().bind(search.textProperty().isNotEmpty());
            button.managedProperty().bind(button.visibleProperty());
        }
        showAll.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> model.queryProperty().get().narrows(),
                                model.queryProperty()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        model.textProperty().addListener(textListener);
        model.queryProperty().addListener(queryListener);
        show(model.textProperty().get());
        show(model.queryProperty().get());
    }

    private LogQuery query() {
        return model.queryProperty().get();
    }

    private void keyPressed(KeyEvent event) {
        boolean back = event.isShiftDown();
        if (event.getCode() == KeyCode.F3) {
            if (back) {
                model.previousHit();
            } else {
                model.nextHit();
            }
        } else if (event.getCode() == KeyCode.F8) {
            if (back) {
                model.previousError();
            } else {
                model.nextError();
            }
        } else if (event.getCode() == KeyCode.F && event.isShortcutDown()) {
            search.requestFocus();
            search.selectAll();
        } else if (event.getCode() == KeyCode.ESCAPE && query().searches()) {
            search.clear();
        } else {
            return;
        }
        event.consume();
    }

    private void copySelection() {
        lines.copySelection();
    }

    /** The buttons of older notices lead here. */
    void takeOver(LogsView before) {
        actions.takeOver(before.actions);
    }

    /** Where one is in the log; null before its lines are counted. */
    @Nullable Bookmark bookmark() {
        return model.comingBack().bookmark(lines.markedRows());
    }

    private void toggleSecrets() {
        lines.toggleSecrets();
    }

    private void show(LogQuery query) {
        for (ToggleButton segment : new ToggleButton[] {all, errors, warnings}) {
            if (segment.getUserData() == query.levels()) {
                segment.setSelected(true);
            }
        }
        if (!search.getText().equals(query.text())) {
            search.setText(query.text());
        }
        expression.setSelected(query.expression());
        onlyHits.setSelected(query.onlyHits());
        projects.show(query.projects());
        lines.list().refresh();
    }

    private void show(LogsText text) {
        title.setText(text.title());
        boolean present = !text.file().isEmpty();
        source.setText(text.file());
        source.setVisible(present);
        source.setManaged(present);
        pause.setVisible(present);
        actions.setVisible(present);
        filter.setVisible(present);
        filter.setManaged(present);
        head.pseudoClassStateChanged(ALONE, !present);
        all.setText(text.all());
        errors.setText(text.errors());
        warnings.setText(text.warnings());
        matches.setText(text.matches());
        field.pseudoClassStateChanged(INVALID, !text.mistake().isEmpty());
        Hint.set(matches, text.mistake());
        pause.setText(text.pause());
        pauseIcon.setGlyph(model.place().pausedProperty().get() ? Glyph.RESUME : Glyph.PAUSE);
        remark.setText(text.remark());
        remark.setVisible(!text.remark().isEmpty());
        remark.setManaged(!text.remark().isEmpty());
        earlier.setText(text.earlier());
        earlier.setVisible(!text.earlier().isEmpty());
        earlier.setManaged(!text.earlier().isEmpty());
        projects.offer(text.projects());
    }

    /** Pop-ups outlive the window otherwise. */
    void hidePopups() {
        source.hide();
        actions.hide();
        projects.hide();
    }

    void dispose() {
        hidePopups();
        model.textProperty().removeListener(textListener);
        model.queryProperty().removeListener(queryListener);
        lines.dispose();
    }
}
