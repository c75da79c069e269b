package org.mem0queue.mem0;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a server has of one project, to look many memories up in. Immutable. */
public final class RemoteIndex {
    private final Set<String> ids = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private final Set<String> hashes = new HashSet<>();

    public RemoteIndex(List<RemoteMemory> memories) {
        for (RemoteMemory memory : memories) {
            if (memory.ourId() != null) {
                ids.add(memory.ourId());
            }
            if (memory.sha256() != null) {
                hashes.add(memory.sha256());
            }
            if (memory.hash() != null) {
                hashes.add(memory.hash());
            }
            texts.add(memory.text());
        }
    }

    /** Whether it is there: under our id, or with this very text. */
    public boolean holds(Outgoing memory) {
        return ids.contains(memory.id())
                || texts.contains(memory.content())
                || hashes.contains(memory.sha256())
                || hashes.contains(LookUp.md5(memory.content()));
    }
}
