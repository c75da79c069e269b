package org.mem0queue.ui.activity;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.util.Optional;

/** The list of acts with its filter. */
final class ActsView extends VBox {
    static final double ROW_HEIGHT = 32;

    private final ActsViewModel model;
    private final Messages words;
    private final TextField search = new TextField();
    private final MenuButton kinds = new MenuButton();
    private final HBox tools = new HBox();
    private final ListView<ActItem> list = new ListView<>();
    private final Button more = PaneParts.link();
    private boolean restoring;

    ActsView(ActsViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        build();
        bind();
    }

    private void build() {
        search.setPromptText(words.text("activity.search"));
        search.setAccessibleText(words.text("activity.search"));
        HBox.setHgrow(search, Priority.ALWAYS);
        IconButton clear =
                new IconButton(
                        Glyph.CLOSE, words.text("activity.clear"), words.text("activity.clear"));
        clear.setOnAction(event -> search.clear());
        clear.visibleProperty().bind(search.textProperty().isNotEmpty());
        clear.managedProperty().bind(clear.visibleProperty());
        HBox field = new HBox(new Icon(Glyph.SEARCH), search, clear);
        field.getStyleClass().add("search");
        HBox.setHgrow(field, Priority.SOMETIMES);
        kinds.getStyleClass().add("chooser");
        kinds.setMinWidth(Region.USE_PREF_SIZE);
        tools.getChildren().addAll(field, kinds);
        tools.getStyleClass().add("tools");

        list.setItems(model.items());
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new ActCell());
        list.setAccessibleText(words.text("activity.list"));
        list.setPlaceholder(placeholder());
        list.getStyleClass().add("acts");
        VBox.setVgrow(list, Priority.ALWAYS);
        more.setText(words.text("activity.older"));
        more.setOnAction(event -> model.readMore());
        HBox foot = new HBox(more);
        foot.getStyleClass().add("list-foot");
        foot.visibleProperty().bind(model.moreProperty());
        foot.managedProperty().bind(model.moreProperty());
        getChildren().addAll(list, foot);
    }

    private VBox placeholder() {
        Label text = PaneParts.wrapped("empty");
        text.textProperty().bind(model.emptyProperty());
        Button clear = PaneParts.link();
        clear.setText(words.text("activity.show-all"));
        clear.setOnAction(event -> model.clearFilter());
        clear.visibleProperty().bind(model.filteredProperty());
        VBox place = new VBox(text, clear);
        place.getStyleClass().add("empty-place");
        return place;
    }

    private void bind() {
        search.textProperty().bindBidirectional(model.textProperty());
        model.kinds().addListener((ListChangeListener<ActKind>) change -> fillKinds());
        model.kindProperty().addListener((property, before, now) -> fillKinds());
        fillKinds();
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> chosen(now));
        model.items()
                .addListener(
                        (ListChangeListener<ActItem>)
                                change -> {
                                    keepPlace(change);
                                });
        model.selectedProperty().addListener((property, before, now) -> showSelection());
        list.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        model.select(0);
                    }
                });
    }

    private void chosen(@Nullable ActItem item) {
        if (!restoring && item instanceof ActItem.Line line) {
            model.select(line.act().number());
        }
    }

    /** A new act above must not move what somebody reads, nor what is chosen. */
    private void keepPlace(ListChangeListener.Change<? extends ActItem> change) {
        int first = firstVisible();
        int grown = 0;
        while (change.next()) {
            grown += change.getAddedSize() - change.getRemovedSize();
        }
        int more = grown;
        javafx.application.Platform.runLater(
                () -> {
                    if (first > 0 && more > 0) {
                        list.scrollTo(first + more);
                    }
                });
        showSelection();
    }

    private int firstVisible() {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                        && flow.getFirstVisibleCell() != null
                ? flow.getFirstVisibleCell().getIndex()
                : 0;
    }

    private void showSelection() {
        restoring = true;
        try {
            int index = -1;
            for (int i = 0; i < model.items().size(); i++) {
                if (model.items().get(i) instanceof ActItem.Line line
                        && line.act().number() == model.selectedProperty().get()) {
                    index = i;
                }
            }
            if (index < 0) {
                list.getSelectionModel().clearSelection();
            } else if (index != list.getSelectionModel().getSelectedIndex()) {
                list.getSelectionModel().clearAndSelect(index);
            }
        } finally {
            restoring = false;
        }
    }

    private void fillKinds() {
        ToggleGroup group = new ToggleGroup();
        kinds.getItems().clear();
        kinds.getItems().add(kindItem(group, Optional.empty()));
        model.kinds().forEach(kind -> kinds.getItems().add(kindItem(group, Optional.of(kind))));
        kinds.setText(nameOf(model.kindProperty().get()));
    }

    private RadioMenuItem kindItem(ToggleGroup group, Optional<ActKind> kind) {
        RadioMenuItem item = new RadioMenuItem(nameOf(kind));
        item.setToggleGroup(group);
        item.setSelected(kind.equals(model.kindProperty().get()));
        item.setOnAction(event -> model.kindProperty().set(kind));
        return item;
    }

    private String nameOf(Optional<ActKind> kind) {
        return kind.map(model::kindName).orElseGet(() -> words.text("activity.kind.all"));
    }

    /** Search and kinds, for the bar above. */
    HBox tools() {
        return tools;
    }

    void hidePopups() {
        kinds.hide();
    }
}
