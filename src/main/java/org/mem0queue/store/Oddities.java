package org.mem0queue.store;

import org.mem0queue.queue.Oddity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is odd while a file is read, and remembers the first place of each kind. */
final class Oddities {
    private final Map<Oddity.Kind, Integer> counts = new EnumMap<>(Oddity.Kind.class);
    private final Map<Oddity.Kind, String> first = new EnumMap<>(Oddity.Kind.class);

    void add(Oddity.Kind kind, String where) {
        counts.merge(kind, 1, Integer::sum);
        first.putIfAbsent(kind, where);
    }

    List<Oddity> list() {
        List<Oddity> all = new ArrayList<>();
        counts.forEach(
                (kind, count) -> all.add(new Oddity(kind, count, first.getOrDefault(kind, ""))));
        return all;
    }
}
