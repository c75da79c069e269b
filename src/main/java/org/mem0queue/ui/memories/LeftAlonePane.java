package org.mem0queue.ui.memories;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.text.Messages;

/** What an act left as it is, id by id. */
final class LeftAlonePane extends VBox {
    private final Label headline = new Label();
    private final ListView<LeftAlone.Line> lines = new ListView<>();

    LeftAlonePane(MemoriesViewModel model, Messages words) {
        getStyleClass().add("left-alone");
        headline.getStyleClass().add("section-title");
        headline.setWrapText(true);
        lines.setCellFactory(view -> new LineCell());
        lines.setAccessibleText(words.text("act.left-list"));
        VBox.setVgrow(lines, Priority.ALWAYS);
        Button close = new Button(words.text("act.left-close"));
        close.setOnAction(event -> model.acts().closeLeftAlone());
        getChildren().addAll(headline, lines, close);
    }

    void show(LeftAlone left) {
        headline.setText(left.headline());
        lines.getItems().setAll(left.lines());
    }

    /** Id above, reason below. */
    private static final class LineCell extends ListCell<LeftAlone.Line> {
        private final Label id = new Label();
        private final Label reason = new Label();
        private final VBox both = new VBox(id, reason);

        LineCell() {
            id.getStyleClass().add("mono");
            reason.setWrapText(true);
            reason.getStyleClass().add("reason");
            both.setMaxWidth(320);
        }

        @Override
        protected void updateItem(LeftAlone.Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
            } else {
                id.setText(line.id());
                reason.setText(line.reason());
                setGraphic(both);
            }
        }
    }
}
