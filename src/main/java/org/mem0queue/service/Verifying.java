package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerBatch;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.sync.Syncer;
import org.mem0queue.sync.Verified;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the API for what the ledger believes to be stored, and writes down what it says. */
final class Verifying {
    private final History history;
    private final Syncer syncer;
    private final InstantSource clock;

    Verifying(History history, Syncer syncer, InstantSource clock) {
        this.history = history;
        this.syncer = syncer;
        this.clock = clock;
    }

    VerifyReport run(@Nullable String project, SyncStop stop) {
        Map<String, KnownMemory> believed = new HashMap<>();
        Map<String, List<Memory>> byProject = new TreeMap<>();
        for (MemoryState state : List.of(MemoryState.SYNCED, MemoryState.UNCERTAIN)) {
            LedgerResult<List<KnownMemory>> known =
                    history.ask(ledger -> ledger.memoriesIn(state, Integer.MAX_VALUE))
                            .orElseGet(() -> new LedgerResult.Done<>(List.of()));
            if (known instanceof LedgerResult.NotDone<List<KnownMemory>>(var problem)) {
                return new VerifyReport(List.of(), problem.sentence());
            }
            for (KnownMemory memory : known.done().orElse(List.of())) {
                String of = memory.memory().projectId().orElse(null);
                if (of != null && memory.textKnown() && (project == null || project.equals(of))) {
                    believed.put(memory.memory().id(), memory);
                    byProject.computeIfAbsent(of, _ -> new ArrayList<>()).add(memory.memory());
                }
            }
        }
        return switch (syncer.verify(byProject, stop)) {
            case Syncer.Verdict.NotAsked(String sentence) -> new VerifyReport(List.of(), sentence);
            case Syncer.Verdict.Asked(List<Verified> projects) -> {
                List<JourneyEvent> events = new ArrayList<>();
                List<VerifyReport.Project> told = new ArrayList<>();
                for (Verified one : projects) {
                    told.add(judged(one, believed, events));
                }
                history.use(ledger -> ledger.record(LedgerBatch.ofEvents(events)));
                yield new VerifyReport(told, null);
            }
        };
    }

    private VerifyReport.Project judged(
            Verified one, Map<String, KnownMemory> believed, List<JourneyEvent> events) {
        Instant now = clock.instant();
        for (String id : one.found()) {
            KnownMemory memory = believed.get(id);
            if (memory != null && !memory.confirmed()) {
                events.add(
                        new JourneyEvent(
                                id, now, JourneyKind.SYNCED_CONFIRMED, "the API lists it"));
            }
        }
        List<String> lost = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String id : one.missing()) {
            KnownMemory memory = believed.get(id);
            if (memory != null && memory.confirmed()) {
                removed.add(id);
            } else {
                lost.add(id);
                events.add(
                        new JourneyEvent(
                                id, now, JourneyKind.VANISHED_LOST, "the API does not have it"));
            }
        }
        return new VerifyReport.Project(
                one.project(),
                one.found().size() + one.missing().size() + (long) one.untold().size(),
                one.found(),
                lost,
                removed,
                one.untold(),
                one.reason());
    }
}
