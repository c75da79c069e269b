package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.TextFilter;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Answers a {@link Query}. Not for the JavaFX thread: it may read every entry. */
final class ListingMaker {
    /** In which a person looks for a text. */
    private static final List<String> FIELDS = List.of("content", "project_id", "last_error");

    /** Begins the keys of group lines; no id has it. */
    private static final String GROUP_KEY = "\u0000";

    private static final Comparator<Memory> NEWEST_FIRST =
            Comparator.comparing(
                    (Memory memory) -> memory.timestamp().orElse(Instant.MIN),
                    Comparator.reverseOrder());

    private final Inventory inventory;
    private final Query query;
    private final Messages words;

    private ListingMaker(Inventory inventory, Query query, Messages words) {
        this.inventory = inventory;
        this.query = query;
        this.words = words;
    }

    static Listing make(Inventory inventory, Query query, Messages words) {
        return new ListingMaker(inventory, query, words).make();
    }

    private Listing make() {
        List<Memory> all = inventory.in(query.group());
        List<Memory> fitting = new ArrayList<>(filtered(all));
        fitting.sort(NEWEST_FIRST);
        Map<Memory, String> errors = new HashMap<>();
        Map<String, String> told = new HashMap<>(); // most are told alike
        for (Memory memory : fitting) {
            String error = inventory.error(memory);
            if (!error.isEmpty()) {
                errors.put(memory, told.computeIfAbsent(error, one -> Reasons.told(one, words)));
            }
        }
        Set<String> kinds = new HashSet<>(errors.values());
        boolean one = kinds.size() == 1 && errors.size() == fitting.size();
        return new Listing(
                query,
                rows(fitting, errors),
                List.copyOf(fitting),
                all.size() - fitting.size(),
                inventory.projects(query.group()),
                one ? kinds.iterator().next() : "",
                columns(fitting, kinds.size() > 1 || (!kinds.isEmpty() && !one)));
    }

    private List<Memory> filtered(List<Memory> all) {
        String project = query.project();
        List<Memory> some =
                project == null
                        ? all
                        : all.stream()
                                .filter(m -> project.equals(m.projectId().orElse(null)))
                                .toList();
        return query.text().isBlank()
                ? some
                : TextFilter.ofWords(query.text().strip(), FIELDS).of(some);
    }

    private List<Row> rows(List<Memory> fitting, Map<Memory, String> errors) {
        return switch (query.grouping()) {
            case NONE -> fitting.stream().<Row>map(Row.OfMemory::new).toList();
            case ERROR ->
                    grouped(
                            fitting,
                            memory -> errors.getOrDefault(memory, ""),
                            words.text("memories.no-error"));
            case PROJECT ->
                    grouped(
                            fitting,
                            memory -> memory.projectId().orElse(""),
                            words.text("memories.no-project"));
        };
    }

    /** The largest group first; what has nothing in common is last. */
    private List<Row> grouped(
            List<Memory> fitting, Function<Memory, String> common, String nothing) {
        Map<String, List<Memory>> groups = new HashMap<>();
        for (Memory memory : fitting) {
            groups.computeIfAbsent(common.apply(memory), key -> new ArrayList<>()).add(memory);
        }
        if (groups.keySet().equals(Set.of(""))) {
            // None has anything to be grouped by: a line that says so helps nobody.
            return fitting.stream().<Row>map(Row.OfMemory::new).toList();
        }
        Comparator<String> size = Comparator.comparingInt(name -> -sizeOf(groups, name));
        List<String> order =
                groups.keySet().stream()
                        .sorted(
                                Comparator.comparing(String::isEmpty)
                                        .thenComparing(size)
                                        .thenComparing(Comparator.naturalOrder()))
                        .toList();
        List<Row> rows = new ArrayList<>(fitting.size() + order.size());
        for (String name : order) {
            List<Memory> members = groups.getOrDefault(name, List.of());
            String key = GROUP_KEY + name;
            boolean open = !query.folded().contains(key);
            rows.add(new Row.OfGroup(key, name.isEmpty() ? nothing : name, members.size(), open));
            if (open) {
                members.forEach(memory -> rows.add(new Row.OfMemory(memory)));
            }
        }
        return rows;
    }

    private static int sizeOf(Map<String, List<Memory>> groups, String name) {
        return groups.getOrDefault(name, List.of()).size();
    }

    private Set<Listing.Column> columns(List<Memory> fitting, boolean errorsDiffer) {
        Set<Listing.Column> columns = EnumSet.noneOf(Listing.Column.class);
        boolean alone = fitting.size() == 1; // whose and how old is all that can be told of it
        if (query.grouping() != Grouping.PROJECT && (alone || differ(fitting, Memory::projectId))) {
            columns.add(Listing.Column.PROJECT);
        }
        if (query.grouping() != Grouping.ERROR && errorsDiffer) {
            columns.add(Listing.Column.ERROR);
        }
        if (differ(fitting, memory -> StateMark.glyph(memory.state()))) {
            columns.add(Listing.Column.STATE);
        }
        if (alone || differ(fitting, Memory::timestamp)) {
            columns.add(Listing.Column.AGE);
        }
        if (differ(fitting, Memory::retries)) {
            columns.add(Listing.Column.TRIES);
        }
        if (differ(fitting, Memory::nextAttempt)) {
            columns.add(Listing.Column.NEXT_TRY);
        }
        return columns;
    }

    private static boolean differ(List<Memory> memories, Function<Memory, ?> value) {
        Object first = null;
        boolean any = false;
        for (Memory memory : memories) {
            Object one = value.apply(memory);
            if (any && !Objects.equals(first, one)) {
                return true;
            }
            first = one;
            any = true;
        }
        return false;
    }
}
