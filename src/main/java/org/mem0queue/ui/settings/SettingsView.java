package org.mem0queue.ui.settings;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** All settings below each other, and a field to find one. */
final class SettingsView extends VBox {
    private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");

    private final SettingsViewModel model;
    private final Messages words;
    private final Label title = new Label();
    private final Label place = new Label();
    private final HBox head = new HBox();
    private final TextField search = new TextField();
    private final Label problem = wrapped("problem-text");
    private final HBox problemBar = new HBox(new Icon(Glyph.WARNING), problem);
    private final VBox sections = new VBox();
    private final ScrollPane scroll = new ScrollPane(sections);
    private final Label noMatch = wrapped("empty");
    private final VBox nothing = new VBox();
    private final Map<SettingSection, VBox> boxes = new EnumMap<>(SettingSection.class);
    private final Map<SettingKey<?>, SettingRow> rows = new LinkedHashMap<>();
    private final DirectoryList directories;
    private final TestResultView api = new TestResultView();
    private final TestResultView worker = new TestResultView();

    SettingsView(SettingsViewModel model, Messages words, Choosers choosers) {
        this.model = model;
        this.words = words;
        this.directories = new DirectoryList(model, words, choosers);
        build();
        bind();
    }

    private void build() {
        getStyleClass().add("settings");
        title.getStyleClass().add("title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        search.setPromptText(words.text("settings.search"));
        search.setAccessibleText(words.text("settings.search"));
        HBox.setHgrow(search, Priority.ALWAYS);
        IconButton clear =
                new IconButton(
                        Glyph.CLOSE, words.text("settings.clear"), words.text("settings.clear"));
        clear.setOnAction(event -> search.clear());
        clear.visibleProperty().bind(search.textProperty().isNotEmpty());
        HBox field = new HBox(new Icon(Glyph.SEARCH), search, clear);
        field.getStyleClass().add("search");
        head.getChildren().setAll(title, field);
        head.getStyleClass().add("settings-head");
        place.getStyleClass().addAll("settings-place", "cut");
        problemBar.getStyleClass().add("settings-problem");
        HBox.setHgrow(problem, Priority.ALWAYS);

        for (SettingSection section : SettingSection.values()) {
            sections.getChildren().add(box(section));
        }
        Button showAll = new Button(words.text("settings.clear"));
        showAll.getStyleClass().add("link");
        showAll.setOnAction(event -> search.clear());
        nothing.getChildren().setAll(noMatch, showAll);
        nothing.getStyleClass().add("nothing-here");
        sections.getChildren().add(nothing);
        sections.getStyleClass().add("sections");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("page-scroll", "settings-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, place, problemBar, scroll);
    }

    private VBox box(SettingSection section) {
        Label heading = new Label(words.text(section.titleKey()));
        heading.getStyleClass().add("section-title");
        VBox box = new VBox(heading);
        box.getStyleClass().add("setting-section");
        if (section == SettingSection.QUEUE) {
            box.getChildren().add(directories);
        }
        section.keys().stream()
                .filter(SettingKey::isScope)
                .forEach(scope -> tellScope(heading, section, scope));
        for (SettingKey<?> key : section.keys()) {
            SettingRow row = new SettingRow(model.field(key), model.settingWords(), words);
            rows.put(key, row);
            box.getChildren().add(row);
        }
        if (section == SettingSection.API) {
            addTest(SettingKey.API_URL, "test-api", model.trials()::testApi, api);
            row(SettingKey.API_OWN_SERVER).addBelow(new SendingOnLine(model.sendingOn()));
        } else if (section == SettingSection.WORKER) {
            addTest(SettingKey.WORKER_COMMAND, "test-worker", model.trials()::testWorker, worker);
        }
        boxes.put(section, box);
        return box;
    }

    /** Says at the top of a section when it is not for all queue directories. */
    private void tellScope(Label heading, SettingSection section, SettingKey<?> scope) {
        String name = words.text(section.titleKey());
        heading.textProperty()
                .bind(
                        model.field(scope)
                                .aroundProperty()
                                .map(
                                        around ->
                                                SettingWords.isOwn(around.stored())
                                                        ? words.text("settings.section.own", name)
                                                        : name));
    }

    private void addTest(SettingKey<?> key, String styleClass, Runnable test, Node result) {
        Button button = new Button(words.text("settings.test"));
        button.getStyleClass().add(styleClass);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> test.run());
        SettingRow row = row(key);
        row.addButton(button);
        row.addBelow(result);
    }

    private SettingRow row(SettingKey<?> key) {
        return Objects.requireNonNull(rows.get(key));
    }

    private static Label wrapped(String styleClass) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }

    private void bind() {
        title.textProperty().bind(model.titleProperty());
        place.textProperty().bind(model.placeProperty());
        model.placeProperty().addListener((property, before, now) -> setAlone(now.isEmpty()));
        setAlone(model.placeProperty().get().isEmpty());
        place.visibleProperty().bind(model.placeProperty().isNotEmpty());
        place.managedProperty().bind(model.placeProperty().isNotEmpty());
        problem.textProperty().bind(model.problemProperty());
        problemBar.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problemBar.managedProperty().bind(model.problemProperty().isNotEmpty());
        search.textProperty().bindBidirectional(model.filterProperty());
        model.filterProperty().addListener((property, before, now) -> filter());
        model.keyProperty()
                .addListener((property, before, now) -> row(SettingKey.API_KEY).say(now));
        model.trials().apiProperty().addListener((property, before, now) -> api.show(now));
        model.trials().workerProperty().addListener((property, before, now) -> worker.show(now));
        filter();
    }

    /** Without the line below it, the title keeps its distance to what follows. */
    private void setAlone(boolean alone) {
        head.pseudoClassStateChanged(ALONE, alone);
    }

    private void filter() {
        boolean any = false;
        for (SettingSection section : SettingSection.values()) {
            boolean whole = model.fits(section);
            boolean some = false;
            for (SettingKey<?> key : section.keys()) {
                SettingRow row = row(key);
                boolean shown = whole || model.fits(row.field());
                show(row, shown);
                some |= shown;
            }
            if (section == SettingSection.QUEUE) {
                show(directories, whole);
                some |= whole;
            }
            show(Objects.requireNonNull(boxes.get(section)), some);
            any |= some;
        }
        noMatch.setText(words.text("settings.no-match", model.filterProperty().get().strip()));
        show(nothing, !any);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Brings a setting into sight and puts the cursor into it. */
    void goTo(String name) {
        model.filterProperty().set("");
        SettingKey.named(name)
                .map(key -> rows.getOrDefault(key, row(SettingKey.MODE)))
                .ifPresent(
                        row -> {
                            layout();
                            applyCss();
                            scroll.layout();
                            scrollTo(row);
                            row.focusEditor();
                        });
    }

    private void scrollTo(SettingRow row) {
        double inView = scroll.getViewportBounds().getHeight();
        double all = sections.getHeight();
        double top = sections.sceneToLocal(row.localToScene(row.getBoundsInLocal())).getMinY() - 48;
        scroll.setVvalue(all <= inView ? 0 : Math.clamp(top / (all - inView), 0, 1));
    }

    void hidePopups() {
        rows.values().forEach(SettingRow::hidePopups);
    }
}
