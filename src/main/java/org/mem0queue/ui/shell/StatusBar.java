package org.mem0queue.ui.shell;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;

/** The line at the bottom: who holds the lock, what worker and API do, when the files were read. */
final class StatusBar extends HBox {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");

    /** Of the amount: an empty text is drawn too, as nothing below the window. */
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private static final double ICON = 14;

    private final PartLabel watching = new PartLabel(Glyph.EYE);
    private final PartLabel lock = new PartLabel(Glyph.UNLOCK);
    private final PartLabel worker = new PartLabel(Glyph.WORKER);
    private final PartLabel api = new PartLabel(Glyph.SERVER);
    private final Button amount = new Button();
    private final Label read = new Label();
    private @Nullable Runnable openMemories;

    StatusBar() {
        getStyleClass().add("status");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        amount.getStyleClass().addAll("link", "amount");
        read.getStyleClass().add("read");
        // If room is short, the holder's name is what can be spared: health has it too.
        for (Region kept : new Region[] {worker, api, watching, amount, read}) {
            kept.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(lock, worker, api, watching, gap, amount, read);
    }

    /** Where the number of memories leads; before that it leads nowhere. */
    void setOnMemories(Runnable open) {
        openMemories = open;
    }

    void show(StatusText text) {
        lock.show(text.lock());
        worker.show(text.worker());
        api.show(text.api());
        watching.setText(text.watching());
        boolean managed = text.watching().isEmpty();
        watching.setVisible(!managed);
        watching.setManaged(!managed);
        amount.setText(text.amount());
        Runnable open = text.ofMemories() ? openMemories : null;
        amount.setOnAction(open == null ? null : event -> open.run());
        amount.setMouseTransparent(open == null);
        amount.setFocusTraversable(open != null);
        amount.pseudoClassStateChanged(NONE, text.amount().isEmpty());
        read.setText(text.read());
        Hint.set(read, text.readHelp());
    }

    private static final class PartLabel extends Label {
        private final Icon icon;

        PartLabel(Glyph glyph) {
            icon = new Icon(glyph, ICON);
            setGraphic(icon);
            getStyleClass().add("part");
        }

        void show(StatusText.Part part) {
            icon.setGlyph(part.glyph());
            setText(part.text());
            pseudoClassStateChanged(ALERT, part.alert());
        }
    }
}
