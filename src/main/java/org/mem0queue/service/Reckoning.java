package org.mem0queue.service;

import static org.mem0queue.service.HistoryMissing.orStop;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.ledger.KnownCounts;
import org.mem0queue.ledger.LastLook;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.QueueTally;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Baseline;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.Outcomes;
import org.mem0queue.store.QueueDocument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What one look means beside what the ledger remembers: which memories are new, which went from one
 * state to another, which are gone and where to, and whether the numbers add up. Reads the ledger
 * and writes nothing: {@link LedgerFeed} writes down what was found, a single {@code status} only
 * shows it.
 *
 * @param sightings what the ledger does not know yet
 * @param events what became of what is gone
 * @param from the look with which the last judgement ended, null if there was none
 * @param to the look with which this one ends; {@code from} itself where nothing could be judged
 * @param remembered what the snapshot shows of it
 */
record Reckoning(
        List<Sighting> sightings,
        List<JourneyEvent> events,
        @Nullable LastLook from,
        @Nullable LastLook to,
        Remembered remembered) {
    /** The states of what stands in a file. */
    private static final Set<MemoryState> IN_FILES =
            EnumSet.of(
                    MemoryState.SPOOLED,
                    MemoryState.PENDING,
                    MemoryState.HELD,
                    MemoryState.IN_FLIGHT,
                    MemoryState.IN_DOUBT,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY);

    /** Where an entry counts in {@code total_queued}. */
    private static final Set<MemoryState> COUNTED_AS_QUEUED =
            EnumSet.of(
                    MemoryState.PENDING,
                    MemoryState.HELD,
                    MemoryState.IN_FLIGHT,
                    MemoryState.IN_DOUBT,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER);

    /**
     * What the look itself does not tell.
     *
     * @param changed whether a memory that stays where it was may have another text than last time
     * @param quietSince since when no sign of a worker was seen, look after look; null if unknown
     * @param leftTrash whether an id that was seen in the trash was brought back since, or never
     *     discarded after all; else one that is no longer there was deleted after its time
     * @param outcome the latest that {@code outcomes.jsonl} says of an id; null if nothing
     */
    record Hints(
            Predicate<Memory> changed,
            @Nullable Instant quietSince,
            Predicate<String> leftTrash,
            Function<String, Outcomes.@Nullable Outcome> outcome) {}

    /**
     * @param ledger must have a baseline
     */
    static Reckoning of(
            Ledger ledger, Baseline baseline, Observation seen, QueueSnapshot snapshot, Hints hints)
            throws HistoryMissing {
        @Nullable LastLook from = orStop(ledger.lastLook()).orElse(null);
        Set<MemoryState> watched = EnumSet.copyOf(IN_FILES);
        watched.add(MemoryState.TRASH);
        Map<String, MemoryState> known = orStop(ledger.states(watched));

        List<Sighting> sightings = new ArrayList<>();
        Set<String> here = new HashSet<>();
        Set<String> arrived = new HashSet<>();
        for (MemoryState state : watched) {
            for (Memory memory : snapshot.in(state)) {
                here.add(memory.id());
                MemoryState before = known.get(memory.id());
                if (before == null) {
                    arrived.add(memory.id());
                }
                if (before != state || hints.changed().test(memory)) {
                    sightings.add(
                            new Sighting(
                                    memory.state() == state ? memory : memory.in(state),
                                    seen.now()));
                }
            }
        }
        Set<String> uncounted = orStop(ledger.uncounted(arrived));
        Map<String, MemoryState> back = cameBack(ledger, arrived, uncounted);
        KnownCounts counts = orStop(ledger.counts());
        Map<String, MemoryState> gone = new HashMap<>();
        known.forEach(
                (id, state) -> {
                    if (!here.contains(id)) {
                        gone.put(id, state);
                    }
                });
        gone.entrySet()
                .removeIf(
                        one ->
                                one.getValue() == MemoryState.TRASH
                                        ? !hints.leftTrash().test(one.getKey())
                                        : isOutOfSight(one.getValue(), seen));
        // Restored, and gone again before anybody saw it in the queue.
        gone.replaceAll((id, state) -> state == MemoryState.TRASH ? MemoryState.PENDING : state);

        QueueDocument document = seen.queueFile().ok().orElse(null);
        boolean whole =
                document == null
                        ? seen.queueFile() instanceof ReadResult.Missing
                                && Files.isDirectory(seen.directory().path())
                        : !document.countsOnly();
        LastLook now = whole ? lookOf(document, seen) : null;
        LastLook to = from == null ? now : from;
        Verdicts verdicts = Verdicts.NONE;
        List<Memory> passedThrough = List.of();
        boolean current = from == null || isCurrent(seen, from);
        if (from != null && now != null && current) {
            passedThrough = passedThrough(ledger, document, from, here);
            passedThrough.forEach(m -> sightings.add(new Sighting(m, seen.now())));
            long newIds =
                    orStop(ledger.queuedSince(from.time()))
                            + newInQueue(ledger, snapshot, known)
                            + passedThrough.size();
            verdicts =
                    Verdicts.of(
                            ledger, seen, snapshot, from, now, gone, passedThrough, newIds, hints);
            to = verdicts.judged() ? now : from;
        }
        // A folder that is gone took everything out of sight: nothing of it is accounted for.
        boolean folderGone = !whole && seen.queueFile() instanceof ReadResult.Missing;
        long unjudged =
                folderGone || (whole && current && !verdicts.judged())
                        ? gone.size() + (long) passedThrough.size()
                        : 0;
        long total =
                baseline.before().syncedReported()
                        + counts.seen()
                        + uncounted.size()
                        + passedThrough.size();
        long confirmed =
                counts.confirmedWith(baseline.before().syncedReported()) + verdicts.confirmed();
        return new Reckoning(
                sightings,
                verdicts.events(seen.now()),
                from,
                to,
                new Remembered(
                        new Balance(baseline.since(), total, total - unjudged, baseline.before()),
                        confirmed,
                        baseline.before().syncedReported()
                                + gone(MemoryState.SYNCED, counts, verdicts, back)
                                - confirmed,
                        gone(MemoryState.UNCERTAIN, counts, verdicts, back),
                        gone(MemoryState.LOST, counts, verdicts, back)));
    }

    /** How many are in a state in which no file shows them, this look included. */
    private static long gone(
            MemoryState state,
            KnownCounts counts,
            Verdicts verdicts,
            Map<String, MemoryState> back) {
        return counts.in(state)
                + verdicts.count(state)
                - back.values().stream().filter(state::equals).count();
    }

    /** What the ledger took for gone and a file shows again, with the state that is known of it. */
    private static Map<String, MemoryState> cameBack(
            Ledger ledger, Set<String> arrived, Set<String> uncounted) throws HistoryMissing {
        Map<String, MemoryState> back = new HashMap<>();
        for (String id : arrived) {
            if (!uncounted.contains(id)) {
                orStop(ledger.memory(id)).ifPresent(known -> back.put(id, known.memory().state()));
            }
        }
        return back;
    }

    /** What stands in a file that cannot be read now is not gone. */
    private static boolean isOutOfSight(MemoryState state, Observation seen) {
        return switch (state) {
            case DEAD_LETTER -> !isSeen(seen.deadLetters());
            case EMERGENCY -> !isSeen(seen.emergency());
            case SPOOLED -> !seen.damagedBatches().isEmpty();
            default -> false;
        };
    }

    private static boolean isSeen(ReadResult<?> read) {
        return read instanceof ReadResult.Ok || read instanceof ReadResult.Missing;
    }

    /** Ids that this look shows in the queue for the first time. */
    private static long newInQueue(
            Ledger ledger, QueueSnapshot snapshot, Map<String, MemoryState> known)
            throws HistoryMissing {
        Set<String> strangers = new HashSet<>();
        long merged = 0;
        for (MemoryState state : COUNTED_AS_QUEUED) {
            for (Memory memory : snapshot.in(state)) {
                MemoryState before = known.get(memory.id());
                if (before == null) {
                    strangers.add(memory.id());
                } else if (before == MemoryState.SPOOLED) {
                    merged++;
                }
            }
        }
        return merged + orStop(ledger.unknown(strangers)).size();
    }

    /**
     * Whether a look shows what comes after the last judgement. Another process may have looked
     * later and judged sooner: beside its knowledge an older picture is one that went back.
     */
    private static boolean isCurrent(Observation seen, LastLook from) {
        Path file = seen.directory().queueFile();
        if (seen.now().isBefore(from.time())) {
            return false;
        }
        try {
            if (seen.queueFile()
                    instanceof ReadResult.Ok<QueueDocument>(var ignored, FileStamp stamp)) {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return now.size() == stamp.sizeBytes()
                        && now.lastModifiedTime().toInstant().equals(stamp.modified());
            }
            return !Files.exists(file);
        } catch (IOException gone) {
            return false;
        }
    }

    /** What the queue file says of its past; a missing one is an empty queue. */
    private static LastLook lookOf(@Nullable QueueDocument document, Observation seen) {
        return new LastLook(
                seen.now(),
                document == null
                        ? QueueTally.EMPTY
                        : QueueTally.of(
                                document.stats(), document.last100(), document.syncedByUs()),
                WorkerLines.sizes(seen.directory().path()));
    }

    /** Queued and taken out between two looks: only {@code last_100} still shows them. */
    private static List<Memory> passedThrough(
            Ledger ledger, @Nullable QueueDocument document, LastLook from, Set<String> here)
            throws HistoryMissing {
        if (document == null) {
            return List.of();
        }
        Set<String> before = new HashSet<>(from.tally().last100());
        Map<String, Memory> fresh = new LinkedHashMap<>();
        for (Memory memory : document.last100()) {
            if (!memory.idDerived()
                    && !before.contains(memory.id())
                    && !here.contains(memory.id())) {
                fresh.put(memory.id(), memory.in(MemoryState.PENDING));
            }
        }
        fresh.keySet().retainAll(orStop(ledger.unknown(List.copyOf(fresh.keySet()))));
        return List.copyOf(fresh.values());
    }
}
