package org.mem0queue.ui.writing;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.mem0queue.ui.text.Messages;

/** The line at the bottom: the button, what came of it, and how far it is. */
final class SaveBar extends HBox {
    private final WritingViewModel model;
    private final Messages words;
    private final Button save = new Button();
    private final Label keys = new Label();
    private final Label reason = new Label();
    private final Button showSaved = new Button();
    private final Region gap = new Region();
    private final Button clear = new Button();
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = new Label();
    private final Button pause = new Button();
    private final Button stop = new Button();

    SaveBar(WritingViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("save-bar");
        save.getStyleClass().add("primary");
        save.setOnAction(event -> model.save());
        keys.setText(words.text("writing.keys"));
        keys.getStyleClass().add("keys");
        reason.getStyleClass().add("reason");
        reason.setWrapText(true);
        showSaved.setText(words.text("writing.show-saved"));
        showSaved.getStyleClass().add("link");
        showSaved.setOnAction(event -> model.showSaved());
        HBox.setHgrow(gap, Priority.ALWAYS);
        clear.setText(words.text("writing.clear"));
        clear.getStyleClass().add("flat");
        clear.setOnAction(event -> model.clear());
        stop.setText(words.text("writing.stop"));
        stop.setOnAction(event -> model.stop());
        bar.setAccessibleText(words.text("writing.progress"));
        for (Region kept : new Region[] {save, keys, showSaved, clear, progress, pause, stop}) {
            kept.setMinWidth(USE_PREF_SIZE);
        }
        model.textProperty().addListener((property, before, now) -> showClear());
        model.draftProperty().addListener((property, before, now) -> showClear());
        showClear();
    }

    private void showClear() {
        clear.setDisable(model.textProperty().get().isEmpty() && model.files().isEmpty());
    }

    void show(WritingState state) {
        WritingState.Progress now = state.progress();
        if (now != null) {
            bar.setProgress(now.part());
            progress.setText(now.sentence());
            pause.setText(words.text(now.paused() ? "writing.go-on" : "writing.pause"));
            pause.setOnAction(now.paused() ? event -> model.goOn() : event -> model.pause());
            if (!getChildren().contains(bar)) {
                getChildren().setAll(bar, progress, gap, pause, stop);
                pause.requestFocus();
            }
            return;
        }
        save.setText(state.save());
        save.setDisable(!state.canSave());
        reason.setText(state.reason());
        show(reason, !state.reason().isEmpty());
        show(keys, state.reason().isEmpty() && state.canSave());
        show(showSaved, state.showSaved());
        if (!getChildren().contains(save)) {
            getChildren().setAll(save, keys, reason, showSaved, gap, clear);
        }
    }

    private static void show(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }
}
