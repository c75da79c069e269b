package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Everything that the screen says around the table. Immutable; made of what is there and what was
 * asked for.
 *
 * @param primary the one button; null if there is nothing to press
 * @param hidden how many the filter hides, as a sentence; empty if none
 * @param countedOnly how many are counted and not listed, as a sentence; empty if none
 * @param empty what stands in the place of rows; null if there are rows
 * @param readOnly why nothing can be done; empty if something can
 * @param backupsHelp whether the queue file is damaged, and an earlier state of it may help
 */
record MemoriesText(
        MemoriesSentence sentence,
        List<Segment> segments,
        @Nullable Primary primary,
        String hidden,
        String countedOnly,
        @Nullable Empty empty,
        String readOnly,
        boolean backupsHelp) {

    /**
     * One of the groups, with how many it has.
     *
     * @param none whether nothing is known to be in it
     */
    record Segment(MemoryGroup group, String text, boolean none) {}

    /**
     * @param memories exactly those that the count on the button counts
     */
    record Primary(String text, Wish wish, List<Memory> memories) {}

    /**
     * @param sentence what is so; empty if the headline has said it
     * @param filtered whether clearing the filter helps
     * @param others the link to all that there is elsewhere; empty if there is nothing
     */
    record Empty(String sentence, boolean filtered, String others) {}

    /** From where there are no rows to where there are. */
    Query wayOut(Query from) {
        Query unfiltered = from.withoutFilter();
        return empty == null || empty.filtered()
                ? unfiltered
                : unfiltered.withGroup(MemoryGroup.ALL);
    }

    static MemoriesText beforeFirstLook(Messages words) {
        return new MemoriesText(
                MemoriesSentence.beforeFirstLook(words), List.of(), null, "", "", null, "", false);
    }

    /**
     * @param listing null until one is made
     * @param known how many would be listed under all
     * @param selected those that a person has marked
     */
    static MemoriesText of(
            QueueSnapshot snapshot,
            Query query,
            @Nullable Listing listing,
            int known,
            List<Memory> selected,
            Messages words) {
        return new Writer(snapshot, query, listing, known, selected, words).write();
    }

    private record Writer(
            QueueSnapshot snapshot,
            Query query,
            @Nullable Listing listing,
            int known,
            List<Memory> selected,
            Messages words) {

        MemoriesText write() {
            return new MemoriesText(
                    MemoriesSentence.of(snapshot, query, listing, words),
                    segments(),
                    primary(),
                    hidden(),
                    countedOnly(),
                    empty(),
                    snapshot.managed() ? "" : words.text("memories.watching"),
                    snapshot.queueFile().state().equals("corrupt"));
        }

        private List<Segment> segments() {
            List<Segment> segments = new ArrayList<>();
            for (MemoryGroup group : MemoryGroup.values()) {
                OptionalLong number = number(group);
                boolean shown =
                        group != MemoryGroup.LOST
                                || number.orElse(0) > 0
                                || query.group() == MemoryGroup.LOST;
                if (shown) {
                    String name = name(group);
                    segments.add(
                            new Segment(
                                    group,
                                    number.isEmpty()
                                            ? name
                                            : name + " " + words.number(number.getAsLong()),
                                    number.orElse(0) == 0));
                }
            }
            return segments;
        }

        private String name(MemoryGroup group) {
            StateWord word = group.word();
            if (word != null) {
                return words.text(word.nameKey());
            }
            return words.text(group == MemoryGroup.ALL ? "memories.all" : "memories.in-trash");
        }

        /** Not looked for yet is no number, nor is what stands in a file that can't be read. */
        private OptionalLong number(MemoryGroup group) {
            return readable() ? counted(group) : elsewhere(group);
        }

        private boolean readable() {
            return switch (snapshot.queueFile().state()) {
                case "ok", "missing" -> true;
                default -> false;
            };
        }

        /** Dead letters, the emergency file and the trash are files of their own. */
        private OptionalLong elsewhere(MemoryGroup group) {
            return switch (group) {
                case ALL, PENDING, SENDING, SYNCED, UNCLEAR -> OptionalLong.empty();
                case FAILED ->
                        snapshot.counts().needAPerson() == 0
                                ? OptionalLong.empty()
                                : counted(group);
                case LOST, TRASH -> counted(group);
            };
        }

        private OptionalLong counted(MemoryGroup group) {
            Counts counts = snapshot.counts();
            long synced = counts.syncedConfirmed() + counts.syncedReported();
            return switch (group) {
                case ALL ->
                        OptionalLong.of(
                                counts.here()
                                        + synced
                                        + counts.uncertain().orElse(0)
                                        + counts.lost().orElse(0));
                case PENDING -> OptionalLong.of(counts.waiting());
                case SENDING -> OptionalLong.of(counts.inFlight());
                case SYNCED -> OptionalLong.of(synced);
                case FAILED -> OptionalLong.of(counts.needAPerson());
                case UNCLEAR -> OptionalLong.of(counts.inDoubt() + counts.uncertain().orElse(0));
                case LOST -> counts.lost();
                case TRASH -> OptionalLong.of(counts.trash());
            };
        }

        private @Nullable Primary primary() {
            Listing shown = listing;
            if (shown == null || !snapshot.managed()) {
                return null;
            }
            boolean several = selected.size() > 1;
            List<Memory> meant = several ? selected : shown.matching();
            for (Wish wish : wishes()) {
                List<Memory> fitting =
                        meant.stream().filter(wish::fits).filter(this::needsAPerson).toList();
                if (!fitting.isEmpty()) {
                    return new Primary(verb(wish, fitting.size(), several), wish, fitting);
                }
            }
            return null;
        }

        /** What a person most likely wants here, the likeliest first. */
        private List<Wish> wishes() {
            return switch (query.group()) {
                case TRASH -> List.of(Wish.RESTORE);
                case UNCLEAR, LOST -> List.of(Wish.RESEND);
                // What a person holds back is not let go by a button that is always there.
                case PENDING ->
                        selected.size() > 1
                                ? List.of(Wish.RETRY, Wish.RELEASE)
                                : List.of(Wish.RETRY);
                case ALL, FAILED -> List.of(Wish.RETRY);
                case SENDING, SYNCED -> List.of();
            };
        }

        /** Among all of them, what waits for its next try by itself is not what is meant. */
        private boolean needsAPerson(Memory memory) {
            return query.group() != MemoryGroup.ALL || memory.state() != MemoryState.PENDING;
        }

        private String verb(Wish wish, int number, boolean several) {
            if (wish == Wish.RELEASE) {
                return words.count("button.release.selected", number);
            }
            if (query.group() == MemoryGroup.PENDING) {
                return words.count("button.send-now", number);
            }
            if (several) {
                return switch (wish) {
                    case RESTORE -> words.count("button.restore.selected", number);
                    case RESEND -> words.count("button.resend.selected", number);
                    default -> words.count("button.retry.selected", number);
                };
            }
            if (query.filters()) {
                return switch (wish) {
                    case RESTORE -> words.count("button.restore.matching", number);
                    case RESEND -> words.count("button.resend.matching", number);
                    default -> words.count("button.retry.matching", number);
                };
            }
            return switch (wish) {
                case RESTORE -> words.count("button.restore", number);
                case RESEND -> words.count("button.resend", number);
                default -> words.count("button.retry", number);
            };
        }

        private String hidden() {
            Listing shown = listing;
            if (shown == null
                    || !query.filters()
                    || shown.hidden() == 0
                    || shown.matching().isEmpty()) {
                return "";
            }
            String by =
                    query.text().isBlank()
                            ? words.text("memories.hidden.project", String.valueOf(query.project()))
                            : words.text("memories.hidden.text", query.text().strip());
            return words.count("memories.hidden", shown.hidden(), by);
        }

        /** Of many that have left the files nothing but their number is known. */
        private String countedOnly() {
            Listing shown = listing;
            if (shown == null
                    || shown.rows().isEmpty()
                    || MemoriesSentence.cutShort(snapshot, query.group())) {
                return "";
            }
            long listed = shown.matching().size() + (long) shown.hidden();
            long more = number(query.group()).orElse(0) - listed;
            return more <= 0 ? "" : words.count("memories.counted-only", more);
        }

        private @Nullable Empty empty() {
            Listing shown = listing;
            if (shown == null || !shown.rows().isEmpty()) {
                return null;
            }
            if (MemoriesSentence.cutShort(snapshot, query.group())) {
                return new Empty(words.text("memories.counts-only"), false, "");
            }
            if (query.filters() && shown.hidden() > 0) {
                return new Empty(
                        words.count(
                                "memories.nothing-matches",
                                shown.hidden(),
                                query.text().isBlank()
                                        ? String.valueOf(query.project())
                                        : query.text().strip()),
                        true,
                        "");
            }
            // Of what has left the files often nothing but the number is known: no list.
            int others = query.group() == MemoryGroup.ALL || !readable() ? 0 : known;
            return new Empty(
                    nothing(), false, others == 0 ? "" : words.count("memories.others", others));
        }

        private String nothing() {
            boolean remembered =
                    Arrays.asList(
                                    MemoryGroup.ALL,
                                    MemoryGroup.SYNCED,
                                    MemoryGroup.UNCLEAR,
                                    MemoryGroup.LOST)
                            .contains(query.group());
            if (remembered && number(query.group()).orElse(0) > 0) {
                return words.text("memories.not-remembered");
            }
            return ""; // the sentence above says it, with its proof
        }
    }
}
