package org.mem0queue.ui.activity;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

/** One act beside the list: what it did, to which memories, and taking it back. */
final class ActPane extends VBox {
    private static final double ROW_HEIGHT = 28;

    private final ActsViewModel model;
    private final PageContext context;
    private final Messages words;
    private final Icon icon = new Icon(Glyph.NOTICE);
    private final Label name = new Label();
    private final Label sentence = PaneParts.wrapped("pane-title");
    private final VBox facts = new VBox();
    private final Label undoSentence = PaneParts.wrapped("prose");
    private final Button backups = PaneParts.link();
    private final Label heading = new Label();
    private final ListView<ActDetail.TargetLine> targets = new ListView<>();
    private final Label refused = PaneParts.wrapped("refused");
    private final Button allow = PaneParts.link();
    private final Button undo = new Button(null, new Icon(Glyph.UNDO));
    private ActDetail.Undo.@Nullable Possible possible;

    ActPane(ActsViewModel model, PageContext context) {
        this.model = model;
        this.context = context;
        this.words = context.words();
        build();
    }

    private void build() {
        getStyleClass().add("pane");
        HBox head = PaneParts.head(icon, name, words, () -> model.select(0));

        facts.getStyleClass().add("facts");
        backups.setText(words.text("activity.to-backups"));
        backups.setOnAction(event -> context.navigator().open(new Destination.Backups()));
        heading.getStyleClass().add("section-title");
        targets.setFixedCellSize(ROW_HEIGHT);
        targets.setCellFactory(view -> new TargetCell());
        targets.setAccessibleText(words.text("activity.targets"));
        targets.getStyleClass().add("targets");
        VBox.setVgrow(targets, Priority.ALWAYS);
        allow.setText(words.text("activity.to-mode"));
        allow.setOnAction(event -> context.navigator().open(new Destination.Settings("mode")));
        undo.getStyleClass().addAll("primary", "undo-act");
        undo.setOnAction(
                event -> {
                    if (possible != null) {
                        model.undo(possible);
                    }
                });
        VBox actions = new VBox(refused, allow, new HBox(undo));
        actions.getStyleClass().add("actions");
        getChildren()
                .addAll(
                        head,
                        PaneParts.scrolled(
                                sentence, facts, new VBox(undoSentence, backups), heading, targets),
                        actions);
    }

    void show(ActDetail detail) {
        icon.setGlyph(ActWords.glyph(detail.act().kind()));
        name.setText(detail.name());
        sentence.setText(detail.sentence());
        facts.getChildren().setAll(PaneParts.facts(detail.facts()));
        undoSentence.setText(detail.undo().sentence());
        PaneParts.show(
                backups,
                detail.undo() instanceof ActDetail.Undo.CannotBe cannot && cannot.toBackups());
        int reached = detail.act().doneIds().size();
        heading.setText(
                reached == detail.targets().size()
                        ? words.count("activity.memories", reached)
                        : words.count(
                                "activity.memories.some",
                                detail.targets().size(),
                                words.number(reached)));
        boolean any = !detail.targets().isEmpty();
        PaneParts.show(heading, any);
        PaneParts.show(targets, any);
        if (!targets.getItems().equals(detail.targets())) {
            targets.getItems().setAll(detail.targets());
        }
        possible = detail.undo() instanceof ActDetail.Undo.Possible it ? it : null;
        PaneParts.show(undo, possible != null);
        undo.setText(possible == null ? "" : possible.button());
        undo.setDisable(possible == null || !possible.refused().isEmpty());
        refused.setText(possible == null ? "" : possible.refused());
        PaneParts.show(refused, !refused.getText().isEmpty());
        PaneParts.show(allow, !refused.getText().isEmpty());
    }

    /** A memory: as the act left it or not, its id as a link, what became of it. */
    private final class TargetCell extends ListCell<ActDetail.TargetLine> {
        private final Icon mark = new Icon(Glyph.CHECK, 14);
        private final Hyperlink id = new Hyperlink();
        private final Label note = new Label();
        private final HBox line = new HBox(mark, id, note);

        TargetCell() {
            getStyleClass().add("target-cell");
            line.getStyleClass().add("target-line");
            setPrefWidth(0);
            id.getStyleClass().add("id");
            id.setMinWidth(Region.USE_PREF_SIZE);
            note.getStyleClass().addAll("note", "cut");
            note.setMinWidth(0);
        }

        @Override
        protected void updateItem(ActDetail.@Nullable TargetLine target, boolean isEmpty) {
            super.updateItem(target, isEmpty);
            Node shown = target == null || isEmpty ? null : line;
            setGraphic(shown);
            if (target != null && !isEmpty) {
                mark.setGlyph(target.asLeft() ? Glyph.CHECK : Glyph.DASH);
                id.setText(ActWords.shortId(target.id()));
                Hint.set(id, target.id());
                id.setOnAction(event -> model.openMemory(target.id()));
                id.setVisited(false);
                note.setText(target.note());
                Hint.set(note, target.note());
                setAccessibleText(target.id() + ", " + target.note());
            }
        }
    }
}
