package org.mem0queue.ui.activity;

import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with the queue file that a restore puts right. */
final class AlertWriter {
    private final Messages words;
    private final Clock clock;

    AlertWriter(Messages words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /**
     * The alert that is due; empty if none is.
     *
     * @param copies the earlier states that are kept
     * @param takenOut how many memories another program took out of the queue and can be put back
     */
    Optional<BackupsAlert> write(QueueSnapshot now, List<QueueCopy> copies, int takenOut) {
        String file = now.queueFile().state();
        Optional<QueueCopy> newest = newest(copies);
        if (file.equals("corrupt") || (file.equals("missing") && newest.isPresent())) {
            return Optional.of(unusable(now, newest));
        }
        boolean wiped =
                now.findings().stream().anyMatch(finding -> finding.code().equals("queue-wiped"));
        if (wiped) {
            Optional<QueueCopy> fullest =
                    copies.stream()
                            .filter(copy -> RestoreWords.readable(copy) && copy.onlyHere() > 0)
                            .max(Comparator.comparingLong(QueueCopy::onlyHere));
            if (fullest.isPresent()) {
                return Optional.of(
                        alert(
                                words.text("backups.wiped"),
                                words.count("backups.wiped.why", fullest.get().onlyHere()),
                                fullest));
            }
        }
        return takenOut == 0
                ? Optional.empty()
                : Optional.of(
                        new BackupsAlert(
                                words.count("backups.taken-out", takenOut),
                                words.text("backups.taken-out.why"),
                                words.text("backups.look-at-them"),
                                new RestoreSource.TakenOut()));
    }

    /** The newest state that can be read. */
    private static Optional<QueueCopy> newest(List<QueueCopy> copies) {
        return copies.stream()
                .filter(RestoreWords::readable)
                .max(Comparator.comparing(QueueCopy::time));
    }

    private BackupsAlert unusable(QueueSnapshot now, Optional<QueueCopy> best) {
        String problem = now.queueFile().problem();
        return alert(
                now.queueFile().state().equals("missing")
                        ? words.text("backups.missing")
                        : words.text("backups.corrupt"),
                best.isEmpty()
                        ? words.text(
                                "backups.corrupt.nothing", problem == null ? "" : sentence(problem))
                        : words.text(
                                "backups.corrupt.why",
                                problem == null ? "" : sentence(problem),
                                words.moment(best.get().time(), clock.instant()),
                                words.number(best.get().pending()),
                                words.number(best.get().failed())),
                best);
    }

    private BackupsAlert alert(String sentence, String cause, Optional<QueueCopy> copy) {
        return new BackupsAlert(
                sentence,
                cause,
                copy.map(
                                one ->
                                        words.text(
                                                "backups.look-at",
                                                words.moment(one.time(), clock.instant())))
                        .orElse(""),
                copy.<RestoreSource>map(RestoreSource.Copy::new)
                        .orElseGet(RestoreSource.None::new));
    }

    private String sentence(String problem) {
        return Prose.sentence(Reasons.told(problem, words));
    }
}
