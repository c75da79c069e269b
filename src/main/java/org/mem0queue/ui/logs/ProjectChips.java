package org.mem0queue.ui.logs;

import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.text.Messages;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The projects whose lines are shown; pressing one takes it away. */
final class ProjectChips extends HBox {
    private static final double ICON = 12;

    /** A menu longer than the screen helps nobody; the search field finds the others. */
    private static final int MOST_OFFERED = 20;

    private static final int LONGEST_NAME = 24;

    private final LogsViewModel model;
    private final Messages words;
    private final MenuButton add;
    private List<String> offered = List.of();

    ProjectChips(LogsViewModel model, Messages words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("chips");
        setMinWidth(Region.USE_PREF_SIZE);
        add = new MenuButton(words.text("logs.project"), new Icon(Glyph.PLUS, ICON));
        add.getStyleClass().addAll("chip", "off");
        add.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().add(add);
    }

    void offer(List<String> projects) {
        List<String> first = projects.subList(0, Math.min(MOST_OFFERED, projects.size()));
        boolean any = !first.isEmpty() || !chosen().isEmpty();
        add.setVisible(any);
        add.setManaged(any);
        if (!first.equals(offered) && !add.isShowing()) {
            offered = first;
            fill();
        }
    }

    private Set<String> chosen() {
        return model.queryProperty().get().projects();
    }

    void show(Set<String> projects) {
        getChildren().setAll(new TreeSet<>(projects).stream().map(this::chip).toList());
        getChildren().add(add);
        fill();
    }

    private void fill() {
        add.getItems().setAll(offered.stream().map(this::item).toList());
    }

    private CheckMenuItem item(String project) {
        CheckMenuItem item = new CheckMenuItem(shortened(project));
        item.setMnemonicParsing(false);
        item.setSelected(chosen().contains(project));
        item.setOnAction(event -> toggle(project));
        return item;
    }

    private Button chip(String project) {
        Button chip = new Button(shortened(project), new Icon(Glyph.CLOSE, ICON));
        chip.setMnemonicParsing(false);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        String name = words.text("logs.project.remove", project);
        chip.setAccessibleText(name);
        Hint.set(chip, name);
        chip.setOnAction(event -> toggle(project));
        return chip;
    }

    private static String shortened(String project) {
        String line = project.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }

    private void toggle(String project) {
        Set<String> projects = new TreeSet<>(chosen());
        if (!projects.remove(project)) {
            projects.add(project);
        }
        model.setQuery(model.queryProperty().get().withProjects(projects));
    }

    void hide() {
        add.hide();
    }
}
