package org.mem0queue.ledger;

import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes a batch. What is older than what is known adds to the journey, but does not turn the state
 * back; what is known already adds nothing.
 */
final class Recorder {
    private final MemoryTable memories;
    private final JourneyTable journey;
    private final SearchIndex search;

    private int newMemories;
    private int newEvents;

    Recorder(MemoryTable memories, JourneyTable journey, SearchIndex search) {
        this.memories = memories;
        this.journey = journey;
        this.search = search;
    }

    Recorded record(LedgerBatch batch) throws SQLException {
        newMemories = 0;
        newEvents = 0;
        for (JourneyEvent event : batch.events()) {
            record(event);
        }
        for (Sighting sighting : batch.sightings()) {
            record(sighting);
        }
        return new Recorded(newMemories, newEvents);
    }

    private void record(JourneyEvent event) throws SQLException {
        long time = Times.micros(event.time());
        Optional<MemoryState> state = event.kind().leadsTo();
        Optional<MemoryTable.Stored> stored = memories.find(event.id());
        long number;
        if (stored.isPresent()) {
            number = stored.get().number();
        } else {
            number = memories.insertId(event.id(), state.orElse(MemoryState.UNCERTAIN), time);
            newMemories++;
        }
        if (!journey.add(number, time, event.kind(), event.detail())) {
            return;
        }
        newEvents++;
        if (state.isPresent()) {
            memories.moveTo(number, state.get(), time);
        }
        if (event.kind() == JourneyKind.SYNCED_CONFIRMED) {
            memories.confirm(number);
        }
    }

    private void record(Sighting sighting) throws SQLException {
        Memory memory = sighting.memory();
        long time = Times.micros(sighting.time());
        boolean now = sighting.source() == Sighting.Source.NOW;
        Optional<MemoryTable.Stored> found = memories.find(memory.id());
        if (found.isEmpty()) {
            long number = memories.insert(memory, time, now);
            newMemories++;
            if (now) {
                step(number, time, JourneyKind.between(null, memory.state()));
            }
            return;
        }
        MemoryTable.Stored stored = found.get();
        boolean latest = now && time >= stored.lastSeen();
        if ((latest || stored.rawCheck() == null) && memories.refresh(stored, memory)) {
            search.changed(stored.number());
        }
        if (!now) {
            return;
        }
        memories.seen(stored, time);
        if (memory.state() != stored.state() && time >= stored.stateAt()) {
            step(stored.number(), time, JourneyKind.between(stored.state(), memory.state()));
            memories.moveTo(stored.number(), memory.state(), time);
        }
    }

    private void step(long number, long time, JourneyKind kind) throws SQLException {
        if (journey.add(number, time, kind, "")) {
            newEvents++;
        }
    }
}
