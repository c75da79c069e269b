package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.log.HistoryResult;
import org.mem0queue.log.LogActivity;
import org.mem0queue.log.LogActivityTracker;
import org.mem0queue.log.LogFlow;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.platform.DiskSpace;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.DeadLetterFile;
import org.mem0queue.store.EarlierStates;
import org.mem0queue.store.LineFile;
import org.mem0queue.store.MetricsFile;
import org.mem0queue.store.Outcomes;
import org.mem0queue.store.OverwrittenMemories;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolFile;
import org.mem0queue.store.Trash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at everything in a queue directory, writing nothing. Remembers what has not changed, so
 * that a look at an unchanged directory costs a few stat calls. Confined to one thread at a time.
 */
final class QueueObserver {
    /** The lock is looked at by trying for it, at most this often. */
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(1);

    /** Processes come and go slowly, and listing them costs milliseconds. */
    private static final Duration PROCESS_PAUSE = Duration.ofSeconds(5);

    /** Files beside the queue come and go slowly, and listing a folder may go over a network. */
    private static final Duration LISTING_PAUSE = Duration.ofMillis(1900);

    /** Room is lost slowly, too. */
    private static final Duration DISK_PAUSE = Duration.ofSeconds(5);

    /** A discard takes seconds between its file and its outcome. */
    private static final Duration PREPARED = Duration.ofHours(1);

    /** The end of the log that tells what the worker is about. */
    private static final LogRange LOG_END = new LogRange.LastBytes(256 << 10);

    private final QueueStore store;
    private final WorkerProcesses processes;
    private final InstantSource clock;
    private final EarlierStates earlierStates;
    private final LogHistory logHistory = new LogHistory();
    private final Map<String, LineFile.Lines> batches = new HashMap<>();

    private LockStatus lock = LockStatus.NOT_LOOKED;
    private SendingStatus sending = SendingStatus.NONE;
    private long lockLookedAt;
    private long processesLookedAt;
    private long listedAt;
    private long diskLookedAt;
    private List<Path> beside = List.of();
    private Optional<DiskSpace> disk = Optional.empty();
    private boolean looked;
    private @Nullable Instant heldSince;
    private List<WorkerProcess> workers = List.of();
    private final StampedReading<DeadLetterFile.DeadLetters> deadLetters;
    private final StampedReading<MetricsFile.Metrics> metrics;
    private @Nullable LogReading logReading;
    private Set<String> askedTheLogs = Set.of();
    private Set<String> spokenOfAsSent = Set.of();

    /** What the end of the log said when it had that size and age. */
    private record LogReading(
            LogSource source,
            @Nullable Instant modified,
            long size,
            LogActivity activity,
            boolean endsInsideLine) {}

    QueueObserver(QueueStore store, WorkerProcesses processes, InstantSource clock) {
        this.store = store;
        this.processes = processes;
        this.clock = clock;
        QueueDirectory directory = store.directory();
        this.earlierStates = new EarlierStates(directory, store.snapshots());
        this.deadLetters = new StampedReading<>(directory.deadLetterFile(), DeadLetterFile::read);
        this.metrics = new StampedReading<>(directory.metricsFile(), MetricsFile::read);
    }

    /** How much is looked at. */
    enum Reach {
        /**
         * What the files say, and nothing that needs a system call Java has no method for: to make
         * these callable takes longer than to read most queues.
         */
        FILES,
        ALL
    }

    /**
     * @param thresholds from when on something is worth a word
     */
    Observation observe(Thresholds thresholds, Reach reach) {
        Instant now = clock.instant();
        if (reach == Reach.ALL) {
            lookAtLock(now);
        } else {
            sending = new SendingStatus(pausedSince(), lock, lock);
        }
        lookAtProcesses();
        ReadResult<QueueDocument> queueFile = store.queueFile().read();
        Spooled spooled = spooled();
        LogReading log = readLog();
        ReadResult<DeadLetterFile.DeadLetters> letters = deadLetters.read();
        List<List<Memory>> standing = standing(queueFile, letters);
        ReadResult<LineFile.Lines> lines = store.emergency().read(standing);
        List<Memory> overwritten = overwritten(queueFile);
        return new Observation(
                store.directory(),
                now,
                thresholds,
                queueFile,
                letters,
                lines,
                metrics.read(),
                spooled.memories(),
                spooled.mergeable(),
                spooled.foreign(),
                spooled.damaged(),
                trash(standing, now),
                overwritten,
                lock,
                heldFor(now),
                workers,
                log == null ? null : log.activity(),
                log == null ? null : log.modified(),
                LogFlow.judge(
                        new LogFlow.Observation(
                                workerHoldsLock() ? heldSince : null,
                                log == null ? null : log.modified(),
                                log != null && log.endsInsideLine()),
                        now,
                        thresholds.logSilenceWarning()),
                reach == Reach.ALL ? disk() : Optional.empty(),
                shrink(queueFile, letters, lines, spooled.memories(), overwritten),
                sending,
                beside());
    }

    /** What lies beside the queue file, as of two seconds ago at most. */
    private List<Path> beside() {
        long nanos = System.nanoTime();
        if (listedAt == 0 || nanos - listedAt >= LISTING_PAUSE.toNanos()) {
            listedAt = nanos;
            beside = store.directory().namesAlike();
        }
        return beside;
    }

    /** What the files hold that a memory may be sent from. */
    private static List<List<Memory>> standing(
            ReadResult<QueueDocument> queueFile, ReadResult<DeadLetterFile.DeadLetters> letters) {
        List<List<Memory>> lists = new ArrayList<>();
        queueFile.ok().ifPresent(document -> lists.addAll(document.standing()));
        letters.ok().ifPresent(file -> lists.add(file.memories()));
        return lists;
    }

    private List<Memory> trash(List<List<Memory>> standing, Instant now) {
        try {
            List<Memory> discarded = new ArrayList<>();
            for (Trash.Discarded file : store.trash().list(standing)) {
                if (isDiscarded(file, now)) {
                    discarded.add(file.memory());
                }
            }
            return discarded;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Whether the queue was wiped; a file that cannot be read may still hold everything. */
    private EarlierStates.@Nullable Shrink shrink(
            ReadResult<QueueDocument> queueFile,
            ReadResult<DeadLetterFile.DeadLetters> letters,
            ReadResult<LineFile.Lines> lines,
            List<Memory> spooled,
            List<Memory> overwritten) {
        QueueDocument document = queueFile.ok().orElse(null);
        if (document == null && !(queueFile instanceof ReadResult.Missing)) {
            return null;
        }
        return earlierStates.find(
                document,
                () -> {
                    Set<String> here = new HashSet<>();
                    if (document != null) {
                        document.standing().forEach(l -> l.forEach(m -> here.add(m.id())));
                    }
                    letters.ok().ifPresent(f -> f.memories().forEach(m -> here.add(m.id())));
                    lines.ok().ifPresent(f -> f.memories().forEach(m -> here.add(m.id())));
                    spooled.forEach(m -> here.add(m.id()));
                    overwritten.forEach(m -> here.add(m.id()));
                    try {
                        here.addAll(store.outcomes().settledIds());
                    } catch (IOException unreadable) {
                        // then it may be told as missing, which is the safe side
                    }
                    return here;
                });
    }

    private void lookAtLock(Instant now) {
        long nanos = System.nanoTime();
        if (looked && nanos - lockLookedAt < LOCK_PAUSE.toNanos()) {
            return;
        }
        looked = true;
        lockLookedAt = nanos;
        LockStatus before = lock;
        lock = store.lock().look();
        sending =
                new SendingStatus(
                        pausedSince(),
                        store.sending().syncLock().look(),
                        store.sending().workerLock().look());
        if (lock.state() != LockStatus.State.HELD) {
            heldSince = null;
        } else if (heldSince == null || !before.pid().equals(lock.pid())) {
            heldSince = now;
        }
    }

    private @Nullable Instant pausedSince() {
        return store.sending().pauseFile().since().orElse(null);
    }

    private @Nullable Duration heldFor(Instant now) {
        if (heldSince == null) {
            return null;
        }
        Duration held = Duration.between(heldSince, now);
        return held.isNegative() ? Duration.ZERO : held;
    }

    private void lookAtProcesses() {
        long nanos = System.nanoTime();
        if (processesLookedAt != 0 && nanos - processesLookedAt < PROCESS_PAUSE.toNanos()) {
            return;
        }
        processesLookedAt = nanos;
        workers = processes.find(store.directory().path());
    }

    private boolean workerHoldsLock() {
        return lock.pid().isPresent()
                && workers.stream().anyMatch(w -> w.pid() == lock.pid().getAsLong());
    }

    /**
     * A discard writes its file before it asks for the lock, and may then find that it came too
     * late: until the outcome is written down it has not happened. What a crash left without one is
     * shown after an hour, so that nothing lies there unseen.
     */
    private boolean isDiscarded(Trash.Discarded file, Instant now) throws IOException {
        return store.outcomes()
                .latest(file.memory().id())
                .map(line -> line.outcome() == Outcomes.Outcome.DISCARDED)
                .orElseGet(
                        () ->
                                file.from() == MemoryState.EMERGENCY // its line hides behind it
                                        || file.when().isBefore(now.minus(PREPARED)));
    }

    private record Spooled(
            List<Memory> memories,
            List<SpoolFile> mergeable,
            List<SpoolFile> foreign,
            List<SpoolFile> damaged) {}

    /** The batches that wait; a batch never changes, so each is read once. */
    private Spooled spooled() {
        List<SpoolFile> files;
        try {
            files = store.spool().list();
        } catch (IOException unreadable) {
            return new Spooled(List.of(), List.of(), List.of(), List.of());
        }
        List<Memory> memories = new ArrayList<>();
        List<SpoolFile> mergeable = new ArrayList<>();
        List<SpoolFile> foreign = new ArrayList<>();
        List<SpoolFile> damaged = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SpoolFile file : files) {
            names.add(file.name());
            LineFile.Lines lines = batches.get(file.name());
            if (lines == null) {
                ReadResult<LineFile.Lines> read = LineFile.read(file.path(), MemoryState.SPOOLED);
                if (read instanceof ReadResult.Missing) {
                    continue; // merged this moment
                }
                lines = read.ok().orElse(null);
            }
            if (lines == null || lines.damaged()) {
                damaged.add(file);
            }
            if (lines != null) {
                batches.put(file.name(), lines);
                memories.addAll(lines.memories());
            }
            (store.spool().mayMerge(file) ? mergeable : foreign).add(file);
        }
        batches.keySet().retainAll(names);
        return new Spooled(memories, mergeable, foreign, damaged);
    }

    /**
     * What another program took out of the queue, less what the worker log names as sent. The logs
     * are read only when there is something to ask them, and once for the same question.
     */
    private List<Memory> overwritten(ReadResult<QueueDocument> queueFile) {
        QueueDocument document = queueFile.ok().orElse(null);
        if (document == null || document.countsOnly()) {
            return List.of();
        }
        List<Memory> missing;
        try {
            missing = OverwrittenMemories.find(store, document);
        } catch (IOException unreadable) {
            return List.of();
        }
        Set<String> asked = new HashSet<>();
        missing.forEach(memory -> asked.add(memory.id()));
        if (!asked.equals(askedTheLogs)) {
            askedTheLogs = asked;
            spokenOfAsSent = asked.isEmpty() ? Set.of() : SentEvidence.in(store.directory().path());
        }
        return missing.stream().filter(m -> !SentEvidence.names(spokenOfAsSent, m)).toList();
    }

    private @Nullable LogReading readLog() {
        Optional<LogSource> source = LogSources.in(store.directory().path()).worker();
        if (source.isEmpty()) {
            logReading = null;
            return null;
        }
        LogSource file = source.get();
        LogReading known = logReading;
        long size = file.path().toFile().length();
        Instant modified = Instant.ofEpochMilli(file.path().toFile().lastModified());
        if (known != null
                && known.source().equals(file)
                && known.size() == size
                && modified.equals(known.modified())) {
            return known;
        }
        LogActivityTracker tracker = new LogActivityTracker();
        HistoryResult result = logHistory.read(file, LOG_END, tracker);
        boolean inside = result instanceof HistoryResult.Read read && read.endsInsideLine();
        LogReading fresh = new LogReading(file, modified, size, tracker.activity(), inside);
        logReading = fresh;
        return fresh;
    }

    private Optional<DiskSpace> disk() {
        long nanos = System.nanoTime();
        if (diskLookedAt == 0 || nanos - diskLookedAt >= DISK_PAUSE.toNanos()) {
            diskLookedAt = nanos;
            try {
                disk = Optional.of(DiskSpace.of(store.directory().path()));
            } catch (IOException untold) {
                disk = Optional.empty();
            }
        }
        return disk;
    }
}
