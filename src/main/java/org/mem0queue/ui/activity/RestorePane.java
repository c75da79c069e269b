package org.mem0queue.ui.activity;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.util.Optional;

/** What a restore would do, beside the list of earlier states, and the button that does it. */
final class RestorePane extends VBox {
    private static final double ROW_HEIGHT = 28;

    private final BackupsViewModel model;
    private final PageContext context;
    private final Messages words;
    private final Label name = new Label();
    private final Label sentence = PaneParts.wrapped("pane-title");
    private final Label place = new Label();
    private final VBox facts = new VBox();
    private final VBox notes = new VBox();
    private final Label incidentNote = PaneParts.wrapped("note");
    private final Label incidentRefused = PaneParts.wrapped("refused");
    private final Button closeIncident = new Button();
    private final VBox incident = new VBox(incidentNote, closeIncident, incidentRefused);
    private final HBox staleBar = new HBox();
    private final ListView<RestorePreview.Line> lines = new ListView<>();
    private final Label moreLines = PaneParts.wrapped("note");
    private final CheckBox uncertain = new CheckBox();
    private final Label refused = PaneParts.wrapped("refused");
    private final Button allow = PaneParts.link();
    private final Button restore = new Button();

    RestorePane(BackupsViewModel model, PageContext context) {
        this.model = model;
        this.context = context;
        this.words = context.words();
        build();
    }

    private void build() {
        getStyleClass().add("pane");
        HBox head = PaneParts.head(new Icon(Glyph.ACTIVITY), name, words, model::close);
        place.getStyleClass().addAll("place", "cut");
        place.setMinWidth(0);
        // Its end tells it from the others.
        place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        facts.getStyleClass().add("facts");
        notes.getStyleClass().add("notes");
        incident.getStyleClass().add("incident");
        closeIncident.getStyleClass().add("close-incident");
        closeIncident.setOnAction(event -> model.incidents().close());
        model.incidents().property().addListener((property, before, now) -> show(now));
        show(model.incidents().property().get());

        Label changed = PaneParts.wrapped("prose");
        changed.setText(words.text("backups.stale"));
        HBox.setHgrow(changed, Priority.ALWAYS);
        Button again = PaneParts.link();
        again.setText(words.text("backups.look-again"));
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(event -> model.lookAgain());
        staleBar.getChildren().addAll(new Icon(Glyph.NOTICE), changed, again);
        staleBar.getStyleClass().add("stale");

        lines.setFixedCellSize(ROW_HEIGHT);
        lines.setCellFactory(view -> new LineCell());
        lines.setAccessibleText(words.text("backups.lines"));
        lines.getStyleClass().add("targets");
        VBox.setVgrow(lines, Priority.ALWAYS);

        uncertain.setWrapText(true);
        uncertain.setMinHeight(Region.USE_PREF_SIZE);
        uncertain.selectedProperty().bindBidirectional(model.alsoUncertainProperty());
        allow.setText(words.text("activity.to-mode"));
        allow.setOnAction(event -> context.navigator().open(new Destination.Settings("mode")));
        restore.getStyleClass().addAll("primary", "restore");
        restore.setOnAction(event -> model.restore());
        VBox actions = new VBox(uncertain, refused, allow, new HBox(restore));
        actions.getStyleClass().add("actions");
        getChildren()
                .addAll(
                        head,
                        PaneParts.scrolled(
                                sentence, place, facts, notes, incident, staleBar, lines,
                                moreLines),
                        actions);
    }

    private void show(Optional<Incident> now) {
        PaneParts.show(incident, now.isPresent());
        now.ifPresent(
                shown -> {
                    incidentNote.setText(shown.note());
                    closeIncident.setText(shown.button());
                    closeIncident.setDisable(!shown.refused().isEmpty());
                    incidentRefused.setText(shown.refused());
                    PaneParts.show(incidentRefused, !shown.refused().isEmpty());
                });
    }

    void show(RestoreDetail detail) {
        name.setText(detail.title());
        sentence.setText(detail.sentence());
        place.setText(detail.place());
        Hint.set(place, detail.place());
        PaneParts.show(place, !detail.place().isEmpty());
        facts.getChildren().setAll(PaneParts.facts(detail.facts()));
        PaneParts.show(facts, !detail.facts().isEmpty());
        notes.getChildren()
                .setAll(
                        detail.notes().stream()
                                .map(
                                        text -> {
                                            Label note = PaneParts.wrapped("note");
                                            note.setText(text);
                                            return note;
                                        })
                                .toList());
        PaneParts.show(notes, !detail.notes().isEmpty());
        PaneParts.show(staleBar, detail.stale());
        PaneParts.show(lines, !detail.lines().isEmpty());
        if (!lines.getItems().equals(detail.lines())) {
            lines.getItems().setAll(detail.lines());
        }
        moreLines.setText(detail.moreLines());
        PaneParts.show(moreLines, !detail.moreLines().isEmpty());
        uncertain.setText(detail.uncertainChoice());
        PaneParts.show(uncertain, !detail.uncertainChoice().isEmpty());
        refused.setText(detail.refused());
        boolean button = !detail.button().isEmpty();
        PaneParts.show(refused, button && !detail.refused().isEmpty());
        PaneParts.show(allow, button && !detail.refused().isEmpty());
        restore.setText(detail.button());
        PaneParts.show(restore, button);
        restore.setDisable(!detail.refused().isEmpty() || detail.stale());
    }

    /** A memory: where it goes, its project, its first line. */
    private static final class LineCell extends ListCell<RestorePreview.Line> {
        private final Icon icon = new Icon(Glyph.PENDING, 14);
        private final Label project = new Label();
        private final Label text = new Label();
        private final HBox line = new HBox(icon, project, text);

        LineCell() {
            getStyleClass().add("target-cell");
            line.getStyleClass().add("target-line");
            setPrefWidth(0);
            project.getStyleClass().addAll("project", "cut");
            text.getStyleClass().addAll("text-line", "cut");
            text.setMinWidth(0);
        }

        @Override
        protected void updateItem(RestorePreview.@Nullable Line memory, boolean isEmpty) {
            super.updateItem(memory, isEmpty);
            if (memory == null || isEmpty) {
                setGraphic(null);
                return;
            }
            setGraphic(line);
            StateWord word = word(memory.to());
            icon.setGlyph(word.glyph());
            for (StateWord other : StateWord.values()) {
                icon.getStyleClass().remove(other.styleClass());
            }
            icon.getStyleClass().add(word.styleClass());
            project.setText(memory.project());
            text.setText(memory.text());
        }

        private static StateWord word(MemoryState state) {
            StateWord word = MemoryGroup.wordOf(state);
            return word == null ? StateWord.PENDING : word;
        }
    }
}
