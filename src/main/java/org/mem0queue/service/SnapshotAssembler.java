package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.log.LogFlow;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Health;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.store.QueueDocument;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Makes the snapshot from what was seen. No files, no clock: the same sight, the same snapshot. */
final class SnapshotAssembler {
    private SnapshotAssembler() {}

    static QueueSnapshot assemble(Observation seen, boolean managed, ApiStatus api) {
        QueueDocument document = seen.queueFile().ok().orElse(null);
        boolean countsOnly = document != null && document.countsOnly();
        Map<MemoryState, List<Memory>> memories = distinct(seen, document);
        Counts counts = counts(document, countsOnly, memories);
        QueueStats stats = document == null ? QueueStats.NONE : document.stats();
        return new QueueSnapshot(
                seen.directory().path(),
                seen.now(),
                managed,
                status(seen.queueFile()),
                counts,
                stats,
                balance(counts, stats),
                memories,
                countsOnly,
                oldest(seen.now(), memories),
                seen.lock().free() && counts.pending() < seen.thresholds().safeToSavePending(),
                new LockStatus(
                        seen.lock().state(),
                        seen.lock().holder(),
                        seen.lockHeldFor(),
                        seen.lock().problem()),
                worker(seen),
                api,
                Health.UNKNOWN,
                List.of());
    }

    /** Each id once: in flight before queue, failed, dead letters, emergency, spool. */
    private static Map<MemoryState, List<Memory>> distinct(
            Observation seen, @Nullable QueueDocument document) {
        Map<MemoryState, List<Memory>> memories = new EnumMap<>(MemoryState.class);
        Set<String> ids = new HashSet<>();
        if (document != null) {
            put(memories, MemoryState.IN_FLIGHT, document.inFlight(), ids);
            put(memories, MemoryState.PENDING, document.queue(), ids);
            put(memories, MemoryState.FAILED, document.failed(), ids);
        }
        seen.deadLetters()
                .ok()
                .ifPresent(f -> put(memories, MemoryState.DEAD_LETTER, f.memories(), ids));
        seen.emergency()
                .ok()
                .ifPresent(f -> put(memories, MemoryState.EMERGENCY, f.memories(), ids));
        put(memories, MemoryState.SPOOLED, seen.spooled(), ids);
        return Collections.unmodifiableMap(memories);
    }

    private static void put(
            Map<MemoryState, List<Memory>> memories,
            MemoryState state,
            List<Memory> found,
            Set<String> ids) {
        List<Memory> fresh = new ArrayList<>(found.size());
        for (Memory memory : found) {
            if (ids.add(memory.id())) {
                fresh.add(memory);
            }
        }
        if (!fresh.isEmpty()) {
            memories.put(state, Collections.unmodifiableList(fresh));
        }
    }

    private static Counts counts(
            @Nullable QueueDocument document,
            boolean countsOnly,
            Map<MemoryState, List<Memory>> memories) {
        long reported = document == null ? 0 : document.stats().totalSynced().orElse(0);
        return new Counts(
                size(memories, MemoryState.SPOOLED),
                countsOnly && document != null
                        ? document.pendingCount()
                        : size(memories, MemoryState.PENDING),
                countsOnly && document != null
                        ? document.inFlightCount()
                        : size(memories, MemoryState.IN_FLIGHT),
                0,
                0,
                reported,
                countsOnly && document != null
                        ? document.failedCount()
                        : size(memories, MemoryState.FAILED),
                size(memories, MemoryState.DEAD_LETTER),
                size(memories, MemoryState.EMERGENCY),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0);
    }

    private static int size(Map<MemoryState, List<Memory>> memories, MemoryState state) {
        return memories.getOrDefault(state, List.of()).size();
    }

    /**
     * Without a ledger every look is the first one: what the counters report as synced, and what is
     * here.
     */
    private static Balance balance(Counts counts, QueueStats stats) {
        long reported = counts.syncedReported();
        long seen = reported + counts.here();
        long here = counts.pending() + counts.inFlight() + counts.failed() + counts.deadLetters();
        return new Balance(
                null,
                seen,
                seen,
                new Balance.Before(stats.totalQueued().orElse(0), reported, here));
    }

    private static @Nullable Duration oldest(Instant now, Map<MemoryState, List<Memory>> memories) {
        Instant oldest = null;
        for (MemoryState state : List.of(MemoryState.PENDING, MemoryState.SPOOLED)) {
            for (Memory memory : memories.getOrDefault(state, List.of())) {
                Instant time = memory.timestamp().orElse(null);
                if (time != null && (oldest == null || time.isBefore(oldest))) {
                    oldest = time;
                }
            }
        }
        if (oldest == null) {
            return null;
        }
        Duration age = Duration.between(oldest, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static QueueSnapshot.QueueFileStatus status(ReadResult<QueueDocument> read) {
        return switch (read) {
            case ReadResult.Ok<QueueDocument>(QueueDocument ignored, FileStamp stamp) ->
                    new QueueSnapshot.QueueFileStatus(
                            read.word(), stamp.sizeBytes(), stamp.modified(), null);
            case ReadResult.Corrupt<QueueDocument>(String reason, FileStamp stamp) ->
                    new QueueSnapshot.QueueFileStatus(
                            read.word(), stamp.sizeBytes(), stamp.modified(), reason);
            case ReadResult.Denied<QueueDocument>(String reason) ->
                    new QueueSnapshot.QueueFileStatus(read.word(), -1, null, reason);
            case ReadResult.Unstable<QueueDocument>(String reason) ->
                    new QueueSnapshot.QueueFileStatus(read.word(), -1, null, reason);
            case ReadResult.Missing<QueueDocument> ignored ->
                    new QueueSnapshot.QueueFileStatus(read.word(), -1, null, null);
        };
    }

    /** Syncing is what holds the lock; a worker that holds it without progress is stuck. */
    private static WorkerStatus worker(Observation seen) {
        List<Long> pids = seen.workers().stream().map(w -> w.pid()).toList();
        Instant activity = seen.logModified();
        if (pids.isEmpty()) {
            return new WorkerStatus(WorkerStatus.State.NONE, pids, activity);
        }
        if (pids.size() > 1) {
            return new WorkerStatus(WorkerStatus.State.SEVERAL, pids, activity);
        }
        LockStatus.Holder holder = seen.lock().holder();
        boolean syncing = holder != null && pids.contains(holder.pid());
        boolean stuck = syncing && seen.logFlow() instanceof LogFlow.Silent;
        return new WorkerStatus(
                stuck
                        ? WorkerStatus.State.STUCK
                        : syncing ? WorkerStatus.State.SYNCING : WorkerStatus.State.IDLE,
                pids,
                activity);
    }
}
