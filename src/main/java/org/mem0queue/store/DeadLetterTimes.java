package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;

import java.time.Duration;
import java.time.Instant;

/**
 * When an endless worker tries a dead letter again: min(30 s · 2^n, 1 h) after its last attempt.
 */
final class DeadLetterTimes {
    private static final double FIRST_PAUSE_S = 30;
    private static final double LONGEST_PAUSE_S = 3600;

    private DeadLetterTimes() {}

    /**
     * What to say behind the id of a dead letter that the worker takes care of.
     *
     * @param closed why the dead letters may not be changed
     */
    static String reason(String closed, Memory letter, Instant now) {
        return "is left to the worker: "
                + closed
                + " and tries it again "
                + next(letter.detail(), now)
                + "; stop it to do this";
    }

    private static String next(MemoryDetail detail, Instant now) {
        try {
            double attempts = number(detail.extra().getOrDefault("retry_count", "0"));
            String last = detail.extra().get("last_attempt");
            String moved = detail.extra().get("moved_to_dlq_at");
            String from = last != null ? last : moved;
            if (from != null) {
                double due =
                        number(from)
                                + Math.min(FIRST_PAUSE_S * Math.pow(2, attempts), LONGEST_PAUSE_S);
                double left = due - now.getEpochSecond();
                if (left > 0 && left <= LONGEST_PAUSE_S) {
                    return "in " + words(Duration.ofSeconds((long) Math.ceil(left)));
                }
                return "in its next round";
            }
        } catch (NumberFormatException unreadable) {
            // it does not say when
        }
        return "by itself, at the latest after an hour";
    }

    private static double number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static String words(Duration left) {
        return left.compareTo(Duration.ofMinutes(2)) < 0
                ? left.toSeconds() + " s"
                : left.toMinutes() + " min";
    }
}
