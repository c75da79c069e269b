package org.mem0queue.ui.activity;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.Optional;

/** The list of earlier states, and above it what is wrong with the queue file. */
final class BackupsView extends VBox {
    private final BackupsViewModel model;
    private final Messages words;
    private final Label alertSentence = PaneParts.wrapped("alert-sentence");
    private final Label alertCause = PaneParts.wrapped("alert-cause");
    private final Button alertButton = new Button();
    private final HBox alert = new HBox();
    private final ListView<CopyRow> list = new ListView<>();
    private boolean restoring;

    BackupsView(BackupsViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        build();
        bind();
    }

    private void build() {
        VBox alertWords = new VBox(alertSentence, alertCause, alertButton);
        alertWords.getStyleClass().add("alert-words");
        HBox.setHgrow(alertWords, Priority.ALWAYS);
        alert.getChildren().addAll(new Icon(Glyph.WARNING, 24, "critical"), alertWords);
        alert.getStyleClass().add("alert");
        alertButton.getStyleClass().add("alert-button");

        list.setItems(model.rows());
        list.setFixedCellSize(ActsView.ROW_HEIGHT);
        list.setCellFactory(view -> new CopyCell());
        list.setAccessibleText(words.text("backups.list"));
        list.getStyleClass().add("copies");
        Label empty = PaneParts.wrapped("empty");
        empty.textProperty().bind(model.emptyProperty());
        VBox place = new VBox(empty);
        place.getStyleClass().add("empty-place");
        list.setPlaceholder(place);
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox names = CopyCell.header(words);
        names.visibleProperty().bind(Bindings.isNotEmpty(model.rows()));
        names.managedProperty().bind(names.visibleProperty());
        getChildren().addAll(alert, names, list);
    }

    private void bind() {
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> chosen(now));
        model.rows().addListener((ListChangeListener<CopyRow>) change -> showSelection());
        model.sourceProperty()
                .addListener(
                        (property, before, now) -> {
                            showSelection();
                            showAlert();
                        });
        model.alertProperty().addListener((property, before, now) -> showAlert());
        showAlert();
        alertButton.setOnAction(
                event ->
                        model.alertProperty()
                                .get()
                                .ifPresent(shown -> model.select(shown.source())));
        list.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        model.close();
                    }
                });
    }

    private void chosen(@Nullable CopyRow row) {
        if (!restoring && row != null) {
            model.select(new RestoreSource.Copy(row.copy()));
        }
    }

    private void showSelection() {
        restoring = true;
        try {
            Optional<CopyRow> row = model.rowOf(model.sourceProperty().get());
            if (row.isEmpty()) {
                list.getSelectionModel().clearSelection();
            } else if (!row.get().equals(list.getSelectionModel().getSelectedItem())) {
                list.getSelectionModel().clearAndSelect(model.rows().indexOf(row.get()));
            }
        } finally {
            restoring = false;
        }
    }

    /** Its button is not needed where its preview is beside it already. */
    private void showAlert() {
        Optional<BackupsAlert> now = model.alertProperty().get();
        PaneParts.show(alert, now.isPresent());
        now.ifPresent(
                shown -> {
                    alertSentence.setText(shown.sentence());
                    alertCause.setText(shown.cause());
                    alertButton.setText(shown.button());
                    PaneParts.show(
                            alertButton,
                            !shown.button().isEmpty()
                                    && !shown.source().equals(model.sourceProperty().get()));
                });
    }
}
