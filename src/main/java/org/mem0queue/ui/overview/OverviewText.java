package org.mem0queue.ui.overview;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.FindingRow;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Everything the overview says, ready to be shown. A value: two equal ones look the same, so the
 * view changes nothing when nothing changed.
 *
 * @param findings never empty: one line says so if there are none
 */
record OverviewText(
        Sentence sentence,
        List<Tile.Text> tiles,
        BalanceText balance,
        List<HealthRow.Text> health,
        List<FindingRow.Content> findings) {

    /** Before anything was read. */
    static OverviewText beforeFirstLook(Path directory, Messages words) {
        return new OverviewText(
                Sentence.beforeFirstLook(directory, words),
                Tiles.beforeFirstLook(words),
                BalanceText.beforeFirstLook(words),
                HealthLines.beforeFirstLook(words),
                List.of(new FindingRow.Content(Mark.NEUTRAL, words.text("findings.not-read"), "")));
    }

    /** A snapshot as seen at {@code now}. */
    static OverviewText of(QueueSnapshot snapshot, Instant now, Messages words) {
        Sentence sentence = Sentence.of(snapshot, now, words);
        return new OverviewText(
                sentence,
                Tiles.of(snapshot, sentence.kind(), words),
                BalanceText.of(snapshot, words),
                HealthLines.of(snapshot, now, words),
                findings(snapshot.findings(), words));
    }

    /** The loudest first; among equals the order they were found in. */
    private static List<FindingRow.Content> findings(List<Finding> findings, Messages words) {
        if (findings.isEmpty()) {
            return List.of(new FindingRow.Content(Mark.GOOD, words.text("findings.none"), ""));
        }
        FindingSentences sentences = FindingSentences.in(words.locale());
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .map(
                        f ->
                                new FindingRow.Content(
                                        mark(f.severity()),
                                        words.shortPaths(sentences.message(f)),
                                        words.shortPaths(sentences.action(f))))
                .toList();
    }

    private static Mark mark(Finding.Severity severity) {
        return switch (severity) {
            case NOTICE -> Mark.NOTICE;
            case WARNING -> Mark.WARNING;
            case CRITICAL -> Mark.CRITICAL;
        };
    }
}
