package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds memories that we merged and that a foreign program took out again by writing back an older
 * queue.
 *
 * <p>Why this proves it, without clocks and without a history: whoever queues an entry adds 1 to
 * {@code total_queued} and appends it to {@code last_100}, from which only 100 newer ones push it
 * out; a worker touches neither. A kept batch knows what {@code total_queued} was behind it. If the
 * file counts less now, or if fewer than 100 entries came since and a memory is not in {@code
 * last_100}, then this file does not descend from the version we wrote. A memory that was sent
 * normally is still in {@code last_100}, or was pushed out by 100 newer ones: then nothing is
 * claimed.
 *
 * <p>It says nothing about sending: a memory may have been sent before the file went back. Whoever
 * puts them back asks the worker log first.
 */
public final class OverwrittenMemories {
    private static final int LAST_100 = 100;

    private OverwrittenMemories() {}

    /** The memories, oldest first, each id once. Reads only kept files that the counts suspect. */
    public static List<Memory> find(QueueStore store, QueueDocument document) throws IOException {
        OptionalLong queued = document.stats().totalQueued();
        boolean noHistory =
                queued.isEmpty()
                        || document.member(QueueDocument.LAST_100)
                                .map(member -> member.entries() == null)
                                .orElse(true);
        if (noHistory) {
            return List.of();
        }
        List<SpoolFile> suspected = suspected(store.kept().list(), queued.getAsLong());
        if (suspected.isEmpty()) {
            return List.of();
        }
        Set<String> known = knownIds(store, document);
        List<Memory> missing = new ArrayList<>();
        for (SpoolFile file : suspected) {
            long since = queued.getAsLong() - file.queuedThen().orElseThrow();
            LineFile.read(file.path(), MemoryState.UNCERTAIN)
                    .ok()
                    .filter(lines -> since < 0 || since + lines.memories().size() <= LAST_100)
                    .ifPresent(
                            lines -> {
                                for (Memory memory : lines.memories()) {
                                    if (known.add(memory.id())) {
                                        missing.add(memory);
                                    }
                                }
                            });
        }
        return List.copyOf(missing);
    }

    /** The batches that the file should show a trace of, or that it does not count. */
    private static List<SpoolFile> suspected(List<SpoolFile> kept, long queued) {
        return kept.stream()
                .filter(file -> file.queuedThen().isPresent())
                .filter(file -> queued - file.queuedThen().getAsLong() < LAST_100)
                .toList();
    }

    /** The ids in any file now, and in the present history. */
    static Set<String> knownIds(QueueStore store, QueueDocument document) {
        Set<String> known = new HashSet<>();
        document.last100().forEach(memory -> known.add(memory.id()));
        document.standing().forEach(list -> list.forEach(memory -> known.add(memory.id())));
        QueueDirectory directory = store.directory();
        addIds(DeadLetterFile.read(directory.deadLetterFile()), known);
        LineFile.read(directory.emergencyFile(), MemoryState.EMERGENCY)
                .ok()
                .ifPresent(lines -> lines.memories().forEach(m -> known.add(m.id())));
        try {
            // What a person discarded, or what is stored, was not taken out by another program.
            known.addAll(store.outcomes().settledIds());
            known.addAll(store.trash().ids());
            for (SpoolFile file : store.spool().list()) {
                LineFile.read(file.path(), MemoryState.SPOOLED)
                        .ok()
                        .ifPresent(lines -> lines.memories().forEach(m -> known.add(m.id())));
            }
        } catch (IOException unreadable) {
            // doctor tells it; nothing is claimed to be lost because of it
        }
        return known;
    }

    private static void addIds(ReadResult<DeadLetterFile.DeadLetters> letters, Set<String> known) {
        letters.ok().ifPresent(file -> file.memories().forEach(m -> known.add(m.id())));
    }
}
