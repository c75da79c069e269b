package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * What is done beside the changes that somebody asked for: good, damaged and shrunken states are
 * kept, left-over files removed, old ones purged. Safe for several threads.
 */
public final class Upkeep {
    private final QueueStore store;
    private final QueueStore.Access access;
    private final EarlierStates earlierStates;
    private final QueueActs acts;
    private final Purge purge;
    private final Disk disk;
    private final InstantSource clock;

    /** The damaged version that was copied aside last: it may lie there for days. */
    private volatile @Nullable FileStamp damageKept;

    Upkeep(
            QueueStore store,
            QueueStore.Access access,
            EarlierStates earlierStates,
            QueueActs acts,
            Purge purge,
            Disk disk,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.earlierStates = earlierStates;
        this.acts = acts;
        this.purge = purge;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * The queue was wiped, or went back to a young one: the copy that still holds what is nowhere
     * now must outlive the changes that we are about to make. Does nothing in a directory that we
     * only watch, or if nothing shrank.
     */
    public synchronized void pinWhatShrank() throws IOException {
        if (access != QueueStore.Access.MANAGE) {
            return;
        }
        ReadResult<QueueDocument> read = store.queueFile().read();
        if (!(read instanceof ReadResult.Ok || read instanceof ReadResult.Missing)) {
            return;
        }
        QueueDocument now = read.ok().orElse(null);
        EarlierStates.Shrink shrink =
                earlierStates.find(
                        now,
                        () ->
                                OverwrittenMemories.knownIds(
                                        store, now == null ? QueueDocument.empty() : now));
        if (shrink != null) {
            store.snapshots()
                    .keep(shrink.source(), QueueSnapshots.Label.BEFORE_SHRINK, shrink.time());
        }
    }

    /** Finishes what an act that crashed has left in the dead letters. Under the lock. */
    void completeActs() {
        store.queueFile()
                .read()
                .ok()
                .filter(document -> !document.requeued().isEmpty())
                .ifPresent(
                        document -> {
                            try {
                                acts.completeRequeued(document, store.directory().writable(disk));
                            } catch (IOException e) {
                                // the next act or merge tries again
                            }
                        });
    }

    /** Removes files that were never finished, and trash that is old. Needs no lock. */
    void removeLeftOvers() {
        try {
            Disk own = store.directory().writable(disk);
            store.queueFile().removeLeftOvers(clock.instant(), own);
            store.snapshots().removeLeftOvers(clock.instant(), own);
            LeftOverFiles.remove(
                    store.directory().path(),
                    DeadLetterWriter.TEMPORARY_PREFIX,
                    LeftOverFiles.ABANDONED,
                    clock.instant(),
                    own);
            for (String prefix :
                    List.of(
                            OutcomesCompaction.TEMPORARY_PREFIX,
                            SyncJournal.TEMPORARY_PREFIX,
                            TidyRecord.TEMPORARY_PREFIX)) {
                LeftOverFiles.remove(
                        store.directory().own(),
                        prefix,
                        LeftOverFiles.ABANDONED,
                        clock.instant(),
                        own);
            }
            purge.removeLeftOvers(clock.instant(), own);
            purgeOld(own);
        } catch (IOException e) {
            // Litter, not damage: the next merge tries again.
        }
    }

    /** Whether {@link #tidyUnderLock} may have something to do; a look without the lock. */
    boolean isLeftOverUnderLock() {
        try {
            return purge.isTrashLeftOver(clock.instant(), this::standing)
                    || (mayPurge() && purge.isDrainedOld(clock.instant()));
        } catch (IOException e) {
            return false; // the next merge looks again
        }
    }

    /**
     * Removes what a crashed act has left in the trash, and emergency files that are dealt with.
     * Under the lock: acts look there whether what they change is still in its place.
     */
    void tidyUnderLock() {
        try {
            Disk own = store.directory().writable(disk);
            purge.tidy(clock.instant(), this::standing, own);
            if (mayPurge()) {
                purge.deleteDrained(clock.instant(), this::standing, own);
            }
        } catch (IOException e) {
            // The next merge tries again.
        }
    }

    /** What the queue files hold; nothing of those that can't be read. */
    private List<List<Memory>> standing() {
        return QueueActs.lists(
                store.queueFile().read().ok().orElseGet(QueueDocument::empty),
                DeadLetterFile.read(store.directory().deadLetterFile())
                        .ok()
                        .orElse(DeadLetterFile.DeadLetters.NONE));
    }

    private synchronized void purgeOld(Disk own) throws IOException {
        if (mayPurge()) {
            purge.deleteOldTrash(clock.instant(), own);
        }
    }

    private boolean mayPurge() {
        return access == QueueStore.Access.MANAGE
                && !store.queueFile().read().word().equals("corrupt");
    }

    /**
     * Copies the state of the queue file aside, if it is a good one, and thins what is old. Does
     * nothing in a directory that we only watch.
     */
    public void keepGoodState() throws IOException {
        if (access == QueueStore.Access.MANAGE
                && store.queueFile().read() instanceof ReadResult.Ok) {
            store.snapshots()
                    .keep(
                            store.directory().queueFile(),
                            QueueSnapshots.Label.NONE,
                            clock.instant());
            store.snapshots().thin(clock.instant());
            purgeOld(store.directory().writable(disk));
        }
    }

    /** First sight of a file that does not parse: its bytes may be gone a moment later. */
    void keepDamaged(Path file, FileStamp stamp) {
        if (stamp.equals(damageKept)) {
            return;
        }
        try {
            if (Files.size(file) > 0) {
                store.snapshots().keep(file, QueueSnapshots.Label.DAMAGED, clock.instant());
            }
            damageKept = stamp;
        } catch (IOException e) {
            // The disk refuses a copy now: the next read tries again. The file itself is never
            // touched by us while it is damaged, and doctor tells it.
        }
    }
}
