package org.mem0queue.ui.logs;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

/** The log screen: the sentence, the filter, the lines. */
public final class LogsView extends VBox {
    private final LogViewModel model;
    private final Messages words;
    private final Label title = new Label();
    private final Label file = new Label(null, new Icon(Glyph.FILE));
    private final Icon pauseIcon = new Icon(Glyph.PAUSE);
    private final Button pause = new Button(null, pauseIcon);
    private final Button showAll = new Button();
    private final TextField search = new TextField();
    private final Label matches = new Label();
    private final IconButton clear;
    private final ToggleGroup levels = new ToggleGroup();
    private final ToggleButton all;
    private final ToggleButton errors;
    private final ToggleButton warnings;
    private final HBox filter = new HBox();
    private final LogList list;
    private final ChangeListener<LogText> textListener = (property, before, now) -> show(now);

    public LogsView(LogViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.list =
                new LogList(
                        model,
                        model.filteredRows(),
                        Bindings.createStringBinding(
                                () -> model.textProperty().get().empty(), model.textProperty()),
                        words);
        this.clear =
                new IconButton(Glyph.CLOSE, words.text("logs.clear"), words.text("logs.clear.tip"));
        this.all = segment(LogFilter.Levels.ALL);
        this.errors = segment(LogFilter.Levels.ERRORS, new Icon(Glyph.FAILED, 14));
        this.warnings = segment(LogFilter.Levels.WARNINGS, new Icon(Glyph.WARNING, 14));
        build();
        bind();
    }

    private void build() {
        getStyleClass().add("logs");
        title.getStyleClass().add("title");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        file.getStyleClass().add("file");
        file.setMinWidth(Region.USE_PREF_SIZE);
        pause.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, file, pause);
        head.getStyleClass().add("head");

        search.setPromptText(words.text("logs.search"));
        search.setAccessibleText(words.text("logs.search"));
        HBox.setHgrow(search, Priority.ALWAYS);
        matches.getStyleClass().add("matches");
        matches.setMinWidth(Region.USE_PREF_SIZE);
        HBox field = new HBox(new Icon(Glyph.SEARCH), search, matches, clear);
        field.getStyleClass().add("search");
        HBox segments = new HBox(all, errors, warnings);
        segments.getStyleClass().add("segments");
        filter.getChildren().addAll(field, segments);
        filter.getStyleClass().add("filter");

        showAll.setText(words.text("logs.show-all"));
        showAll.getStyleClass().add("link");
        list.offerWhenEmpty(showAll);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, filter, list);
    }

    private ToggleButton segment(LogFilter.Levels level, Icon... icon) {
        ToggleButton segment = new ToggleButton(null, icon.length == 0 ? null : icon[0]);
        segment.getStyleClass().add("segment");
        segment.setMinWidth(Region.USE_PREF_SIZE);
        segment.setToggleGroup(levels);
        segment.setUserData(level);
        return segment;
    }

    private void bind() {
        all.setSelected(true);
        levels.selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now == null) {
                                // One is always chosen: pressing it again changes nothing.
                                levels.selectToggle(before);
                            } else {
                                filterChanged();
                            }
                        });
        search.textProperty().addListener((property, before, now) -> filterChanged());
        clear.setOnAction(event -> clearFilter());
        showAll.setOnAction(event -> clearFilter());
        showAll.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !model.filterProperty().get().showsAll(),
                                model.filterProperty()));
        clear.visibleProperty().bind(search.textProperty().isNotEmpty());
        pause.setOnAction(event -> model.setPaused(!model.pausedProperty().get()));
        model.textProperty().addListener(textListener);
        show(model.textProperty().get());
    }

    private void filterChanged() {
        LogFilter.Levels level =
                levels.getSelectedToggle() == null
                        ? LogFilter.Levels.ALL
                        : (LogFilter.Levels) levels.getSelectedToggle().getUserData();
        model.filterProperty().set(new LogFilter(level, search.getText().strip()));
        list.follow();
    }

    private void clearFilter() {
        all.setSelected(true);
        search.clear();
        search.requestFocus();
    }

    private void show(LogText text) {
        title.setText(text.title());
        file.setText(text.file());
        boolean present = !text.file().isEmpty();
        file.setVisible(present);
        pause.setVisible(present);
        filter.setVisible(present);
        all.setText(text.all());
        errors.setText(text.errors());
        warnings.setText(text.warnings());
        matches.setText(text.matches());
        pause.setText(text.pause());
        pauseIcon.setGlyph(model.pausedProperty().get() ? Glyph.RESUME : Glyph.PAUSE);
    }

    public void dispose() {
        model.textProperty().removeListener(textListener);
        list.dispose();
    }
}
