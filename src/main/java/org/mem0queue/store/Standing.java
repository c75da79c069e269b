package org.mem0queue.store;

import org.mem0queue.queue.Memory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of some memories stand in files: under their own id, or under the one derived from it
 * because that was taken by another text.
 */
final class Standing {
    private final Set<TextKey> keys;

    private Standing(Set<TextKey> keys) {
        this.keys = keys;
    }

    /**
     * @param lists what the files hold
     * @param asked the memories that will be asked for
     */
    static Standing of(Collection<List<Memory>> lists, Collection<Memory> asked) {
        Set<String> ids = new HashSet<>();
        for (Memory memory : asked) {
            ids.add(memory.id());
            ids.add(KnownMemories.derivedId(memory, memory.id()));
        }
        return new Standing(TextKey.of(lists, ids));
    }

    boolean covers(Memory memory) {
        TextKey key = TextKey.of(memory);
        return keys.contains(key)
                || keys.contains(
                        new TextKey(KnownMemories.derivedId(memory, memory.id()), key.sha256()));
    }
}
