package org.mem0queue.ui.writing;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.text.Messages;

import java.util.function.IntConsumer;

/** What was found, a row for each memory, under a sentence that counts them. */
final class DraftList extends VBox {
    private static final double ROW = 32;

    private final Label summary = new Label();
    private final CheckBox held = new CheckBox();
    private final ListView<DraftRow> rows = new ListView<>();
    private final DraftText texts;
    private boolean oneProject = true;
    private int firstWrong = -1;

    /** How many of the fresh ones stand above each row: they are saved in this order. */
    private int[] freshAbove = {};

    private int saved;

    /**
     * @param heldToo whether what its file keeps on hold is to be saved as well
     * @param chosen told the line of a row that was chosen
     */
    DraftList(Messages words, BooleanProperty heldToo, IntConsumer chosen) {
        getStyleClass().add("draft");
        setMinSize(0, 0);
        summary.getStyleClass().add("summary");
        summary.setWrapText(true);
        summary.setMinHeight(USE_PREF_SIZE);
        rows.setFixedCellSize(ROW);
        rows.setAccessibleText(words.text("writing.list"));
        texts = new DraftText(words);
        held.selectedProperty().bindBidirectional(heldToo);
        held.setWrapText(true);
        held.setMinHeight(USE_PREF_SIZE);
        offerHeld("");
        rows.setCellFactory(list -> new DraftCell(texts, () -> oneProject, this::isSaved));
        rows.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now != null) {
                                chosen.accept(now.line());
                            }
                        });
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().addAll(summary, held, rows);
    }

    private void offerHeld(String choice) {
        held.setText(choice);
        held.setVisible(!choice.isEmpty());
        held.setManaged(!choice.isEmpty());
    }

    void say(String sentence) {
        summary.setText(sentence);
    }

    /** Keeps the place: a list that is the same is left alone. */
    void show(Draft draft) {
        offerHeld(texts.heldChoice(draft));
        oneProject = draft.rows().stream().map(DraftRow::project).distinct().count() <= 1;
        if (!rows.getItems().equals(draft.rows())) {
            int selected = rows.getSelectionModel().getSelectedIndex();
            rows.getItems().setAll(draft.rows());
            if (selected >= 0 && selected < draft.rows().size()) {
                rows.getSelectionModel().select(selected);
            }
            count(draft);
        }
    }

    /** What cannot be saved is what a person has to see; a list that reads on stays where it is. */
    private void count(Draft draft) {
        int wrong = -1;
        int fresh = 0;
        freshAbove = new int[draft.rows().size()];
        for (int i = 0; i < draft.rows().size(); i++) {
            DraftRow row = draft.rows().get(i);
            freshAbove[i] = fresh;
            fresh += row.fresh() ? 1 : 0;
            wrong = wrong < 0 && row.standing() instanceof Standing.Wrong ? i : wrong;
        }
        if (wrong != firstWrong) {
            firstWrong = wrong;
            if (wrong >= 0) {
                rows.scrollTo(Math.max(0, wrong - 1));
            }
        }
    }

    private boolean isSaved(int index) {
        return index >= 0 && index < freshAbove.length && freshAbove[index] < saved;
    }

    /** Ticks the first of those that are fresh. */
    void tick(int number) {
        if (number != saved) {
            saved = number;
            rows.refresh();
        }
    }
}
