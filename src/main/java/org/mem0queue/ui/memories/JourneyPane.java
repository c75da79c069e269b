package org.mem0queue.ui.memories;

import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A memory's way: icon, time, sentence, a line between the icons. */
final class JourneyPane extends VBox {
    /** Where the line begins, in pixels from the top of a step. */
    private static final double BELOW_ICON = 19;

    /** Room for 14:02:26, in pixels. */
    private static final double TIME = 58;

    /** Room for 24 Oct 14:02. */
    private static final double DAY_AND_TIME = 92;

    private final Messages words;
    private final Clock clock;
    private final Label note = new Label();

    JourneyPane(Messages words, Clock clock) {
        this.words = words;
        this.clock = clock;
        getStyleClass().add("journey");
        note.getStyleClass().add("note");
        note.setWrapText(true);
    }

    void show(DetailViewModel.Journey journey) {
        getChildren().clear();
        List<JourneyStep> steps = journey.steps();
        Instant now = clock.instant();
        boolean today = steps.stream().allMatch(step -> words.isToday(step.time(), now));
        for (int i = 0; i < steps.size(); i++) {
            getChildren().add(line(steps.get(i), today, i == steps.size() - 1));
        }
        if (!journey.note().isEmpty()) {
            note.setText(journey.note());
            getChildren().add(note);
        }
    }

    private GridPane line(JourneyStep step, boolean today, boolean last) {
        Icon icon = new Icon(step.glyph(), step.styleClass());
        Label when =
                new Label(
                        today
                                ? words.clock(step.time())
                                : words.moment(step.time(), clock.instant()));
        when.getStyleClass().add("when");
        when.setMinWidth(Region.USE_PREF_SIZE);
        Hint.set(when, words.whole(step.time()));
        Label sentence = new Label(step.sentence());
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        GridPane line = new GridPane();
        line.getStyleClass().add("step");
        ColumnConstraints icons = new ColumnConstraints(16);
        ColumnConstraints times = new ColumnConstraints(today ? TIME : DAY_AND_TIME);
        ColumnConstraints sentences = new ColumnConstraints();
        sentences.setHgrow(Priority.ALWAYS);
        line.getColumnConstraints().addAll(icons, times, sentences);
        line.add(icon, 0, 0);
        line.add(when, 1, 0);
        line.add(sentence, 2, 0);
        GridPane.setValignment(icon, VPos.TOP);
        GridPane.setValignment(when, VPos.TOP);
        GridPane.setValignment(sentence, VPos.TOP);
        if (!last) {
            Region rule = new Region();
            rule.getStyleClass().add("rule");
            // From the icon to the next step, beside a sentence of whatever length.
            line.add(rule, 0, 0, 1, 2);
            GridPane.setMargin(rule, new Insets(BELOW_ICON, 0, 0, 0));
            RowConstraints below = new RowConstraints(12);
            line.getRowConstraints().addAll(new RowConstraints(), below);
        }
        return line;
    }
}
