package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RawJson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes of one list of entries, which leave all others where they are. Used by one thread. */
final class ListEdit {
    private final List<Memory> entries;
    private final Map<String, List<Integer>> places = new HashMap<>();
    private final Map<Integer, @Nullable RawJson> changed = new HashMap<>();
    private final Map<String, List<Added>> added = new LinkedHashMap<>();
    private final List<Added> atEnd = new ArrayList<>();
    private final Map<String, List<TextKey>> addedKeys = new HashMap<>();

    private record Added(String id, RawJson raw) {}

    /** An entry in its place. */
    record Found(int place, Memory memory) {}

    /**
     * @param ids those that will be asked for
     */
    ListEdit(List<Memory> entries, Set<String> ids) {
        this.entries = entries;
        for (int i = 0; i < entries.size(); i++) {
            String id = entries.get(i).id();
            if (ids.contains(id)) {
                places.computeIfAbsent(id, key -> new ArrayList<>(1)).add(i);
            }
        }
    }

    /** The first entry with that id and text that is still as it was. */
    @Nullable Found find(TextKey key) {
        for (int place : places.getOrDefault(key.id(), List.of())) {
            Memory memory = entries.get(place);
            if (!changed.containsKey(place) && TextKey.of(memory).equals(key)) {
                return new Found(place, memory);
            }
        }
        return null;
    }

    /** Whether it holds an entry with that id, or was given one. */
    boolean holds(String id) {
        return addedKeys.containsKey(id)
                || places.getOrDefault(id, List.of()).stream().anyMatch(this::stands);
    }

    /** Whether it holds that memory, or was given it. */
    boolean holds(TextKey key) {
        return addedKeys.getOrDefault(key.id(), List.of()).contains(key)
                || places.getOrDefault(key.id(), List.of()).stream()
                        .anyMatch(i -> stands(i) && TextKey.of(entries.get(i)).equals(key));
    }

    private boolean stands(int place) {
        return !changed.containsKey(place) || changed.get(place) != null;
    }

    /** The id of the entry in front, empty for the first place. */
    String before(Found found) {
        return found.place() == 0 ? "" : entries.get(found.place() - 1).id();
    }

    void remove(Found found) {
        changed.put(found.place(), null);
    }

    /** Removes every entry with that id and text, wherever else it stands. */
    void removeAll(TextKey key) {
        for (Found found = find(key); found != null; found = find(key)) {
            remove(found);
        }
    }

    void replace(Found found, RawJson raw) {
        changed.put(found.place(), raw);
    }

    /**
     * @param behind as {@link org.mem0queue.queue.Move#behind} tells
     */
    void add(TextKey key, RawJson raw, @Nullable String behind) {
        Added entry = new Added(key.id(), raw);
        if (behind == null) {
            atEnd.add(entry);
        } else {
            added.computeIfAbsent(behind, id -> new ArrayList<>(1)).add(entry);
        }
        addedKeys.computeIfAbsent(key.id(), id -> new ArrayList<>(1)).add(key);
    }

    boolean isChanged() {
        return !changed.isEmpty() || !addedKeys.isEmpty();
    }

    List<RawJson> result() {
        Map<String, List<Added>> left = new LinkedHashMap<>(added);
        List<RawJson> result = new ArrayList<>(entries.size() + addedKeys.size());
        follow("", left, result);
        for (int i = 0; i < entries.size(); i++) {
            RawJson raw = changed.containsKey(i) ? changed.get(i) : entries.get(i).raw();
            if (raw != null) {
                result.add(raw);
            }
            follow(entries.get(i).id(), left, result);
        }
        left.values().forEach(several -> several.forEach(entry -> result.add(entry.raw())));
        atEnd.forEach(entry -> result.add(entry.raw()));
        return result;
    }

    /** What stands behind that entry, and what stands behind these in turn. */
    private static void follow(String id, Map<String, List<Added>> left, List<RawJson> result) {
        List<Added> next = new ArrayList<>();
        List<Added> first = left.remove(id);
        if (first != null) {
            next.addAll(first.reversed());
        }
        while (!next.isEmpty()) {
            Added entry = next.removeLast();
            result.add(entry.raw());
            List<Added> behind = left.remove(entry.id());
            if (behind != null) {
                next.addAll(behind.reversed());
            }
        }
    }
}
