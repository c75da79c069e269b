package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.log.LogActivity;
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
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.store.QueueDocument;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes the snapshot from what was seen. No files, no clock: the same sight, the same snapshot. */
final class SnapshotAssembler {
    private SnapshotAssembler() {}

    /** As the first look of a process assembles it. */
    static QueueSnapshot assemble(Observation seen, boolean managed, ApiStatus api) {
        return assemble(seen, managed, api, new DistinctMemories(), null);
    }

    /**
     * @param distinct what the last look left behind
     * @param remembered what the ledger adds; null without one
     */
    static QueueSnapshot assemble(
            Observation seen,
            boolean managed,
            ApiStatus api,
            DistinctMemories distinct,
            @Nullable Remembered remembered) {
        QueueDocument document = seen.queueFile().ok().orElse(null);
        boolean countsOnly = document != null && document.countsOnly();
        DistinctMemories.Look look = distinct.of(found(seen, document));
        Map<MemoryState, List<Memory>> memories = look.byState();
        Counts counts = with(remembered, counts(document, countsOnly, memories));
        QueueStats stats = document == null ? QueueStats.NONE : document.stats();
        return new QueueSnapshot(
                seen.directory().path(),
                seen.now(),
                managed,
                status(seen.queueFile()),
                counts,
                stats,
                remembered == null ? balance(counts, stats) : remembered.balance(),
                memories,
                countsOnly,
                age(seen.now(), look.oldestWaiting()),
                safeToSave(seen, counts),
                new LockStatus(
                        seen.lock().state(),
                        seen.lock().holder(),
                        seen.lockHeldFor(),
                        seen.lock().problem()),
                worker(seen),
                api,
                seen.sending(),
                Health.UNKNOWN,
                List.of());
    }

    /**
     * A queue file that is there and cannot be read counts none that wait; but a Python program may
     * take it for empty and write over it.
     */
    private static boolean safeToSave(Observation seen, Counts counts) {
        boolean known =
                switch (seen.queueFile()) {
                    case ReadResult.Ok<QueueDocument> ignored -> true;
                    case ReadResult.Missing<QueueDocument> ignored -> true;
                    case ReadResult.Corrupt<QueueDocument> ignored -> false;
                    case ReadResult.Denied<QueueDocument> ignored -> false;
                    case ReadResult.Unstable<QueueDocument> ignored -> false;
                };
        return known
                && seen.lock().free()
                && counts.queued() < seen.thresholds().safeToSavePending();
    }

    /** The lists as they stand in the files. */
    private static Map<MemoryState, List<Memory>> found(
            Observation seen, @Nullable QueueDocument document) {
        Map<MemoryState, List<Memory>> found = new EnumMap<>(MemoryState.class);
        if (document != null) {
            found.put(MemoryState.IN_FLIGHT, in(MemoryState.IN_FLIGHT, document.inFlight()));
            found.put(MemoryState.IN_DOUBT, in(MemoryState.IN_DOUBT, document.inFlight()));
            found.put(MemoryState.PENDING, document.queue());
            found.put(MemoryState.HELD, document.held());
            found.put(MemoryState.FAILED, document.failed());
        }
        seen.deadLetters().ok().ifPresent(f -> found.put(MemoryState.DEAD_LETTER, f.memories()));
        seen.emergency().ok().ifPresent(f -> found.put(MemoryState.EMERGENCY, f.memories()));
        found.put(MemoryState.SPOOLED, seen.spooled());
        found.put(MemoryState.TRASH, seen.trash());
        return found;
    }

    private static List<Memory> in(MemoryState state, List<Memory> inFlight) {
        return inFlight.isEmpty()
                ? inFlight
                : inFlight.stream().filter(memory -> memory.state() == state).toList();
    }

    private static Counts counts(
            @Nullable QueueDocument document,
            boolean countsOnly,
            Map<MemoryState, List<Memory>> memories) {
        long reported = document == null ? 0 : document.stats().totalSynced().orElse(0);
        long held =
                countsOnly && document != null
                        ? document.heldCount()
                        : size(memories, MemoryState.HELD);
        return new Counts(
                size(memories, MemoryState.SPOOLED),
                held
                        + (countsOnly && document != null
                                ? document.pendingCount()
                                : size(memories, MemoryState.PENDING)),
                countsOnly && document != null
                        ? document.inFlightCount()
                        : size(memories, MemoryState.IN_FLIGHT),
                size(memories, MemoryState.IN_DOUBT),
                0,
                reported,
                countsOnly && document != null
                        ? document.failedCount()
                        : size(memories, MemoryState.FAILED),
                size(memories, MemoryState.DEAD_LETTER),
                size(memories, MemoryState.EMERGENCY),
                OptionalLong.empty(),
                OptionalLong.empty(),
                size(memories, MemoryState.TRASH),
                held);
    }

    /** The snapshot, with what the ledger adds to it. */
    static QueueSnapshot with(Remembered remembered, QueueSnapshot s) {
        return new QueueSnapshot(
                s.directory(),
                s.readAt(),
                s.managed(),
                s.queueFile(),
                with(remembered, s.counts()),
                s.stats(),
                remembered.balance(),
                s.memories(),
                s.countsOnly(),
                s.oldestPending(),
                s.safeToSave(),
                s.lock(),
                s.worker(),
                s.api(),
                s.sending(),
                s.health(),
                s.findings());
    }

    /**
     * What was not looked for is not zero: without a scan of what agents tried to save, only what
     * the ledger saw disappear can be told.
     */
    private static Counts with(@Nullable Remembered remembered, Counts c) {
        return remembered == null
                ? c
                : new Counts(
                        c.spooled(),
                        c.pending(),
                        c.inFlight(),
                        c.inDoubt(),
                        remembered.confirmed(),
                        remembered.reported(),
                        c.failed(),
                        c.deadLetters(),
                        c.emergency(),
                        atLeast(remembered.uncertain()),
                        atLeast(remembered.lost()),
                        c.trash(),
                        c.held());
    }

    private static OptionalLong atLeast(long number) {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
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
        long here =
                counts.pending()
                        + counts.inFlight()
                        + counts.inDoubt()
                        + counts.failed()
                        + counts.deadLetters();
        return new Balance(
                null,
                seen,
                seen,
                new Balance.Before(stats.totalQueued().orElse(0), reported, here));
    }

    private static @Nullable Duration age(Instant now, @Nullable Instant saved) {
        if (saved == null) {
            return null;
        }
        Duration age = Duration.between(saved, now);
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
        List<Long> pids = new ArrayList<>(seen.workers().stream().map(w -> w.pid()).toList());
        Instant activity = seen.logModified();
        SendingStatus ours = seen.sending();
        if (pids.isEmpty() && ours.hasWorker()) {
            ours.worker().pid().ifPresent(pids::add);
            return new WorkerStatus(
                    ours.isSending() ? WorkerStatus.State.SYNCING : WorkerStatus.State.IDLE,
                    pids,
                    activity);
        }
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
                activity,
                syncing && !stuck ? progress(seen) : null);
    }

    /** Of this run: a log that was not written since its lock is held tells of an earlier one. */
    private static WorkerStatus.@Nullable Progress progress(Observation seen) {
        LogActivity log = seen.log();
        Instant written = seen.logModified();
        Duration held = seen.lockHeldFor();
        WorkerStatus.Progress run = log == null ? null : log.progress();
        if (run == null
                || run.of() == 0
                || written == null
                || held == null
                || written.isBefore(seen.now().minus(held))) {
            return null;
        }
        return run;
    }
}
