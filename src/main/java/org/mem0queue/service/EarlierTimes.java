package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.store.Outcomes;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the files tell of the time before a ledger began: memories of {@code kept/} and {@code
 * last_100} that stand nowhere any more, and which of them {@code outcomes.jsonl} calls stored.
 * None of them counts in the balance: the counters of the queue file hold them already.
 *
 * @param sightings memories, most of them of unknown fate
 * @param events what became of some
 */
record EarlierTimes(List<Sighting> sightings, List<JourneyEvent> events) {
    /**
     * @param document the queue file; null if there is none
     * @param here the ids of what stands in a file now
     * @param now for a memory that does not tell when it was saved
     */
    static EarlierTimes of(
            QueueStore store, @Nullable QueueDocument document, Set<String> here, Instant now) {
        List<Memory> memories = new ArrayList<>();
        try {
            memories.addAll(store.kept().find(memory -> !here.contains(memory.id())));
        } catch (IOException unreadable) {
            // Told by doctor. What is in kept/ is known again when it is seen elsewhere.
        }
        if (document != null) {
            document.last100().stream()
                    .filter(memory -> !here.contains(memory.id()))
                    .map(memory -> memory.in(MemoryState.UNCERTAIN))
                    .forEach(memories::add);
        }
        List<Sighting> sightings = new ArrayList<>();
        List<JourneyEvent> events = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Memory memory : memories) {
            Instant saved = memory.timestamp().filter(now::isAfter).orElse(now);
            sightings.add(new Sighting(memory, saved, Sighting.Source.HISTORY));
            if (told.add(memory.id())) {
                stored(store, memory).ifPresent(events::add);
            }
        }
        return new EarlierTimes(sightings, events);
    }

    private static Optional<JourneyEvent> stored(QueueStore store, Memory memory) {
        Optional<Outcomes.Line> line;
        try {
            line = store.outcomes().latest(memory.id());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return line.filter(known -> known.sha256().equals(Move.hashOf(memory)))
                .flatMap(
                        known ->
                                switch (known.outcome()) {
                                    case STORED ->
                                            Optional.of(
                                                    event(
                                                            known,
                                                            JourneyKind.SYNCED_CONFIRMED,
                                                            Verdicts.SEEN_STORED));
                                    case RESOLVED ->
                                            Optional.of(
                                                    event(
                                                            known,
                                                            JourneyKind.SYNCED_REPORTED,
                                                            Verdicts.CALLED_STORED));
                                    case REPORTED,
                                            REJECTED,
                                            DISCARDED,
                                            RESTORED,
                                            REOPENED,
                                            DRAINED,
                                            RETURNED ->
                                            Optional.empty();
                                });
    }

    private static JourneyEvent event(Outcomes.Line line, JourneyKind kind, String detail) {
        return new JourneyEvent(line.id(), line.time(), kind, detail);
    }
}
