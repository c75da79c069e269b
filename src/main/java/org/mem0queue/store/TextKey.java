package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An id and the SHA-256 of a text: by these two a memory is the same memory.
 *
 * @param sha256 64 hex digits
 */
record TextKey(String id, String sha256) {
    static TextKey of(Memory memory) {
        return new TextKey(memory.id(), Move.hashOf(memory));
    }

    /** The keys of the memories that have one of these ids. */
    static Set<TextKey> of(Collection<List<Memory>> lists, Set<String> ids) {
        Set<TextKey> keys = new HashSet<>();
        if (!ids.isEmpty()) {
            for (List<Memory> list : lists) {
                for (Memory memory : list) {
                    if (ids.contains(memory.id())) {
                        keys.add(of(memory));
                    }
                }
            }
        }
        return keys;
    }
}
