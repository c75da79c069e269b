package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.List;

/** Acts and what came of them, in the person's language. */
final class ActWords {
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

    /** What is asked before it, where it cannot be taken back. */
    static String forGood(Wish wish, int number, Messages words) {
        return switch (wish) {
            case SENT -> words.count("question.sent", number);
            case RESEND -> words.count("question.resend", number);
            case RETRY, HOLD, RELEASE, DISCARD, RESTORE -> words.text("question.for-good");
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
                        .map(
                                one ->
                                        new LeftAlone.Line(
                                                one.id(), Reasons.sentence(one.reason(), words)))
                        .toList());
    }
}
