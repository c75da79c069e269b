package org.mem0queue.service;

import static org.mem0queue.service.HistoryMissing.orStop;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.ledger.Disappearances;
import org.mem0queue.ledger.GoneMemory;
import org.mem0queue.ledger.Judgement;
import org.mem0queue.ledger.LastLook;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.QueueChange;
import org.mem0queue.ledger.WorkerLine;
import org.mem0queue.ledger.WorkerReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Outcomes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the memories that left the files: gathers the evidence for {@link Disappearances}.
 *
 * @param judged false where nothing could be said now
 */
record Verdicts(boolean judged, List<Judgement.Verdict> all, Optional<String> setback) {
    /** What leaves these is in no sum of the Python programs. */
    private static final Set<MemoryState> NOT_COUNTED =
            EnumSet.of(MemoryState.EMERGENCY, MemoryState.IN_FLIGHT, MemoryState.IN_DOUBT);

    /** More doubts than these are not looked through at every look. */
    private static final int MOST_DOUBTS = 1000;

    private static final GoneMemory.Sending POSSIBLE = GoneMemory.Sending.POSSIBLE;

    static final String SEEN_STORED = "our sync saw it stored";
    static final String CALLED_STORED = "a person said that it is stored";

    /** Nothing was judged. */
    static final Verdicts NONE = new Verdicts(false, List.of(), Optional.empty());

    /**
     * @param gone ids that are in no file now, with the state that is known of them
     * @param passedThrough memories that only {@code last_100} still shows
     * @param newIds how many ids were counted in since the last look
     */
    static Verdicts of(
            Ledger ledger,
            Observation seen,
            QueueSnapshot snapshot,
            LastLook from,
            LastLook now,
            Map<String, MemoryState> gone,
            List<Memory> passedThrough,
            long newIds,
            Reckoning.Hints hints)
            throws HistoryMissing {
        List<GoneMemory> memories = new ArrayList<>();
        List<Judgement.Verdict> ours = new ArrayList<>();
        for (Memory memory : passedThrough) {
            if (ofOurs(memory.id(), hints, ours)) {
                continue;
            }
            memories.add(
                    new GoneMemory(
                            memory.id(),
                            memory.projectId().orElse(null),
                            MemoryState.PENDING,
                            0,
                            POSSIBLE));
        }
        Map<String, MemoryState> elsewhere = new HashMap<>();
        for (Map.Entry<String, MemoryState> entry : gone.entrySet()) {
            if (ofOurs(entry.getKey(), hints, ours)) {
                continue;
            }
            if (NOT_COUNTED.contains(entry.getValue())) {
                elsewhere.put(entry.getKey(), entry.getValue());
                continue;
            }
            Optional<KnownMemory> known = orStop(ledger.memory(entry.getKey()));
            memories.add(
                    new GoneMemory(
                            entry.getKey(),
                            known.flatMap(k -> k.memory().projectId()).orElse(null),
                            stood(entry.getValue()),
                            known.map(k -> k.memory().retries()).orElse(0),
                            known.map(k -> sending(k, hints.quietSince())).orElse(POSSIBLE)));
        }
        Evidence evidence =
                new Evidence(
                        seen,
                        snapshot,
                        from,
                        new QueueChange(
                                from.tally(),
                                now.tally(),
                                newIds + unseenOurs(ledger, from, now, ours.size()),
                                ourSynced(from, now)));
        Judgement judgement = evidence.judge(memories, false);
        if (judgement instanceof Judgement.Judged(var ignored, Optional<String> setback)
                && setback.isPresent()
                && !memories.isEmpty()) {
            // What is called lost must not stand in any line, however old.
            judgement = evidence.judge(memories, true);
        }
        return switch (judgement) {
            case Judgement.NotYet ignored -> NONE;
            case Judgement.Judged(List<Judgement.Verdict> verdicts, Optional<String> setback) -> {
                List<Judgement.Verdict> all = new ArrayList<>(verdicts);
                all.addAll(ours);
                elsewhere.forEach(
                        (id, state) ->
                                all.add(
                                        new Judgement.Verdict(
                                                id,
                                                Judgement.Fate.UNCERTAIN,
                                                JourneyKind.VANISHED_UNCERTAIN,
                                                "it left " + place(state) + " by another's hand")));
                all.addAll(late(ledger, evidence, memories));
                yield new Verdicts(true, List.copyOf(all), setback);
            }
        };
    }

    /** What our own sync stored, or a person said of it, needs no arithmetic. */
    private static boolean ofOurs(
            String id, Reckoning.Hints hints, List<Judgement.Verdict> verdicts) {
        Outcomes.Outcome outcome = hints.outcome().apply(id);
        if (outcome == Outcomes.Outcome.STORED) {
            verdicts.add(
                    new Judgement.Verdict(
                            id,
                            Judgement.Fate.SYNCED_CONFIRMED,
                            JourneyKind.SYNCED_CONFIRMED,
                            SEEN_STORED));
            return true;
        }
        if (outcome == Outcomes.Outcome.RESOLVED) {
            verdicts.add(
                    new Judgement.Verdict(
                            id,
                            Judgement.Fate.SYNCED_REPORTED,
                            JourneyKind.SYNCED_REPORTED,
                            CALLED_STORED));
            return true;
        }
        return false;
    }

    private static long ourSynced(LastLook from, LastLook now) {
        return Math.max(0, now.tally().ours() - from.tally().ours());
    }

    /** What another machine's sync, which tells another ledger, took in and sent between looks. */
    private static long unseenOurs(Ledger ledger, LastLook from, LastLook now, int seen)
            throws HistoryMissing {
        long synced = ourSynced(from, now);
        if (synced <= seen) {
            return 0;
        }
        long told =
                orStop(ledger.eventCounts(from.time(), now.time()))
                        .getOrDefault(JourneyKind.SYNCED_CONFIRMED, 0L);
        return Math.max(0, synced - seen - told);
    }

    /** A worker whose output is buffered tells late what it sent: doubts from before end then. */
    private static List<Judgement.Verdict> late(
            Ledger ledger, Evidence evidence, List<GoneMemory> judged) throws HistoryMissing {
        Map<String, Long> sizes = WorkerLines.sizes(evidence.seen().directory().path());
        if (sizes.equals(evidence.from().logSizes())) {
            return List.of();
        }
        Set<WorkerLine.Name> taken = new HashSet<>();
        for (GoneMemory memory : judged) {
            WorkerLine.Name name = WorkerLine.Name.of(memory.projectId(), memory.id());
            if (name != null) {
                taken.add(name);
            }
        }
        List<GoneMemory> doubts = new ArrayList<>();
        for (KnownMemory known : orStop(ledger.memoriesIn(MemoryState.UNCERTAIN, MOST_DOUBTS))) {
            Memory memory = known.memory();
            doubts.add(
                    new GoneMemory(
                            memory.id(),
                            memory.projectId().orElse(null),
                            MemoryState.PENDING,
                            memory.retries(),
                            POSSIBLE));
        }
        if (doubts.isEmpty()) {
            return List.of();
        }
        WorkerLines lines =
                WorkerLines.read(evidence.seen().directory().path(), evidence.from(), false);
        List<WorkerLine> free =
                lines.since().stream().filter(line -> !taken.contains(line.name())).toList();
        return Disappearances.settle(
                doubts, new WorkerReport(free, Set.of(), namesHere(evidence.snapshot(), free)));
    }

    /** What does not change from one judgement to the next. */
    private record Evidence(
            Observation seen, QueueSnapshot snapshot, LastLook from, QueueChange change) {
        Judgement judge(List<GoneMemory> memories, boolean wholeLogs) {
            WorkerLines lines =
                    memories.isEmpty()
                            ? new WorkerLines(List.of(), Set.of(), Map.of())
                            : WorkerLines.read(seen.directory().path(), from, wholeLogs);
            return Disappearances.judge(
                    seen.lock(),
                    change,
                    memories,
                    new WorkerReport(
                            lines.since(), lines.earlier(), namesHere(snapshot, lines.since())));
        }
    }

    private static String place(MemoryState state) {
        return state == MemoryState.EMERGENCY ? "the emergency file" : "what was being sent";
    }

    private static GoneMemory.Sending sending(KnownMemory known, @Nullable Instant quietSince) {
        return quietSince == null || known.firstSeen().isBefore(quietSince)
                ? POSSIBLE
                : GoneMemory.Sending.NEVER;
    }

    /**
     * A batch that was merged and taken out between two looks stood in the queue, and so did what
     * was on hold if anybody sent it.
     */
    private static MemoryState stood(MemoryState state) {
        return state == MemoryState.SPOOLED || state == MemoryState.HELD
                ? MemoryState.PENDING
                : state;
    }

    /** Which of the names in the lines could mean something that is still here. */
    static Set<WorkerLine.Name> namesHere(QueueSnapshot snapshot, List<WorkerLine> lines) {
        Set<WorkerLine.Name> named = new HashSet<>();
        lines.forEach(line -> named.add(line.name()));
        Set<WorkerLine.Name> here = new HashSet<>();
        if (!named.isEmpty()) {
            snapshot.memories()
                    .values()
                    .forEach(
                            list ->
                                    list.forEach(
                                            m -> {
                                                WorkerLine.Name name =
                                                        WorkerLine.Name.of(
                                                                m.projectId().orElse(null), m.id());
                                                if (name != null && named.contains(name)) {
                                                    here.add(name);
                                                }
                                            }));
        }
        return here;
    }

    List<JourneyEvent> events(Instant time) {
        return all.stream()
                .map(v -> new JourneyEvent(v.id(), time, v.event(), v.evidence()))
                .toList();
    }

    /** How many of those that are gone now our own sync saw stored. */
    long confirmed() {
        return all.stream().filter(v -> v.fate() == Judgement.Fate.SYNCED_CONFIRMED).count();
    }

    /** How many of those that are gone now are in a state. */
    long count(MemoryState state) {
        return all.stream().filter(v -> v.fate().state() == state).count();
    }
}
