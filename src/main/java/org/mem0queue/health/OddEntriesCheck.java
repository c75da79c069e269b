package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.QueueDocument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Entries that every program gets past, but that are not as they should be. */
final class OddEntriesCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        QueueDocument document = seen.queueFile().ok().orElse(null);
        if (document == null) {
            return List.of();
        }
        Path file = seen.directory().queueFile();
        List<Finding> findings = new ArrayList<>(duplicates(seen, document, snapshot));
        for (Oddity oddity : document.oddities()) {
            int count = oddity.count();
            switch (oddity.kind()) {
                case ENTRY_WITHOUT_CONTENT ->
                        findings.add(
                                FindingCode.ENTRIES_WITHOUT_CONTENT.finding(
                                        count, file, oddity.where()));
                case ENTRY_WITHOUT_TIMESTAMP ->
                        findings.add(
                                FindingCode.ENTRIES_WITHOUT_TIMESTAMP.finding(
                                        count, file, oddity.where()));
                case ID_WAS_TAKEN ->
                        findings.add(FindingCode.ID_WAS_TAKEN.finding(count, file, oddity.where()));
                default -> {
                    // told by other checks
                }
            }
        }
        return findings;
    }

    /** One look at the counts in the common case; ids are compared only if they differ. */
    private static List<Finding> duplicates(
            Observation seen, QueueDocument document, QueueSnapshot snapshot) {
        if (document.countsOnly()) {
            return List.of();
        }
        List<Memory> letters = seen.deadLetters().ok().map(f -> f.memories()).orElse(List.of());
        List<Memory> emergency = seen.emergency().ok().map(f -> f.memories()).orElse(List.of());
        List<List<Memory>> lists = new ArrayList<>(document.standing());
        lists.add(letters);
        lists.add(emergency);
        long entries = lists.stream().mapToLong(List::size).sum();
        long distinct = 0;
        for (MemoryState state :
                List.of(
                        MemoryState.IN_FLIGHT,
                        MemoryState.PENDING,
                        MemoryState.HELD,
                        MemoryState.FAILED,
                        MemoryState.DEAD_LETTER,
                        MemoryState.EMERGENCY)) {
            distinct += snapshot.in(state).size();
        }
        long more = entries - distinct;
        if (more <= 0) {
            return List.of();
        }
        return List.of(
                FindingCode.DUPLICATE_IDS.finding(
                        more, seen.directory().path(), Wording.name(firstRepeated(lists))));
    }

    private static String firstRepeated(List<List<Memory>> lists) {
        Set<String> ids = new HashSet<>();
        for (List<Memory> list : lists) {
            for (Memory memory : list) {
                if (!ids.add(memory.id())) {
                    return memory.id();
                }
            }
        }
        return "";
    }
}
