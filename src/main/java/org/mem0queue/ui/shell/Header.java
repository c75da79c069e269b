package org.mem0queue.ui.shell;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;

/** The line at the top: which queue, search, pause, sync. */
final class Header extends HBox {
    private static final double MENU_GAP = 4;
    private static final double CHEVRON = 12;
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final ContextMenu queueMenu = new ContextMenu();
    private final ContextMenu syncMenu = new ContextMenu();
    private final TextField search = new TextField();
    private final SyncViewModel sync;
    private final Messages words;
    private final IconButton pause;
    private final Icon syncIcon = new Icon(Glyph.WORKER);
    private final Button syncNow = new Button("", syncIcon);
    private final Button syncMore;
    private final CheckMenuItem keep;
    private final MenuItem worker;
    private final ChangeListener<SyncViewModel.Text> listener =
            (property, before, now) -> show(now);

    Header(ShellViewModel model, SyncViewModel sync, Messages words, ShellActs acts) {
        this.sync = sync;
        this.words = words;
        getStyleClass().add("header");

        Button queue = new Button(model.directory(), new Icon(Glyph.FOLDER));
        queue.getStyleClass().addAll("flat", "queue");
        queue.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Hint.set(queue, model.wholeDirectory());
        Icon chevron = new Icon(Glyph.DOWN, CHEVRON, "quiet");
        chevron.setMouseTransparent(true);
        HBox queueBox = new HBox(queue);
        queueBox.getStyleClass().add("queue-box");
        queue.setGraphic(new HBox(8, new Icon(Glyph.FOLDER)));
        queue.setOnAction(event -> openQueueMenu(queue, model, acts));

        HBox field = searchField();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);

        pause = new IconButton(Glyph.PAUSE, words.text("sync.pause"), words.text("sync.pause.tip"));
        pause.setOnAction(event -> sync.pauseOrResume());

        syncNow.setOnAction(event -> sync.press());
        syncNow.getStyleClass().add("sync-now");
        syncMore = new Button("", new Icon(Glyph.DOWN, CHEVRON));
        syncMore.getStyleClass().add("sync-more");
        syncMore.setAccessibleText(words.text("sync.more"));
        Hint.set(syncMore, words.text("sync.more"));
        MenuItem once = new MenuItem(words.text("sync.once"));
        once.setOnAction(event -> sync.sync());
        keep = new CheckMenuItem(words.text("sync.keep"));
        keep.setOnAction(
                event -> {
                    if (sync.textProperty().get().running()) {
                        sync.stop();
                    } else {
                        sync.keepSending();
                    }
                });
        worker = new MenuItem(words.text("sync.worker"));
        worker.setOnAction(event -> sync.runWorker());
        syncMenu.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_RIGHT);
        syncMenu.getItems().addAll(once, keep, worker);
        syncMore.setOnAction(event -> toggle(syncMenu, syncMore));
        HBox split = new HBox(syncNow, syncMore);
        split.getStyleClass().add("split");

        getChildren().addAll(queueBox, field, gap, pause, split);
        queue.setContentDisplay(javafx.scene.control.ContentDisplay.LEFT);
        queueBox.getChildren().add(chevron);
        sync.textProperty().addListener(listener);
        show(sync.textProperty().get());
    }

    private HBox searchField() {
        search.setPromptText(words.text("search.prompt"));
        search.setAccessibleText(words.text("search.prompt"));
        HBox.setHgrow(search, Priority.ALWAYS);
        Label key = new Label(words.text("search.key"));
        key.getStyleClass().add("key");
        key.visibleProperty().bind(search.textProperty().isEmpty());
        HBox box = new HBox(new Icon(Glyph.SEARCH), search, key);
        box.getStyleClass().addAll("search", "search-all");
        return box;
    }

    private void show(SyncViewModel.Text text) {
        syncNow.setText(text.button());
        Hint.set(syncNow, text.help());
        syncNow.setDisable(!text.possible());
        syncMore.setDisable(!text.possible());
        syncNow.pseudoClassStateChanged(RUNNING, text.running());
        syncIcon.setGlyph(text.running() ? Glyph.CLOSE : Glyph.WORKER);
        keep.setSelected(text.keeping());
        keep.setDisable(text.running() && !text.keeping());
        worker.setDisable(text.running());
        pause.setDisable(!text.possible());
        String name = words.text(text.paused() ? "sync.resume" : "sync.pause");
        pause.setAccessibleText(name);
        Hint.set(pause, words.text(text.paused() ? "sync.resume.tip" : "sync.pause.tip"));
        ((Icon) pause.getGraphic()).setGlyph(text.paused() ? Glyph.RESUME : Glyph.PAUSE);
    }

    /** Made when it is opened: what was opened before may have changed. */
    private void openQueueMenu(Node button, ShellViewModel model, ShellActs acts) {
        if (queueMenu.isShowing()) {
            queueMenu.hide();
            return;
        }
        queueMenu.getItems().clear();
        ToggleGroup group = new ToggleGroup();
        for (Path directory : acts.directories()) {
            RadioMenuItem item = new RadioMenuItem(words.path(directory));
            item.setToggleGroup(group);
            boolean present = directory.toString().equals(model.wholeDirectory());
            item.setSelected(present);
            item.setMnemonicParsing(false);
            item.setOnAction(
                    event -> {
                        if (!present) {
                            acts.openDirectory(directory);
                        }
                    });
            queueMenu.getItems().add(item);
        }
        MenuItem other = new MenuItem(words.text("queue.open-folder"));
        other.setOnAction(event -> acts.chooseDirectory());
        MenuItem demo = new MenuItem(words.text("queue.demo"));
        demo.setOnAction(event -> acts.openDemo());
        queueMenu.getItems().addAll(new SeparatorMenuItem(), other, demo);
        Bounds at = button.localToScreen(button.getLayoutBounds());
        queueMenu.show(button, at.getMinX(), at.getMaxY() + MENU_GAP);
    }

    /** Under the button, with its right edge: it must not leave the window at the side. */
    private static void toggle(ContextMenu menu, Node button) {
        if (menu.isShowing()) {
            menu.hide();
            return;
        }
        Bounds at = button.localToScreen(button.getLayoutBounds());
        menu.show(button, at.getMaxX(), at.getMaxY() + MENU_GAP);
    }

    TextField search() {
        return search;
    }

    /** Hides the menus: ending the toolkit with a pop-up open crashes it. */
    void hidePopups() {
        queueMenu.hide();
        syncMenu.hide();
    }

    void dispose() {
        hidePopups();
        sync.textProperty().removeListener(listener);
    }
}
