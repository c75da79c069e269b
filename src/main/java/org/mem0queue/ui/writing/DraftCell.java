package org.mem0queue.ui.writing;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;

import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One memory of a draft: how it stands, where, its first line, and why it is left out. */
final class DraftCell extends ListCell<@Nullable DraftRow> {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass LEFT_OUT = PseudoClass.getPseudoClass("left-out");
    private static final double ICON = 14;

    private final DraftText texts;
    private final BooleanSupplier oneProject;
    private final IntPredicate saved;
    private final Icon icon = new Icon(Glyph.PLUS, ICON);
    private final Label place = new Label();
    private final Label project = new Label();
    private final Label text = new Label();
    private final Label note = new Label();
    private final Tooltip whole = new Tooltip();
    private final HBox row = new HBox(icon, place, project, text, note);

    /**
     * @param oneProject whether every row has the same one, so that it need not be said
     * @param saved whether the fresh row of this index is saved already
     */
    DraftCell(DraftText texts, BooleanSupplier oneProject, IntPredicate saved) {
        this.texts = texts;
        this.oneProject = oneProject;
        this.saved = saved;
        getStyleClass().add("draft-cell");
        row.getStyleClass().add("draft-row");
        place.getStyleClass().add("place");
        project.getStyleClass().add("project");
        text.getStyleClass().add("first-line");
        note.getStyleClass().add("note");
        note.setMinWidth(USE_PREF_SIZE);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        // Never wider than the list: the text gives way.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable DraftRow item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (item == null || empty) {
            setGraphic(null);
            setTooltip(null);
            pseudoClassStateChanged(WRONG, false);
            pseudoClassStateChanged(LEFT_OUT, false);
            return;
        }
        boolean wrong = item.standing() instanceof Standing.Wrong;
        Glyph fresh = saved.test(getIndex()) ? Glyph.CHECK : Glyph.PLUS;
        icon.setGlyph(item.fresh() ? fresh : wrong ? Glyph.WARNING : Glyph.DASH);
        pseudoClassStateChanged(WRONG, wrong);
        pseudoClassStateChanged(LEFT_OUT, !wrong && !item.fresh());
        say(place, texts.place(item));
        // A row that is wrong and names none has more to say than the column is worth.
        boolean projects = !oneProject.getAsBoolean() && !(wrong && item.project().isEmpty());
        project.setText(item.project());
        project.setVisible(projects);
        project.setManaged(projects);
        say(text, item.firstLine());
        text.setManaged(true);
        say(note, texts.note(item));
        whole.setText(
                Stream.of(item.project(), note.getText())
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("\n")));
        setTooltip(whole.getText().isEmpty() ? null : whole);
        setGraphic(row);
    }

    private static void say(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }
}
