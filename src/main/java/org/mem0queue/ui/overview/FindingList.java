package org.mem0queue.ui.overview;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.FindingRow;
import org.mem0queue.ui.fx.Parts;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The findings, the loudest first; beyond a few the rest waits behind a link, so that what follows
 * stays in sight.
 */
final class FindingList extends VBox {
    static final int FEW = 3;

    private final Navigator navigator;
    private final Messages words;
    private final Button more = new Button();
    private final List<Row> rows = new ArrayList<>();
    private List<OverviewText.FoundLine> shown = List.of();
    private boolean all;

    /** What stands there, and what it was made for. */
    private record Row(OverviewText.FoundLine line, FindingRow node) {
        /** Mark and button are made once; the words can change. */
        boolean isLike(OverviewText.FoundLine other) {
            return Objects.equals(line.step(), other.step())
                    && line.content().mark() == other.content().mark();
        }
    }

    FindingList(Navigator navigator, Messages words) {
        this.navigator = navigator;
        this.words = words;
        more.getStyleClass().addAll("link", "more");
        more.setOnAction(
                event -> {
                    all = !all;
                    rebuild();
                    more.requestFocus();
                });
    }

    /** Changes only what is new: a screen reader or the mouse may be on a row. */
    void show(List<OverviewText.FoundLine> findings) {
        if (findings.equals(shown)) {
            return;
        }
        shown = findings;
        rebuild();
    }

    private void rebuild() {
        // One more takes no more room than the link that would hide it.
        boolean few = shown.size() <= FEW + 1;
        List<Node> parts = new ArrayList<>();
        List<Row> standing = new ArrayList<>(rows);
        rows.clear();
        for (OverviewText.FoundLine line : shown.subList(0, all || few ? shown.size() : FEW)) {
            Row row = take(standing, line);
            rows.add(row);
            parts.add(row.node());
        }
        if (!few) {
            more.setText(
                    all
                            ? words.text("findings.fewer")
                            : words.count("findings.more", shown.size() - FEW));
            parts.add(more);
        }
        Parts.show(getChildren(), parts);
    }

    /** The row that says the same, else one that only has another number; else a new one. */
    private Row take(List<Row> standing, OverviewText.FoundLine line) {
        Optional<Row> found =
                standing.stream()
                        .filter(row -> row.line().equals(line))
                        .findFirst()
                        .or(() -> standing.stream().filter(row -> row.isLike(line)).findFirst());
        if (found.isEmpty()) {
            return new Row(line, row(line));
        }
        standing.remove(found.get());
        found.get().node().show(line.content());
        return new Row(line, found.get().node());
    }

    private FindingRow row(OverviewText.FoundLine line) {
        Step step = line.step();
        return step == null
                ? new FindingRow(line.content())
                : new FindingRow(
                        line.content(), step.verb(), () -> navigator.open(step.destination()));
    }
}
