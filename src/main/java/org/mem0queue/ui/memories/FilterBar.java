package org.mem0queue.ui.memories;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** Which memories are listed, and the one button for all of them. */
final class FilterBar extends HBox {
    /** More of a project's name has no room on its button. */
    private static final int LONGEST_PROJECT = 18;

    private static final double ARROW = 12;

    private final MemoriesViewModel model;
    private final Messages words;
    private final TextField search = new TextField();
    private final IconButton clear;
    private final Button project = new Button(null, new Icon(Glyph.DOWN, ARROW));
    private final Button grouping = new Button(null, new Icon(Glyph.DOWN, ARROW));
    private final IconButton more;
    private final Button primary = new Button();
    private final ContextMenu menu = new ContextMenu();
    private final ScopeMenu scopeMenu;
    private Runnable down = () -> {};
    private final ChangeListener<Query> queryListener = (p, before, now) -> show(now);
    private final ChangeListener<MemoriesText> textListener = (p, before, now) -> show(now);
    private final ChangeListener<@Nullable Editing> editingListener =
            (p, before, now) -> setLoud(now == null);

    FilterBar(MemoriesViewModel model, ScopeMenu scopeMenu, Messages words) {
        this.model = model;
        this.words = words;
        this.scopeMenu = scopeMenu;
        this.clear =
                new IconButton(
                        Glyph.CLOSE,
                        words.text("memories.clear"),
                        words.text("memories.clear.tip"));
        this.more =
                new IconButton(
                        Glyph.MORE, words.text("memories.more"), words.text("memories.more"));
        build();
        model.queryProperty().addListener(queryListener);
        model.textProperty().addListener(textListener);
        model.detail().editingProperty().addListener(editingListener);
        show(model.queryProperty().get());
        show(model.textProperty().get());
    }

    private void build() {
        getStyleClass().add("filter");
        search.setPromptText(words.text("memories.filter"));
        search.setAccessibleText(words.text("memories.filter"));
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox field = new HBox(new Icon(Glyph.SEARCH), search, clear);
        field.getStyleClass().add("search");
        clear.visibleProperty().bind(search.textProperty().isNotEmpty());
        clear.managedProperty().bind(clear.visibleProperty());
        clear.setOnAction(event -> search.clear());
        search.textProperty().addListener((property, before, now) -> model.setText(now));
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        for (Button choice : List.of(project, grouping)) {
            choice.getStyleClass().add("choice-button");
            choice.setContentDisplay(ContentDisplay.RIGHT);
            choice.setMinWidth(Region.USE_PREF_SIZE);
        }
        project.setOnAction(event -> openProjects());
        grouping.setOnAction(event -> openGroupings());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        more.setOnAction(event -> scopeMenu.open(more));
        setLoud(model.detail().editingProperty().get() == null);
        primary.setMinWidth(Region.USE_PREF_SIZE);
        primary.setOnAction(event -> model.pressPrimary());
        // What is asked is answered where it is asked.
        primary.disableProperty()
                .bind(model.acts().busyProperty().or(model.questionProperty().isNotNull()));
        getChildren().addAll(field, project, grouping, space, more, primary);
    }

    /** Beside an editor the loud button is the editor's. */
    private void setLoud(boolean loud) {
        primary.getStyleClass().remove("primary");
        if (loud) {
            primary.getStyleClass().add("primary");
        }
    }

    private void show(Query query) {
        if (!search.getText().equals(query.text())) {
            search.setText(query.text());
        }
        String chosen = query.project();
        project.setText(
                chosen == null
                        ? words.text("memories.projects.all")
                        : chosen.length() <= LONGEST_PROJECT
                                ? chosen
                                : chosen.substring(0, LONGEST_PROJECT) + "…");
        grouping.setText(words.text("memories.group-by", words.text(query.grouping().nameKey())));
    }

    private void show(MemoriesText text) {
        MemoriesText.Primary button = text.primary();
        primary.setVisible(button != null);
        primary.setManaged(button != null);
        // The last one of the row hangs over the edge, so that its glyph stands on it.
        more.getStyleClass().remove("edge");
        if (button == null) {
            more.getStyleClass().add("edge");
        }
        if (button != null) {
            primary.setText(button.text());
        }
    }

    private void openProjects() {
        List<MenuItem> items = new ArrayList<>();
        items.add(item(words.text("memories.projects.all"), () -> model.setProject(null)));
        Listing listing = model.listingProperty().get();
        if (listing != null) {
            for (String name : listing.projects()) {
                items.add(item(name, () -> model.setProject(name)));
            }
        }
        open(project, items);
    }

    private void openGroupings() {
        List<MenuItem> items = new ArrayList<>();
        for (Grouping one : Grouping.values()) {
            items.add(item(words.text(one.nameKey()), () -> model.setGrouping(one)));
        }
        open(grouping, items);
    }

    private static MenuItem item(String name, Runnable chosen) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> chosen.run());
        return item;
    }

    private void open(Button at, List<MenuItem> items) {
        menu.getItems().setAll(items);
        menu.show(at, Side.BOTTOM, 0, 4);
    }

    private void searchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            down.run();
            event.consume();
        }
    }

    /** What the arrow down does: to the rows. */
    void setOnDown(Runnable action) {
        down = action;
    }

    /** The one button for all of them. */
    Button primary() {
        return primary;
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    void hidePopups() {
        menu.hide();
        scopeMenu.hide();
    }

    void dispose() {
        hidePopups();
        model.queryProperty().removeListener(queryListener);
        model.textProperty().removeListener(textListener);
        model.detail().editingProperty().removeListener(editingListener);
    }
}
