package org.mem0queue.ledger;

import org.mem0queue.queue.JourneyEvent;

import java.util.List;

/**
 * What one look at the files has to tell, written as one: all of it or nothing. The events come
 * first, in order, then the sightings; a sighting that finds what an event has said adds no event.
 */
public record LedgerBatch(List<JourneyEvent> events, List<Sighting> sightings) {
    public LedgerBatch {
        events = List.copyOf(events);
        sightings = List.copyOf(sightings);
    }

    public static LedgerBatch ofEvents(List<JourneyEvent> events) {
        return new LedgerBatch(events, List.of());
    }

    public static LedgerBatch ofSightings(List<Sighting> sightings) {
        return new LedgerBatch(List.of(), sightings);
    }
}
