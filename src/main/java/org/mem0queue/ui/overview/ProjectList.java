package org.mem0queue.ui.overview;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.fx.Parts;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The projects of which most needs a person or waits; each opens its memories. */
final class ProjectList extends VBox {
    private static final int FEW = 6;

    /** More are too many lines here: the list of all memories has a filter that names each. */
    private static final int MOST = 60;

    /** As much of a name as has room; the tooltip has the whole. */
    private static final int NAME = 26;

    private final Navigator navigator;
    private final Messages words;
    private final Map<String, Row> rows = new HashMap<>();
    private final Button others = new Button();
    private List<ProjectCounts> shown = List.of();
    private boolean all;

    ProjectList(Navigator navigator, Messages words) {
        this.navigator = navigator;
        this.words = words;
        getStyleClass().add("projects");
        others.getStyleClass().addAll("link", "others");
        others.setOnAction(event -> openOthers());
    }

    private void openOthers() {
        if (shown.size() > MOST) {
            navigator.open(Destination.Memories.of(MemoryGroup.ALL));
            return;
        }
        all = !all;
        show(shown);
        others.requestFocus();
    }

    /** Told only what is new. */
    void show(List<ProjectCounts> projects) {
        shown = projects;
        rows.keySet().retainAll(projects.stream().map(ProjectCounts::project).toList());
        List<Node> parts = new ArrayList<>();
        int lines = all && projects.size() <= MOST ? projects.size() : FEW;
        for (ProjectCounts counts : projects.subList(0, Math.min(lines, projects.size()))) {
            Row row = rows.computeIfAbsent(counts.project(), Row::new);
            row.show(counts);
            parts.add(row.button);
        }
        if (projects.size() > FEW) {
            others.setText(
                    lines > FEW
                            ? words.text("projects.fewer")
                            : words.count("projects.others", projects.size() - FEW));
            parts.add(others);
        }
        Parts.show(getChildren(), parts);
    }

    /** One project; its numbers change, it stays. */
    private final class Row {
        final Button button;
        private final String project;
        private final Label needing = number(StateWord.FAILED);
        private final Label waiting = number(StateWord.PENDING);

        Row(String project) {
            this.project = project;
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox line = new HBox(new Label(shortened(project)), gap, needing, waiting);
            line.getStyleClass().add("project-line");
            button =
                    RowButton.of(
                            line,
                            project,
                            () -> navigator.open(Destination.Memories.ofProject(project)),
                            "project");
        }

        void show(ProjectCounts counts) {
            List<String> spoken = new ArrayList<>();
            show(needing, counts.needAPerson(), "projects.need", spoken);
            show(waiting, counts.waiting(), "projects.waiting", spoken);
            String whole = project + ": " + words.list(spoken);
            button.setAccessibleText(whole);
            Hint.set(button, whole);
        }

        private void show(Label label, long number, String key, List<String> spoken) {
            label.setVisible(number > 0);
            label.setManaged(number > 0);
            if (number > 0) {
                label.setText(words.number(number));
                spoken.add(words.count(key, number));
            }
        }

        private static Label number(StateWord state) {
            Label label = new Label("", new Icon(state.glyph(), 14, state.styleClass()));
            label.getStyleClass().addAll("amount", state.styleClass());
            label.setMinWidth(USE_PREF_SIZE);
            return label;
        }
    }

    static String shortened(String name) {
        if (name.length() <= NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(NAME - 2)) ? NAME - 2 : NAME - 1;
        return name.substring(0, end) + "…";
    }
}
