package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Merges the spool into the queue file, each batch exactly once. Under the lock:
 *
 * <ol>
 *   <li>batches that the queue file's marker names are in it already (a crash came before their
 *       move): they are only moved to {@code kept};
 *   <li>both folders are synced, so that those names may leave the marker;
 *   <li>the new version holds the entries of the other batches and their names in the marker;
 *   <li>after the rename is durable these batches are moved to {@code kept}, and both folders
 *       synced.
 * </ol>
 *
 * A crash at any point leaves each batch either unmerged in the spool, or named by the marker, or
 * in {@code kept}.
 */
public final class SpoolMerge {
    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final Spool spool;
    private final Kept kept;
    private final Outcomes outcomes;
    private final Disk plainDisk;
    private final InstantSource clock;
    private volatile boolean rehearsed;

    SpoolMerge(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            Spool spool,
            Kept kept,
            Outcomes outcomes,
            Disk disk,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.backup = backup;
        this.spool = spool;
        this.kept = kept;
        this.outcomes = outcomes;
        this.plainDisk = disk;
        this.clock = clock;
    }

    /** What is to be merged and what has to wait. */
    record Waiting(
            List<SpoolFile> files, List<RawJson> fresh, Map<SpoolFile, Integer> upTo, int left) {
        /** How many new entries the batches up to and with that one bring. */
        int freshUpTo(SpoolFile file) {
            return Objects.requireNonNull(upTo.get(file));
        }
    }

    /**
     * A merge whose version of the queue file is written and waits for the lock.
     *
     * @param basis what that version was made from
     */
    record Ahead(QueueFile.Written version, QueueDocument basis, Waiting waiting) {
        /** It will not be needed. */
        void discard() {
            version.discard();
        }
    }

    /**
     * How preparing ended.
     *
     * @param ahead what is ready; null if it has to be done under the lock
     * @param disturbed whether somebody is changing the same now, so that it may go the next time
     */
    record Preparation(@Nullable Ahead ahead, boolean disturbed) {
        private static final Preparation NOT_AHEAD = new Preparation(null, false);
        private static final Preparation DISTURBED = new Preparation(null, true);
    }

    /**
     * Reads, composes and writes the next version before the lock is taken, so that it is held for
     * the rename and the moves to {@code kept}, not for code that may run for the first time in
     * this process. Only the plain case, in which nothing but the queue file, the dead letters and
     * the spool decides what the next version is: no ids that callers chose, no batch that is in
     * the queue file already, no act that is half done.
     */
    Preparation prepare() throws IOException {
        // First the document: what it names and the spool does not hold afterwards was moved.
        if (!(queueFile.read()
                        instanceof
                        ReadResult.Ok<QueueDocument>(QueueDocument document, FileStamp stamp))
                || document.countsOnly()
                || !document.requeued().isEmpty()) {
            return Preparation.NOT_AHEAD;
        }
        List<SpoolFile> files = new ArrayList<>(spool.list());
        Set<String> named = new HashSet<>(document.merged());
        boolean disturbed = files.removeIf(file -> named.contains(file.name()));
        if (disturbed || files.stream().anyMatch(file -> file.idsGiven() && spool.mayMerge(file))) {
            rehearse(document, files);
            return disturbed ? Preparation.DISTURBED : Preparation.NOT_AHEAD;
        }
        Waiting waiting = collect(files, document);
        if (waiting.fresh().isEmpty()) {
            return Preparation.NOT_AHEAD;
        }
        Disk disk = directory.writable(plainDisk);
        if (!named.isEmpty()) {
            // None of ours: it makes the moves of those before us durable, whose names go now.
            moveToKept(List.of(), file -> OptionalLong.empty(), disk);
        }
        QueueFile.Written version = queueFile.write(draft(document, waiting), stamp, disk);
        // Asked here too, so that it is not asked for the first time while others wait.
        if (!queueFile.isStill(version, document)) {
            version.discard();
            return Preparation.DISTURBED;
        }
        return new Preparation(new Ahead(version, document, waiting), false);
    }

    /**
     * Puts in place what {@link #prepare} has written. The caller holds the lock. What was saved
     * since waits.
     *
     * @return null if something has happened since, so that it is of no use and was removed
     */
    @Nullable FlushResult merge(Ahead ahead, HeldLock lock) {
        int total = ahead.waiting().files().size();
        try {
            if (!names(spool.list()).containsAll(names(ahead.waiting().files()))
                    || !queueFile.isStill(ahead.version(), ahead.basis())) {
                ahead.discard();
                return null;
            }
            Disk disk = directory.writable(plainDisk);
            queueFile.publish(ahead.version(), lock, disk, backup::keep);
            return merged(ahead.waiting(), ahead.basis(), disk);
        } catch (IOException e) {
            ahead.discard();
            return refused(e, total);
        }
    }

    /**
     * Merges what is there now. The caller holds the lock; nothing is kept waiting but the disk.
     */
    public FlushResult merge(HeldLock lock) {
        int total = 0;
        try {
            List<SpoolFile> all = spool.list();
            total = all.size();
            if (all.isEmpty()) {
                return new FlushResult.Merged(0, 0);
            }
            ReadResult<QueueDocument> read = queueFile.readToChange();
            QueueDocument document;
            FileStamp stamp = null;
            switch (read) {
                case ReadResult.Ok<QueueDocument>(QueueDocument value, FileStamp found) -> {
                    document = value;
                    stamp = found;
                }
                case ReadResult.Missing<QueueDocument> ignored -> document = QueueDocument.empty();
                case ReadResult.Corrupt<QueueDocument>(String reason, FileStamp ignored) -> {
                    return refused(reason, "Repair it with `restore`.", total);
                }
                case ReadResult.Denied<QueueDocument>(String reason) -> {
                    return refused(reason, "Make it readable.", total);
                }
                case ReadResult.Unstable<QueueDocument>(String reason) -> {
                    return refused(reason, "Try again in a moment.", total);
                }
            }
            if (document.countsOnly()) {
                return refused(
                        "it is larger than this program writes", "Let the worker empty it.", total);
            }
            return merge(all, document, stamp, lock);
        } catch (IOException e) {
            return refused(e, total);
        }
    }

    /** Composes once what will be made under the lock, so that it is not new there. */
    private void rehearse(QueueDocument document, List<SpoolFile> files) throws IOException {
        if (!rehearsed) {
            rehearsed = true;
            draft(document, collect(files, document)).writeTo(OutputStream.nullOutputStream());
        }
    }

    private static Set<String> names(List<SpoolFile> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(file.name()));
        return names;
    }

    private static QueueDraft draft(QueueDocument document, Waiting waiting) {
        QueueDraft draft = new QueueDraft(document);
        draft.enqueue(waiting.fresh());
        draft.merged(waiting.files().stream().map(SpoolFile::name).toList());
        return draft;
    }

    /**
     * Makes an empty queue file where there is none; one that is there, in whatever state, stays as
     * it is. The caller holds the lock.
     */
    FlushResult create(HeldLock lock) {
        try {
            if (queueFile.readToChange() instanceof ReadResult.Missing) {
                queueFile.replace(
                        new QueueDraft(QueueDocument.empty()),
                        null,
                        lock,
                        directory.writable(plainDisk),
                        backup::keep);
            }
            return new FlushResult.Merged(0, 0);
        } catch (IOException e) {
            return new FlushResult.Refused(
                    directory.queueFile() + ": " + DiskProblem.of(e, directory.queueFile()), 0);
        }
    }

    private FlushResult merge(
            List<SpoolFile> all, QueueDocument document, @Nullable FileStamp stamp, HeldLock lock)
            throws IOException {
        Disk disk = directory.writable(plainDisk);
        Set<String> named = new HashSet<>(document.merged());
        List<SpoolFile> others = new ArrayList<>(all);
        others.removeIf(file -> named.contains(file.name()));
        List<SpoolFile> merged = new ArrayList<>(all);
        merged.removeAll(others);
        if (!merged.isEmpty()) {
            // Whoever merged them ended before their move, so perhaps also before this sync.
            queueFile.syncName(disk);
        }
        if (!named.isEmpty()) {
            // How many were queued just then is no longer known: more may have come since.
            moveToKept(merged, file -> OptionalLong.empty(), disk);
        }
        Waiting waiting = collect(others, document);
        if (!waiting.fresh().isEmpty()) {
            queueFile.replace(draft(document, waiting), stamp, lock, disk, backup::keep);
        }
        return merged(waiting, document, disk);
    }

    /** The new version is in place: its batches go to {@code kept}. */
    private FlushResult merged(Waiting waiting, QueueDocument basis, Disk disk) throws IOException {
        if (!waiting.files().isEmpty()) {
            OptionalLong before = basis.stats().totalQueued();
            moveToKept(
                    waiting.files(),
                    file ->
                            before.isEmpty()
                                    ? before
                                    : OptionalLong.of(before.getAsLong() + waiting.freshUpTo(file)),
                    disk);
        }
        return new FlushResult.Merged(waiting.fresh().size(), waiting.left());
    }

    /**
     * Makes these moves, and those of whoever came before us, durable. Destination first: a name
     * must not be gone from both.
     */
    private void moveToKept(
            List<SpoolFile> files, Function<SpoolFile, OptionalLong> queued, Disk disk)
            throws IOException {
        disk.ensureFolder(directory.kept());
        for (SpoolFile file : files) {
            kept.take(file, queued.apply(file), clock.instant(), disk);
        }
        disk.syncFolder(directory.kept());
        disk.syncFolder(directory.spool());
    }

    private Waiting collect(List<SpoolFile> files, QueueDocument document) throws IOException {
        List<SpoolFile> readable = new ArrayList<>();
        Map<SpoolFile, List<Memory>> batches = new HashMap<>();
        Set<String> newIds = new HashSet<>();
        Set<String> givenIds = new HashSet<>();
        int left = 0;
        for (SpoolFile file : files) {
            List<Memory> memories = spool.mayMerge(file) ? readWhole(file) : null;
            if (memories == null) {
                left++;
                continue;
            }
            readable.add(file);
            batches.put(file, memories);
            for (Memory memory : memories) {
                newIds.add(memory.id());
                if (file.idsGiven()) {
                    givenIds.add(memory.id());
                }
            }
        }
        KnownMemories known = KnownMemories.read(directory, document, kept, newIds, givenIds);
        List<RawJson> fresh = new ArrayList<>();
        Map<SpoolFile, Integer> upTo = new HashMap<>();
        for (SpoolFile file : readable) {
            for (Memory memory : Objects.requireNonNull(batches.get(file))) {
                if (file.idsGiven() && outcomes.stored(memory)) {
                    continue; // sent long ago; kept may no longer hold it
                }
                known.add(memory).ifPresent(entry -> fresh.add(entry.raw()));
            }
            upTo.put(file, fresh.size());
        }
        return new Waiting(readable, fresh, upTo, left);
    }

    /** All memories of a batch, or null if it is damaged: then it stays where it is and is told. */
    private static @Nullable List<Memory> readWhole(SpoolFile file) {
        return LineFile.read(file.path(), MemoryState.SPOOLED)
                .ok()
                .filter(lines -> lines.oddities().stream().noneMatch(o -> o.kind().stopsPython()))
                .filter(lines -> !lines.damaged())
                .map(LineFile.Lines::memories)
                .orElse(null);
    }

    private FlushResult refused(IOException e, int left) {
        String problem =
                e instanceof QueueFile.ChangedMeanwhile || e instanceof QueueFile.NotConfirmed
                        ? String.valueOf(e.getMessage())
                        : directory.queueFile() + ": " + DiskProblem.of(e, directory.queueFile());
        return new FlushResult.Refused(
                problem + " What was saved stays safe in " + directory.spool() + ".", left);
    }

    private FlushResult refused(String reason, String next, int left) {
        return new FlushResult.Refused(
                directory.queueFile()
                        + ": "
                        + reason
                        + ". "
                        + next
                        + " What was saved stays safe in "
                        + directory.spool()
                        + ".",
                left);
    }
}
