package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

import java.util.List;
import java.util.Map;

/** Acts and what came of them, in the person's language. */
final class ActWords {
    /** Why the files leave a memory as it is, and how that is said here. */
    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("is waiting already", "reason.waiting"),
                    Map.entry("is waiting in the queue already", "reason.waiting"),
                    Map.entry("is on hold", "reason.held"),
                    Map.entry("is on hold already", "reason.held-already"),
                    Map.entry("is on hold: release it", "reason.held-release"),
                    Map.entry("is not on hold", "reason.not-held"),
                    Map.entry("is not sent unless you retry it", "reason.not-sent"),
                    Map.entry(
                            "cannot be held: another program has put something else where the held"
                                    + " ones belong",
                            "reason.held-no-list"),
                    Map.entry("is in the trash: restore it", "reason.in-trash"),
                    Map.entry("is in the trash already", "reason.in-trash-already"),
                    Map.entry("is not in the trash", "reason.not-in-trash"),
                    Map.entry("is not unclear", "reason.not-unclear"),
                    Map.entry("was sent already", "reason.sent"),
                    Map.entry("is in no file; `recover` puts it back", "reason.nowhere"),
                    Map.entry(
                            "is being uploaded now: try again when that has ended",
                            "reason.uploading"),
                    Map.entry("is in doubt: settle it with `resolve`", "reason.in-doubt"),
                    Map.entry("was changed since you looked", "reason.changed"),
                    Map.entry("was sent meanwhile or taken out by another program", "reason.gone"),
                    Map.entry("is so already", "reason.same"),
                    Map.entry(
                            "has no project, so no worker could send it: edit it first",
                            "reason.no-project"),
                    Map.entry("is no entry that a worker could send", "reason.no-entry"),
                    Map.entry("is no entry that could be edited", "reason.no-edit"),
                    Map.entry("has failed meanwhile", "reason.failed"),
                    Map.entry("has become a dead letter meanwhile", "reason.dead-letter"),
                    Map.entry("was discarded meanwhile", "reason.discarded"),
                    Map.entry("is in the emergency file", "reason.emergency"));

    private ActWords() {}

    /**
     * What was done.
     *
     * @param meant the memories as they were
     */
    static String done(Wish wish, List<Memory> meant, int number, Messages words) {
        return switch (wish) {
            case RETRY ->
                    meant.stream().allMatch(memory -> memory.state() == MemoryState.PENDING)
                            ? words.count("act.due", number)
                            : words.count("act.retried", number);
            case HOLD -> words.count("act.held", number);
            case RELEASE -> words.count("act.released", number);
            case DISCARD -> words.count("act.discarded", number);
            case RESTORE -> words.count("act.restored", number);
            case SENT -> words.count("act.settled", number);
            case RESEND -> words.count("act.resent", number);
        };
    }

    /** The button that does it to so many. */
    static String verb(Wish wish, int number, Messages words) {
        return switch (wish) {
            case RETRY -> words.count("verb.retry", number);
            case HOLD -> words.count("verb.hold", number);
            case RELEASE -> words.count("verb.release", number);
            case DISCARD -> words.count("verb.discard", number);
            case RESTORE -> words.count("verb.restore", number);
            case SENT -> words.count("verb.sent", number);
            case RESEND -> words.count("verb.resend", number);
        };
    }

    /** The same where one memory is meant. */
    static String verb(Wish wish, Messages words) {
        return switch (wish) {
            case RETRY -> words.text("verb.retry.this");
            case HOLD -> words.text("verb.hold.this");
            case RELEASE -> words.text("verb.release.this");
            case DISCARD -> words.text("verb.discard.this");
            case RESTORE -> words.text("verb.restore.this");
            case SENT -> words.text("verb.sent.this");
            case RESEND -> words.text("verb.resend.this");
        };
    }

    static LeftAlone leftAlone(List<Skipped> skipped, Messages words) {
        return new LeftAlone(
                words.count("act.left-alone", skipped.size()),
                skipped.stream()
                        .map(one -> new LeftAlone.Line(one.id(), reason(one.reason(), words)))
                        .toList());
    }

    /** A reason as a sentence; in English if it is one that nobody has translated. */
    static String reason(String reason, Messages words) {
        String key = REASONS.get(reason);
        return key == null ? Prose.sentence(reason) : words.text(key);
    }
}
