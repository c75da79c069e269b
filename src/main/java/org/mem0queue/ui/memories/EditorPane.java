package org.mem0queue.ui.memories;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.text.Messages;

import java.util.List;

/** Where the text and the project of one memory are changed. */
final class EditorPane extends VBox {
    private final MemoriesViewModel model;
    private final Messages words;
    private final TextField project = new TextField();
    private final TextArea content = new TextArea();
    private final Label refusal = new Label();
    private final Button retry = new Button();
    private final Button save = new Button();
    private final Button cancel = new Button();
    private @Nullable Editing editing;

    EditorPane(MemoriesViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("editor");
        Label projectName = new Label(words.text("memories.fact.project"));
        projectName.setLabelFor(project);
        Label contentName = new Label(words.text("memories.column.text"));
        contentName.setLabelFor(content);
        content.setWrapText(true);
        VBox.setVgrow(content, Priority.ALWAYS);
        refusal.getStyleClass().add("refusal");
        refusal.setWrapText(true);
        retry.getStyleClass().add("primary");
        retry.setText(words.text("memories.edit.retry"));
        save.getStyleClass().add("keep");
        save.setText(words.text("memories.edit.save"));
        cancel.setText(words.text("memories.edit.cancel"));
        cancel.getStyleClass().add("flat");
        for (Button button : List.of(retry, save, cancel)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        HBox buttons = new HBox(retry, save, cancel);
        buttons.getStyleClass().add("actions");
        getChildren().addAll(projectName, project, contentName, content, refusal, buttons);

        content.textProperty().addListener((property, before, now) -> judge());
        project.textProperty().addListener((property, before, now) -> judge());
        retry.setOnAction(event -> save(Editing.Then.RETRY));
        save.setOnAction(event -> save(Editing.Then.STAY));
        cancel.setOnAction(event -> model.closeEditor());
        retry.disableProperty()
                .bind(model.acts().busyProperty().or(refusal.textProperty().isNotEmpty()));
        save.disableProperty().bind(retry.disableProperty());
    }

    /** Opens it; what is being written already stays. */
    void open(Editing opened) {
        if (opened.equals(editing)) {
            return;
        }
        editing = opened;
        project.setText(opened.project());
        content.setText(opened.content());
        MemoryState state = opened.seen().state();
        boolean held = state == MemoryState.HELD; // and stays so
        boolean waits = state == MemoryState.PENDING || state == MemoryState.SPOOLED;
        retry.setVisible(!held);
        retry.setManaged(!held);
        save.getStyleClass().remove("primary");
        if (held) {
            save.getStyleClass().add("primary");
        }
        save.setVisible(!waits);
        save.setManaged(!waits);
        retry.setText(words.text(waits ? "memories.edit.save" : "memories.edit.retry"));
        judge();
        content.requestFocus();
        content.positionCaret(0);
    }

    /** What was written is not needed any more. */
    void close() {
        editing = null;
    }

    /** What was being written in another language goes on. */
    void takeOver(EditorPane before) {
        if (editing != null && editing.equals(before.editing)) {
            project.setText(before.project.getText());
            content.setText(before.content.getText());
        }
    }

    /** Whether closing would lose something. */
    boolean isChanged() {
        Editing now = editing;
        return now != null
                && !(content.getText().equals(now.content())
                        && project.getText().equals(now.project()));
    }

    private void judge() {
        String why = model.detail().refusal(content.getText(), project.getText());
        refusal.setText(why == null ? "" : why);
        refusal.setVisible(why != null);
        refusal.setManaged(why != null);
    }

    private void save(Editing.Then then) {
        Editing now = editing;
        if (now != null) {
            model.save(now, content.getText(), project.getText(), then);
        }
    }
}
