package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/**
 * What the screen says above the table. A pure function of what is there and what was asked for; it
 * never claims more than the snapshot proves.
 *
 * @param headline the sentence
 * @param cause one line of why, or of proof; may be empty
 */
record MemoriesSentence(String headline, String cause) {
    /** Before anything was read. */
    static MemoriesSentence beforeFirstLook(Messages words) {
        return new MemoriesSentence(words.text("memories.first-look"), "");
    }

    /**
     * @param listing null until one is made
     */
    static MemoriesSentence of(
            QueueSnapshot snapshot, Query query, @Nullable Listing listing, Messages words) {
        return new Writer(snapshot, query, listing, words).write();
    }

    /**
     * Whether what is counted in this group is only partly listed, the queue file being so large.
     */
    static boolean cutShort(QueueSnapshot snapshot, MemoryGroup group) {
        return snapshot.countsOnly()
                && switch (group) {
                    case ALL, PENDING, SENDING, FAILED, UNCLEAR -> true;
                    case SYNCED, LOST, TRASH -> false;
                };
    }

    private record Writer(
            QueueSnapshot snapshot, Query query, @Nullable Listing listing, Messages words) {

        MemoriesSentence write() {
            String unreadable = unreadable();
            if (unreadable != null) {
                return new MemoriesSentence(unreadable, problem());
            }
            String filtered = filtered();
            return new MemoriesSentence(
                    headline(query.group()),
                    join(filtered.isEmpty() ? proof(query.group()) : filtered, cutShort()));
        }

        /** An empty table says it by itself. */
        private String cutShort() {
            return listing == null
                            || listing.rows().isEmpty()
                            || !MemoriesSentence.cutShort(snapshot, query.group())
                    ? ""
                    : words.text("memories.counts-only");
        }

        private @Nullable String unreadable() {
            return switch (snapshot.queueFile().state()) {
                case "denied" -> words.text("memories.denied");
                case "corrupt" -> words.text("memories.corrupt");
                case "unstable" -> words.text("memories.unstable");
                default -> null;
            };
        }

        private String problem() {
            String problem = snapshot.queueFile().problem();
            return join(
                    problem == null ? "" : Prose.sentence(Reasons.told(problem, words)),
                    words.text("memories.unreadable.cause"));
        }

        private String headline(MemoryGroup group) {
            Counts counts = snapshot.counts();
            return switch (group) {
                case ALL -> worst(counts);
                case PENDING ->
                        count("memories.waiting.none", "memories.waiting", counts.waiting());
                case SENDING ->
                        count("memories.sending.none", "memories.sending", counts.inFlight());
                case SYNCED -> count("memories.synced.none", "memories.synced", synced());
                case FAILED ->
                        count("memories.failed.none", "memories.failed", counts.needAPerson());
                case UNCLEAR -> unclear(counts);
                case LOST ->
                        counts.lost().isEmpty()
                                ? words.text("memories.lost.unchecked")
                                : count(
                                        "memories.lost.none",
                                        "memories.lost",
                                        counts.lost().getAsLong());
                case TRASH -> count("memories.trash.none", "memories.trash", counts.trash());
            };
        }

        private String worst(Counts counts) {
            if (counts.lost().orElse(0) > 0) {
                return headline(MemoryGroup.LOST);
            }
            if (counts.needAPerson() > 0) {
                return headline(MemoryGroup.FAILED);
            }
            if (counts.inDoubt() + counts.uncertain().orElse(0) > 0) {
                return headline(MemoryGroup.UNCLEAR);
            }
            if (counts.waiting() > 0) {
                return headline(MemoryGroup.PENDING);
            }
            return words.text("memories.calm");
        }

        private String unclear(Counts counts) {
            long number = counts.inDoubt() + counts.uncertain().orElse(0);
            return number == 0 && counts.uncertain().isEmpty()
                    ? words.text("memories.unclear.unchecked")
                    : count("memories.unclear.none", "memories.unclear", number);
        }

        private long synced() {
            return snapshot.counts().syncedConfirmed() + snapshot.counts().syncedReported();
        }

        /** A sentence of its own for none. */
        private String count(String none, String key, long number) {
            return number == 0 ? words.text(none) : words.count(key, number);
        }

        private String filtered() {
            Listing shown = listing;
            if (shown == null || !query.filters() || shown.matching().isEmpty()) {
                return "";
            }
            String match = words.count("memories.match", shown.matching().size());
            return shown.error().isEmpty()
                    ? match + "."
                    : words.text("memories.match.error", match, Prose.sentence(shown.error()));
        }

        private String proof(MemoryGroup group) {
            Counts counts = snapshot.counts();
            return switch (group) {
                case ALL ->
                        counts.needAPerson() > 0
                                ? whereFailed(counts)
                                : counts.waiting() > 0 ? "" : arrived();
                case FAILED -> counts.needAPerson() > 0 ? whereFailed(counts) : arrived();
                case SYNCED -> synced() == 0 ? "" : confirmed();
                case PENDING ->
                        counts.held() > 0
                                ? words.count("memories.waiting.held", counts.held())
                                : counts.waiting() > 0 ? "" : arrived();
                case UNCLEAR ->
                        counts.inDoubt() + counts.uncertain().orElse(0) > 0
                                ? words.text("memories.unclear.cause")
                                : "";
                case TRASH -> counts.trash() > 0 ? words.text("memories.trash.cause") : "";
                case LOST -> counts.lost().orElse(0) > 0 ? words.text("memories.lost.cause") : "";
                case SENDING -> "";
            };
        }

        private String confirmed() {
            long confirmed = snapshot.counts().syncedConfirmed();
            return confirmed == 0
                    ? words.text("memories.synced.reported")
                    : words.count("memories.synced.confirmed", confirmed);
        }

        private String arrived() {
            long confirmed = snapshot.counts().syncedConfirmed();
            return synced() == 0
                    ? ""
                    : join(
                            words.count("memories.arrived", synced()),
                            confirmed == 0
                                    ? words.text("memories.arrived.unconfirmed")
                                    : words.count("memories.arrived.confirmed", confirmed));
        }

        private String whereFailed(Counts counts) {
            List<String> places = new ArrayList<>();
            if (counts.failed() > 0) {
                places.add(words.count("part.failed", counts.failed()));
            }
            if (counts.deadLetters() > 0) {
                places.add(words.count("part.dead-letters", counts.deadLetters()));
            }
            if (counts.emergency() > 0) {
                places.add(words.count("part.emergency", counts.emergency()));
            }
            return counts.failed() == counts.needAPerson() ? "" : words.list(places) + ".";
        }

        private static String join(String one, String two) {
            return one.isEmpty() ? two : two.isEmpty() ? one : one + " " + two;
        }
    }
}
