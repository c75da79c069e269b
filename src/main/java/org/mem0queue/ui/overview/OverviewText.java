package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.FindingRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Everything the overview says of one snapshot, ready to be shown. A value: two equal ones look the
 * same, so the view changes nothing when nothing changed.
 *
 * @param steps the buttons below the sentence
 * @param findings the loudest first; empty if nothing stood out
 */
record OverviewText(
        Sentence sentence,
        List<Step> steps,
        List<Tile.Text> tiles,
        BalanceText balance,
        AccountText account,
        List<HealthLine> health,
        List<FoundLine> findings) {

    /**
     * A finding.
     *
     * @param step where it leads; null if only what it says itself helps
     */
    record FoundLine(FindingRow.Content content, @Nullable Step step) {}

    /** Before anything was read. */
    static OverviewText beforeFirstLook(Path directory, Messages words) {
        return new OverviewText(
                Sentence.beforeFirstLook(directory, words),
                List.of(),
                Tiles.beforeFirstLook(words),
                BalanceText.beforeFirstLook(words),
                AccountText.NONE,
                HealthLines.beforeFirstLook(words),
                List.of());
    }

    /** A snapshot as seen at {@code now}, and nothing more is known. */
    static OverviewText of(QueueSnapshot snapshot, Instant now, Messages words) {
        return of(snapshot, Known.NOTHING, now, words);
    }

    /** A snapshot as seen at {@code now}. */
    static OverviewText of(QueueSnapshot snapshot, Known known, Instant now, Messages words) {
        Sentence sentence = Sentence.of(snapshot, known.lockLeft(), now, words);
        return new OverviewText(
                sentence,
                SentenceSteps.of(snapshot, sentence.kind(), words),
                Tiles.of(snapshot, sentence.kind(), known.trends(), words),
                BalanceText.of(snapshot, words),
                AccountText.of(snapshot, words),
                HealthLines.of(snapshot, known.lockLeft(), now, words),
                findings(snapshot, words));
    }

    /** The loudest first; among equals the order they were found in. */
    private static List<FoundLine> findings(QueueSnapshot snapshot, Messages words) {
        FindingSteps steps = new FindingSteps(snapshot.counts(), words);
        return snapshot.findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .map(finding -> new FoundLine(content(finding, words), steps.of(finding)))
                .toList();
    }

    private static FindingRow.Content content(Finding finding, Messages words) {
        FindingSentences sentences = FindingSentences.in(words.locale());
        return new FindingRow.Content(
                mark(finding.severity()),
                words.shortPaths(sentences.message(finding)),
                words.shortPaths(sentences.action(finding)));
    }

    private static Mark mark(Finding.Severity severity) {
        return switch (severity) {
            case NOTICE -> Mark.NOTICE;
            case WARNING -> Mark.WARNING;
            case CRITICAL -> Mark.CRITICAL;
        };
    }
}
