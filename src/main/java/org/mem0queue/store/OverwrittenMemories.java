package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds memories that we merged and that a foreign program took out again by writing back an older
 * queue.
 *
 * <p>Why this proves it: a merge appends to {@code last_100}, from which nothing but newer entries
 * ever pushes an entry out. So a kept memory that is in no file and not in {@code last_100},
 * although that list is not full or reaches back before the merge, was never worked off: the whole
 * file went back to a state before the merge. A memory that was sent normally is still in {@code
 * last_100}, or was pushed out by 100 newer ones; then nothing is claimed.
 */
public final class OverwrittenMemories {
    private static final int LAST_100 = 100;

    private OverwrittenMemories() {}

    /** The memories, oldest first, each id once. Costs the reading of {@code kept/}. */
    public static List<Memory> find(QueueStore store, QueueDocument document) throws IOException {
        List<SpoolFile> files = store.kept().list();
        if (files.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        document.last100().forEach(memory -> known.add(memory.id()));
        List<SpoolFile> suspicious =
                files.stream().filter(file -> reachesBackTo(document, file.time())).toList();
        if (suspicious.isEmpty()) {
            return List.of();
        }
        document.queue().forEach(memory -> known.add(memory.id()));
        document.inFlight().forEach(memory -> known.add(memory.id()));
        document.failed().forEach(memory -> known.add(memory.id()));
        QueueDirectory directory = store.directory();
        DeadLetterFile.read(directory.deadLetterFile())
                .ok()
                .ifPresent(file -> file.memories().forEach(m -> known.add(m.id())));
        LineFile.read(directory.emergencyFile(), MemoryState.EMERGENCY)
                .ok()
                .ifPresent(file -> file.memories().forEach(m -> known.add(m.id())));
        return store.kept().find(suspicious, memory -> known.add(memory.id()));
    }

    /** Whether an entry merged at or after that time would have to be in the list. */
    private static boolean reachesBackTo(QueueDocument document, Instant time) {
        List<Memory> last = document.last100();
        if (last.size() < LAST_100) {
            return true;
        }
        Instant oldest = null;
        for (Memory memory : last) {
            Instant saved = memory.timestamp().orElse(null);
            if (saved != null && (oldest == null || saved.isBefore(oldest))) {
                oldest = saved;
            }
        }
        return oldest != null && oldest.isBefore(time);
    }
}
