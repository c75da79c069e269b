package org.mem0queue.ui.overview;

import javafx.beans.binding.Bindings;
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

import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.logs.LogList;
import org.mem0queue.ui.logs.LogViewModel;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** The overview: sentence, numbers, proof, in this order; the live log fills what is left. */
public final class OverviewView extends ScrollPane {
    private static final PseudoClass FIRST = PseudoClass.getPseudoClass("first");

    private final OverviewViewModel model;
    private final LogViewModel log;
    private final Messages words;
    private final SentencePane sentence;
    private final List<Tile> tiles = new ArrayList<>();
    private final BalancePane balance = new BalancePane();
    private final List<HealthRow> health = new ArrayList<>();
    private final VBox healthRows = new VBox();
    private final FindingList findings;
    private final LogList lines;
    private final Runnable showLog;
    private final ChangeListener<OverviewText> listener = (property, before, now) -> show(now);

    /**
     * @param showLog goes to the log screen
     */
    public OverviewView(
            OverviewViewModel model, LogViewModel log, Messages words, Runnable showLog) {
        this.model = model;
        this.log = log;
        this.words = words;
        this.showLog = showLog;
        this.sentence = new SentencePane(words, showLog);
        this.findings = new FindingList(words);
        this.lines =
                new LogList(
                        log,
                        log.rows(),
                        // The log screen's filter is not ours: only a log without lines is empty.
                        Bindings.createStringBinding(
                                () -> log.textProperty().get().silent(), log.textProperty()),
                        words);
        build();
        model.textProperty().addListener(listener);
        show(model.textProperty().get());
    }

    private void build() {
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // The page scrolls by wheel and keys of the things in it; itself it is no stop on the way.
        setFocusTraversable(false);

        HBox strip = new HBox();
        strip.getStyleClass().add("tiles");
        for (StateWord state : StateWord.values()) {
            Tile tile = new Tile(state);
            // Six equal cells, whatever their words are.
            tile.setPrefWidth(0);
            tile.setMinWidth(0);
            HBox.setHgrow(tile, Priority.ALWAYS);
            tiles.add(tile);
            strip.getChildren().add(tile);
        }

        VBox found = section(words.text("findings.title"), findings);
        found.getStyleClass().add("findings");
        HBox.setHgrow(found, Priority.ALWAYS);
        VBox healthBox = section(words.text("health.title"), healthRows);
        healthBox.getStyleClass().add("health");
        HBox columns = new HBox(found, healthBox);
        columns.getStyleClass().add("columns");

        VBox top = new VBox(sentence, strip, balance, columns);
        top.getStyleClass().add("page-top");
        for (Node part : top.getChildren()) {
            ((Region) part).setMinHeight(Region.USE_PREF_SIZE);
        }
        top.setMinHeight(Region.USE_PREF_SIZE);

        VBox.setVgrow(lines, Priority.ALWAYS);
        VBox page = new VBox(top, logHead(), lines);
        page.getStyleClass().add("page");
        setContent(page);
    }

    private static VBox section(String title, Node content) {
        Label heading = new Label(title);
        heading.getStyleClass().add("section-title");
        HBox head = new HBox(heading);
        head.getStyleClass().add("section-head");
        return new VBox(head, content);
    }

    private HBox logHead() {
        Label heading = new Label(words.text("overview.log"));
        heading.getStyleClass().add("section-title");
        Label file = new Label();
        file.getStyleClass().add("aside");
        file.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> log.textProperty().get().file(), log.textProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button all = new Button(words.text("overview.log.all"));
        all.getStyleClass().add("link");
        all.setOnAction(event -> showLog.run());
        HBox head = new HBox(heading, file, gap, all);
        head.getStyleClass().addAll("section-head", "log-head");
        return head;
    }

    private void show(OverviewText text) {
        sentence.show(text.sentence());
        for (int i = 0; i < tiles.size(); i++) {
            tiles.get(i).show(text.tiles().get(i));
        }
        balance.show(text.balance());
        while (health.size() < text.health().size()) {
            HealthRow row = new HealthRow();
            row.pseudoClassStateChanged(FIRST, health.isEmpty());
            health.add(row);
            healthRows.getChildren().add(row);
        }
        for (int i = 0; i < health.size(); i++) {
            health.get(i).show(text.health().get(i));
        }
        findings.show(text.findings());
    }

    /** Lets go of the models, which live longer. */
    public void dispose() {
        model.textProperty().removeListener(listener);
        lines.dispose();
    }
}
