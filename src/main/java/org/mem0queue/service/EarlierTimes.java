package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.Disappearances;
import org.mem0queue.ledger.GoneMemory;
import org.mem0queue.ledger.LastLook;
import org.mem0queue.ledger.QueueTally;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.ledger.WorkerLine;
import org.mem0queue.ledger.WorkerReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Outcomes;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the files tell of the time before a ledger began: memories of {@code kept/} and {@code
 * last_100} that stand nowhere any more, and which of them {@code outcomes.jsonl} or a worker's log
 * calls stored. None of them counts in the balance: the counters of the queue file hold them.
 *
 * @param sightings memories, most of them of unknown fate
 * @param events what became of some
 */
record EarlierTimes(List<Sighting> sightings, List<JourneyEvent> events) {
    /** How much of the end of a log is read: more would keep a first look waiting for seconds. */
    private static final long LOG_BYTES = 64L << 20;

    /**
     * @param document the queue file; null if there is none
     * @param snapshot what stands in a file now
     */
    static EarlierTimes of(
            QueueStore store, @Nullable QueueDocument document, QueueSnapshot snapshot) {
        Instant now = snapshot.readAt();
        Set<String> here = new HashSet<>();
        snapshot.memories().values().forEach(list -> list.forEach(m -> here.add(m.id())));
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
        List<GoneMemory> untold = new ArrayList<>();
        for (Memory memory : memories) {
            Instant saved = memory.timestamp().filter(now::isAfter).orElse(now);
            sightings.add(new Sighting(memory, saved, Sighting.Source.HISTORY));
            if (told.add(memory.id())) {
                stored(store, memory).ifPresentOrElse(events::add, () -> untold.add(gone(memory)));
            }
        }
        if (!untold.isEmpty()) {
            events.addAll(logged(untold, snapshot));
        }
        return new EarlierTimes(sightings, events);
    }

    private static GoneMemory gone(Memory memory) {
        return new GoneMemory(
                memory.id(),
                memory.projectId().orElse(null),
                MemoryState.PENDING,
                memory.retries(),
                GoneMemory.Sending.POSSIBLE);
    }

    /** What the logs name: they do not say when. */
    private static List<JourneyEvent> logged(List<GoneMemory> untold, QueueSnapshot snapshot) {
        Map<String, Long> from = new HashMap<>(WorkerLines.sizes(snapshot.directory()));
        from.replaceAll((log, size) -> Math.max(0, size - LOG_BYTES));
        LastLook begin = new LastLook(snapshot.readAt(), QueueTally.EMPTY, from);
        List<WorkerLine> lines = WorkerLines.read(snapshot.directory(), begin, false).since();
        WorkerReport report =
                new WorkerReport(lines, Set.of(), Verdicts.namesHere(snapshot, lines));
        return Disappearances.settle(untold, report).stream()
                .map(
                        one ->
                                new JourneyEvent(
                                        one.id(), snapshot.readAt(), one.event(), one.evidence()))
                .toList();
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
                                            NOT_STORED,
                                            DRAINED,
                                            RETURNED ->
                                            Optional.empty();
                                });
    }

    private static JourneyEvent event(Outcomes.Line line, JourneyKind kind, String detail) {
        return new JourneyEvent(line.id(), line.time(), kind, detail);
    }
}
