package org.mem0queue.ui.settings;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.Mark;

/** What trying a setting gave: a mark, a sentence, some lines. */
final class TestResultView extends HBox {
    private final Icon icon = new Icon(Mark.NEUTRAL.glyph());
    private final VBox lines = new VBox();

    TestResultView() {
        getStyleClass().add("test-result");
        lines.getStyleClass().add("lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        getChildren().addAll(icon, lines);
        show(TestWords.Result.NONE);
    }

    void show(TestWords.Result result) {
        boolean any = !result.sentence().isEmpty();
        setVisible(any);
        setManaged(any);
        icon.setGlyph(result.mark().glyph());
        lines.getChildren().setAll(line(result.sentence(), "test-sentence"));
        result.details().forEach(text -> lines.getChildren().add(line(text, "test-detail")));
    }

    private static Label line(String text, String styleClass) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
