package org.mem0queue.ui.overview;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** The projects of which most needs a person or waits; each opens its memories. */
final class ProjectList extends VBox {
    private static final int FEW = 6;

    /** As much of a name as has room; the tooltip has the whole. */
    private static final int NAME = 26;

    private final Navigator navigator;
    private final Messages words;

    ProjectList(Navigator navigator, Messages words) {
        this.navigator = navigator;
        this.words = words;
        getStyleClass().add("projects");
    }

    /** Told only what is new. */
    void show(List<ProjectCounts> projects) {
        getChildren().setAll(projects.stream().limit(FEW).map(this::row).toList());
        if (projects.size() > FEW) {
            Label others = new Label(words.count("projects.others", projects.size() - FEW));
            others.getStyleClass().add("others");
            getChildren().add(others);
        }
    }

    private Button row(ProjectCounts counts) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(new Label(shortened(counts.project())), gap);
        line.getStyleClass().add("project-line");
        List<String> spoken = new ArrayList<>();
        if (counts.needAPerson() > 0) {
            line.getChildren().add(number(StateWord.FAILED, counts.needAPerson()));
            spoken.add(words.count("projects.need", counts.needAPerson()));
        }
        if (counts.waiting() > 0) {
            line.getChildren().add(number(StateWord.PENDING, counts.waiting()));
            spoken.add(words.count("projects.waiting", counts.waiting()));
        }
        return RowButton.of(
                line,
                counts.project() + ": " + words.list(spoken),
                () -> navigator.open(Destination.Memories.ofProject(counts.project())),
                "project");
    }

    private Label number(StateWord state, long number) {
        Label label =
                new Label(words.number(number), new Icon(state.glyph(), 14, state.styleClass()));
        label.getStyleClass().addAll("amount", state.styleClass());
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    static String shortened(String name) {
        if (name.length() <= NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(NAME - 2)) ? NAME - 2 : NAME - 1;
        return name.substring(0, end) + "…";
    }
}
