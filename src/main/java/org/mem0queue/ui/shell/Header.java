package org.mem0queue.ui.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.PopupWindow;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.util.function.Consumer;

/** The line at the top: which queue, look now, how the window looks. */
final class Header extends HBox {
    private static final double MENU_GAP = 4;

    private final ContextMenu menu = new ContextMenu();

    /**
     * @param look what is chosen now
     * @param choose told when a person chooses another
     */
    Header(
            ShellViewModel model,
            Messages words,
            Runnable lookNow,
            Appearance look,
            Consumer<Appearance> choose) {
        getStyleClass().add("header");
        Label queue = new Label(model.directory(), new Icon(Glyph.FOLDER));
        queue.getStyleClass().add("queue");
        queue.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        queue.setTooltip(new Tooltip(model.wholeDirectory()));
        queue.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(queue, Priority.ALWAYS);

        IconButton now =
                new IconButton(
                        Glyph.LOOK_NOW, words.text("header.look"), words.text("header.look.tip"));
        now.setOnAction(event -> lookNow.run());

        buildMenu(words, look, choose);
        IconButton more =
                new IconButton(Glyph.MORE, words.text("header.more"), words.text("header.more"));
        more.setOnAction(event -> toggleMenu(more));
        getChildren().addAll(queue, now, more);
    }

    /** Under the button, with its right edge: it must not leave the window at the side. */
    private void toggleMenu(Node button) {
        if (menu.isShowing()) {
            menu.hide();
            return;
        }
        Bounds at = button.localToScreen(button.getLayoutBounds());
        menu.show(button, at.getMaxX(), at.getMaxY() + MENU_GAP);
    }

    private void buildMenu(Messages words, Appearance look, Consumer<Appearance> choose) {
        menu.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_RIGHT);
        Label heading = new Label(words.text("look.title"));
        heading.getStyleClass().add("menu-heading");
        CustomMenuItem title = new CustomMenuItem(heading, false);
        title.setDisable(true);
        title.getStyleClass().add("heading-item");
        menu.getItems().add(title);
        ToggleGroup group = new ToggleGroup();
        for (Appearance each : Appearance.values()) {
            RadioMenuItem item = new RadioMenuItem(words.text(nameKey(each)));
            item.setToggleGroup(group);
            item.setSelected(each == look);
            item.setOnAction(event -> choose.accept(each));
            menu.getItems().add(item);
        }
    }

    private static String nameKey(Appearance look) {
        return switch (look) {
            case SYSTEM -> "look.system";
            case LIGHT -> "look.light";
            case DARK -> "look.dark";
        };
    }

    /** Hides the menu: ending the toolkit with a pop-up open crashes it. */
    void hidePopups() {
        menu.hide();
    }
}
