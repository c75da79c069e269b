package org.mem0queue.ui.overview;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.FindingRow;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.List;
import java.util.Objects;

/**
 * The findings, the loudest first; beyond a few the rest waits behind a link, so that what follows
 * stays in sight.
 */
final class FindingList extends VBox {
    static final int FEW = 3;

    private final Navigator navigator;
    private final Messages words;
    private final Button more = new Button();
    private List<OverviewText.FoundLine> shown = List.of();
    private boolean all;

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

    /** Rebuilds only if something changed: a screen reader or the mouse may be on a row. */
    void show(List<OverviewText.FoundLine> findings) {
        if (findings.equals(shown)) {
            return;
        }
        boolean alike = isAlike(findings, shown);
        shown = findings;
        if (!alike) {
            rebuild();
            return;
        }
        for (int i = 0; i < getChildren().size(); i++) {
            if (getChildren().get(i) instanceof FindingRow row) {
                row.show(findings.get(i).content());
            }
        }
    }

    /** The same findings with other numbers: the rows can stay. */
    private static boolean isAlike(
            List<OverviewText.FoundLine> one, List<OverviewText.FoundLine> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Objects.equals(one.get(i).step(), other.get(i).step())
                    || one.get(i).content().mark() != other.get(i).content().mark()) {
                return false;
            }
        }
        return true;
    }

    private void rebuild() {
        // One more takes no more room than the link that would hide it.
        boolean few = shown.size() <= FEW + 1;
        getChildren()
                .setAll(
                        shown.stream()
                                .limit(all || few ? shown.size() : FEW)
                                .map(this::row)
                                .toList());
        if (!few) {
            more.setText(
                    all
                            ? words.text("findings.fewer")
                            : words.count("findings.more", shown.size() - FEW));
            getChildren().add(more);
        }
    }

    private FindingRow row(OverviewText.FoundLine line) {
        Step step = line.step();
        return step == null
                ? new FindingRow(line.content())
                : new FindingRow(
                        line.content(), step.verb(), () -> navigator.open(step.destination()));
    }
}
