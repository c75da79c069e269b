package org.mem0queue.service;

import org.mem0queue.ledger.LedgerBatch;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.store.Claim;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.Settlement;
import org.mem0queue.sync.SyncListener;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the ledger and the worker log what our sync does. Where the ledger cannot be written the
 * next look finds out from the files.
 */
final class SyncRecord implements SyncListener {
    private final History history;
    private final SyncLog log;
    private final InstantSource clock;

    SyncRecord(History history, SyncLog log, InstantSource clock) {
        this.history = history;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void claimed(List<Memory> memories) {
        Instant now = clock.instant();
        List<Sighting> sightings = new ArrayList<>();
        for (Memory memory : memories) {
            // It stood in the queue a moment ago, seen by a look or not.
            Memory plain = Claim.without(memory);
            sightings.add(new Sighting(plain.in(MemoryState.PENDING), now));
            sightings.add(new Sighting(plain, now));
        }
        history.use(ledger -> ledger.record(LedgerBatch.ofSightings(sightings)));
    }

    @Override
    public void settled(List<Exchange.Result> results) {
        log.settled(results);
        Instant now = clock.instant();
        List<JourneyEvent> events = new ArrayList<>();
        List<Sighting> sightings = new ArrayList<>();
        for (Exchange.Result result : results) {
            Memory memory = result.memory();
            String id = memory.id();
            switch (result.settlement()) {
                case Settlement.Stored _ ->
                        events.add(new JourneyEvent(id, now, JourneyKind.SYNCED_CONFIRMED));
                case Settlement.Again again ->
                        events.add(new JourneyEvent(id, now, JourneyKind.ATTEMPT, again.reason()));
                case Settlement.Failed(String reason) ->
                        events.add(new JourneyEvent(id, now, JourneyKind.FAILED, reason));
                case Settlement.Doubtful(var doubt) ->
                        events.add(new JourneyEvent(id, now, JourneyKind.IN_DOUBT, doubt.reason()));
                case Settlement.Accepted _ ->
                        events.add(
                                new JourneyEvent(
                                        id, now, JourneyKind.ATTEMPT, "accepted for later"));
                case Settlement.Released _ -> {
                    // the sighting tells that it is back
                }
            }
            if (memory.state() != MemoryState.SYNCED) {
                sightings.add(new Sighting(memory, now));
            }
        }
        history.use(ledger -> ledger.record(new LedgerBatch(events, sightings)));
    }
}
