package org.mem0queue.ui.overview;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.fx.AfterFrame;
import org.mem0queue.ui.fx.Island;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** The overview: sentence, numbers, proof, in this order; then what happened last. */
final class OverviewView extends ScrollPane {
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");
    private static final PseudoClass DRAWN = PseudoClass.getPseudoClass("drawn");
    private static final PseudoClass SCROLLING = PseudoClass.getPseudoClass("scrolling");

    /** Less than any scroll bar takes. */
    private static final double EDGE = 4;

    private final OverviewViewModel model;
    private final Navigator navigator;
    private final Messages words;
    private final SentencePane sentence;
    private final List<Tile> tiles = new ArrayList<>();
    private final BalancePane balance;
    private final ChartPane chart;
    private final List<HealthRow> health = new ArrayList<>();
    private final VBox healthRows = new VBox();
    private final FindingList findings;
    private final VBox found;
    private final LatestList latest;
    private final ProjectList projects;
    private final VBox projectBox;
    private final ChangeListener<OverviewText> textListener = (property, before, now) -> show(now);
    private final AfterFrame rest = new AfterFrame(this);
    private final ChangeListener<Object> restListener =
            (property, before, now) -> rest.run(this::showRest);
    private final VBox page = new VBox();
    private List<Region> proof = List.of();
    private @Nullable OverviewText shown;
    private @Nullable OverviewText proved;
    private @Nullable List<ProjectCounts> counted;

    OverviewView(OverviewViewModel model, Navigator navigator, Messages words) {
        this.model = model;
        this.navigator = navigator;
        this.words = words;
        sentence = new SentencePane(navigator);
        balance = new BalancePane(navigator, words);
        chart = new ChartPane(model, words);
        findings = new FindingList(navigator, words);
        found = section(words.text("findings.title"), findings);
        latest = new LatestList(navigator);
        projects = new ProjectList(navigator, words);
        projectBox = section(words.text("projects.title"), projects);
        build();
        model.textProperty().addListener(textListener);
        model.chartProperty().addListener(restListener);
        model.latestProperty().addListener(restListener);
        model.projectsProperty().addListener(restListener);
        show(model.textProperty().get());
    }

    private void build() {
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // The page scrolls by wheel and keys of the things in it; itself it is no stop on the way.
        setFocusTraversable(false);

        found.getStyleClass().add("findings");
        projectBox.getStyleClass().add("side");
        VBox healthBox = section(words.text("health.title"), healthRows);
        healthBox.getStyleClass().addAll("side", "health");
        VBox happened = new VBox(latestHead(), latest);
        happened.getStyleClass().add("latest");
        VBox telling = new VBox(found, new Island(happened));
        telling.getStyleClass().add("telling");

        page.getStyleClass().add("overview-page");
        add(new Island(sentence), new Island(tileStrip()), new Island(balance));
        // Each column for itself: where there is no chart yet, the findings move up.
        VBox wide = new VBox(new Island(chart), telling);
        wide.getStyleClass().add("wide");
        VBox beside = new VBox(new Island(healthBox), projectBox);
        beside.getStyleClass().add("narrow-column");
        HBox columns = columns(wide, beside);
        columns.pseudoClassStateChanged(DRAWN, chart.drawnProperty().get());
        chart.drawnProperty()
                .addListener(
                        (property, before, now) -> columns.pseudoClassStateChanged(DRAWN, now));
        proof = List.of(columns);
        setContent(page);
        skinProperty().addListener((property, before, now) -> drawDirectly());
        viewportBoundsProperty()
                .addListener(
                        (property, before, now) ->
                                pseudoClassStateChanged(
                                        SCROLLING, now.getWidth() < getWidth() - EDGE));
    }

    /**
     * The skin keeps a picture of all that is in the page, which is drawn anew as a whole for one
     * changed number.
     */
    private void drawDirectly() {
        Node viewport = lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }

    private void add(Region... parts) {
        for (Region part : parts) {
            part.setMinHeight(Region.USE_PREF_SIZE);
            page.getChildren().add(part);
        }
    }

    private HBox tileStrip() {
        HBox strip = new HBox();
        strip.getStyleClass().add("tiles");
        for (StateWord state : StateWord.values()) {
            Tile tile = new Tile(state);
            // Six equal cells, whatever their words are.
            tile.setPrefWidth(0);
            tile.setMinWidth(0);
            tile.setMaxWidth(Double.MAX_VALUE);
            tile.setOnAction(
                    event -> navigator.open(Destination.Memories.of(MemoryGroup.of(state))));
            HBox.setHgrow(tile, Priority.ALWAYS);
            tiles.add(tile);
            strip.getChildren().add(tile);
        }
        return strip;
    }

    private static HBox columns(Node wide, Node side) {
        HBox.setHgrow(wide, Priority.ALWAYS);
        HBox columns = new HBox(wide, side);
        columns.getStyleClass().add("columns");
        return columns;
    }

    private static VBox section(String title, Node content) {
        Label heading = new Label(title);
        heading.getStyleClass().add("section-title");
        HBox head = new HBox(heading);
        head.getStyleClass().add("section-head");
        return new VBox(head, content);
    }

    private HBox latestHead() {
        Label heading = new Label(words.text("latest.title"));
        heading.getStyleClass().add("section-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button all = new Button(words.text("latest.all"));
        all.getStyleClass().add("link");
        all.setOnAction(event -> navigator.open(new Destination.Activity()));
        HBox head = new HBox(heading, gap, all);
        head.getStyleClass().addAll("section-head", "latest-head");
        return head;
    }

    /** The sentence and the numbers are what somebody looks for: they wait for nothing else. */
    private void show(OverviewText text) {
        OverviewText before = shown;
        shown = text;
        sentence.show(text.sentence(), text.steps());
        for (int i = 0; i < tiles.size(); i++) {
            Tile.Text tile = text.tiles().get(i);
            if (before == null || !tile.equals(before.tiles().get(i))) {
                tiles.get(i).show(tile);
            }
        }
        rest.run(this::showRest);
    }

    /** What proves the numbers, and what happened: many more parts than they have. */
    private void showRest() {
        OverviewText before = proved;
        OverviewText text = model.textProperty().get();
        proved = text;
        if (before == null
                || !text.balance().equals(before.balance())
                || !text.account().equals(before.account())) {
            balance.show(text.balance(), text.account());
        }
        showHealth(text.health(), before == null ? List.of() : before.health());
        findings.show(text.findings());
        setShown(found, !text.findings().isEmpty());
        chart.show(model.chartProperty().get());
        latest.show(model.latestProperty().get());
        showProjects(model.projectsProperty().get());
        if (model.hasLooked() && !page.getChildren().containsAll(proof)) {
            add(proof.toArray(Region[]::new));
        }
    }

    private void showHealth(List<HealthLine> lines, List<HealthLine> before) {
        for (int i = 0; i < lines.size(); i++) {
            HealthLine line = lines.get(i);
            if (health.size() <= i) {
                HealthRow row = new HealthRow();
                row.getStyleClass().add(line.kind().styleClass());
                row.pseudoClassStateChanged(FIRST, i == 0);
                health.add(row);
                healthRows.getChildren().add(row);
            }
            if (i < before.size() && line.equals(before.get(i))) {
                continue;
            }
            Step step = line.step();
            if (step == null) {
                health.get(i).show(line.text());
            } else {
                health.get(i)
                        .show(line.text(), step.verb(), () -> navigator.open(step.destination()));
            }
        }
    }

    private void showProjects(List<ProjectCounts> counts) {
        if (counts.equals(counted)) {
            return;
        }
        counted = counts;
        projects.show(counts);
        setShown(projectBox, !counts.isEmpty());
    }

    private static void setShown(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /** Lets go of the model, which lives longer. */
    void dispose() {
        rest.cancel();
        model.textProperty().removeListener(textListener);
        model.chartProperty().removeListener(restListener);
        model.latestProperty().removeListener(restListener);
        model.projectsProperty().removeListener(restListener);
    }
}
