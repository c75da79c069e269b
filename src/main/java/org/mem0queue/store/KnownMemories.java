package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the files hold under the ids that are about to be merged: the same id and text is nothing to
 * do, the same id with another text gets an id derived from both.
 *
 * <p>Used by one thread, under the lock.
 */
final class KnownMemories {
    /** Bytes of the text's hash in the id of a memory whose own id was taken. */
    private static final int DERIVED_BYTES = 4;

    private final List<List<Memory>> lists;
    private final Map<String, List<Memory>> byId = new HashMap<>();

    private KnownMemories(List<List<Memory>> lists, Set<String> newIds) {
        this.lists = lists;
        newIds.forEach(id -> byId.put(id, new ArrayList<>(1)));
        for (List<Memory> list : lists) {
            for (Memory memory : list) {
                List<Memory> same = byId.get(memory.id());
                if (same != null) {
                    same.add(memory);
                }
            }
        }
    }

    /**
     * @param newIds all ids of the batches
     * @param givenIds those that callers chose: a repeat of what was merged before, and is perhaps
     *     synced by now, is found in {@code kept}
     */
    static KnownMemories read(
            QueueDirectory directory,
            QueueDocument document,
            Kept kept,
            Set<String> newIds,
            Set<String> givenIds)
            throws IOException {
        List<List<Memory>> lists = new ArrayList<>(document.standing());
        DeadLetterFile.read(directory.deadLetterFile())
                .ok()
                .ifPresent(letters -> lists.add(letters.memories()));
        if (!givenIds.isEmpty()) {
            lists.add(kept.withIds(givenIds));
        }
        return new KnownMemories(lists, newIds);
    }

    /**
     * The entry to add: the memory itself, or under a derived id if its own is taken by another
     * text, or nothing if it is there already.
     */
    Optional<Memory> add(Memory memory) {
        Memory entry = memory;
        while (true) {
            List<Memory> same = byId.computeIfAbsent(entry.id(), this::search);
            if (same.isEmpty()) {
                same.add(entry);
                return Optional.of(entry);
            }
            if (same.stream().anyMatch(other -> sameText(memory, other))) {
                return Optional.empty();
            }
            entry = derived(memory, entry.id());
        }
    }

    /** For a derived id, which nobody could know beforehand. */
    private List<Memory> search(String id) {
        List<Memory> same = new ArrayList<>(1);
        for (List<Memory> list : lists) {
            for (Memory memory : list) {
                if (memory.id().equals(id)) {
                    same.add(memory);
                }
            }
        }
        return same;
    }

    /** The id of a memory whose own id, or one derived from it, is taken by another text. */
    static String derivedId(Memory memory, String taken) {
        String text = memory.projectId().orElse("") + "\0" + memory.detail().content();
        byte[] hash = EntryReader.sha256(text.getBytes(UTF_8));
        return taken + "~" + HexFormat.of().formatHex(hash, 0, DERIVED_BYTES);
    }

    static Memory derived(Memory memory, String taken) {
        String id = derivedId(memory, taken);
        RawJson renamed = JsonObjectEdit.set(memory.raw(), "id", Json.quote(id));
        renamed = JsonObjectEdit.set(renamed, "original_id", Json.quote(memory.id()));
        return new Memory(
                id,
                false,
                memory.projectId().orElse(null),
                memory.timestamp().orElse(null),
                memory.retries(),
                memory.state(),
                renamed);
    }

    private static boolean sameText(Memory a, Memory b) {
        return a.projectId().equals(b.projectId())
                && Objects.equals(a.detail().content(), b.detail().content());
    }
}
