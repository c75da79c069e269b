package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One memory with everything that its file says, decoded in the background. Immutable.
 *
 * @param content null if it has none
 * @param secrets where they stand in the content
 * @param facts names and values, in order
 */
record Detail(
        Memory memory, @Nullable String content, List<Secrets.Range> secrets, List<Fact> facts) {

    /** Beyond this a value of an unknown field helps nobody. */
    private static final int LONGEST_VALUE = 200;

    /**
     * @param copied what its button puts on the clipboard; null for no button
     */
    record Fact(String name, String value, @Nullable String copied) {
        Fact(String name, String value) {
            this(name, value, null);
        }
    }

    /** Decodes an entry; not for the JavaFX thread. */
    static Detail read(Memory memory, Instant now, Messages words) {
        MemoryDetail entry = memory.detail();
        String content = entry.content();
        return new Detail(
                memory,
                content,
                content == null ? List.of() : Secrets.in(content),
                facts(memory, entry, now, words));
    }

    private static List<Fact> facts(
            Memory memory, MemoryDetail entry, Instant now, Messages words) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        words.text("memories.fact.project"),
                        memory.projectId().orElse(words.text("memories.no-project"))));
        facts.add(new Fact(words.text("memories.fact.id"), memory.id(), memory.id()));
        facts.add(
                new Fact(words.text("memories.fact.where"), words.text(exactKey(memory.state()))));
        String size =
                words.count(
                        "memories.characters",
                        Optional.ofNullable(entry.content())
                                .map(text -> text.codePointCount(0, text.length()))
                                .orElse(0));
        facts.add(
                new Fact(
                        words.text("memories.fact.saved"),
                        memory.timestamp()
                                .map(time -> words.moment(time, now) + ", " + size)
                                .orElse(size)));
        String error = entry.lastError();
        if (error != null && !error.isBlank()) {
            facts.add(
                    new Fact(
                            words.text("memories.fact.error"),
                            Secrets.masked(Reasons.told(withoutStop(error.strip()), words))));
        }
        if (memory.retries() > 0) {
            facts.add(new Fact(words.text("memories.fact.tries"), words.number(memory.retries())));
        }
        memory.nextAttempt()
                .ifPresent(
                        time ->
                                facts.add(
                                        new Fact(
                                                words.text("memories.fact.next"),
                                                time.isAfter(now)
                                                        ? words.moment(time, now)
                                                        : words.text("memories.next.now"))));
        String source = entry.source();
        if (source != null && !source.isBlank()) {
            facts.add(new Fact(words.text("memories.fact.source"), source));
        }
        for (Map.Entry<String, String> other : entry.extra().entrySet()) {
            facts.add(new Fact(other.getKey(), value(other.getValue())));
        }
        return facts;
    }

    /** As it is known, and as it stands in the table. */
    private static String withoutStop(String error) {
        return error.endsWith(".") ? error.substring(0, error.length() - 1) : error;
    }

    /** Where exactly it is. */
    private static String exactKey(MemoryState state) {
        return switch (state) {
            case SPOOLED -> "memories.exact.spooled";
            case PENDING -> "memories.exact.pending";
            case HELD -> "memories.exact.held";
            case IN_FLIGHT -> "memories.exact.in-flight";
            case IN_DOUBT -> "memories.exact.in-doubt";
            case SYNCED -> "memories.exact.synced";
            case FAILED -> "memories.exact.failed";
            case DEAD_LETTER -> "memories.exact.dead-letter";
            case EMERGENCY -> "memories.exact.emergency";
            case UNCERTAIN -> "memories.exact.uncertain";
            case LOST -> "memories.exact.lost";
            case TRASH -> "memories.exact.trash";
        };
    }

    private static String value(String json) {
        String masked = Secrets.masked(json.replaceAll("\\s+", " "));
        return masked.length() <= LONGEST_VALUE ? masked : masked.substring(0, LONGEST_VALUE) + "…";
    }
}
