package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Moves memories between {@code queue[]} and {@code in_flight[]} for a sync, and out of the queue
 * once they are stored. Commit and next claim are one write:
 *
 * <ol>
 *   <li>the spool is merged;
 *   <li>results are put in, recovered claims settled, new ones chosen;
 *   <li>what became of each memory that leaves is appended to {@code outcomes.jsonl};
 *   <li>the queue file is replaced.
 * </ol>
 *
 * The writing of the new version may have happened before the lock was taken ({@link #prepare});
 * then it counts only if neither the queue file nor the outcomes have changed since.
 *
 * <p>A crash between the last two leaves the memory in flight, with an outcome: whoever comes next
 * commits it again.
 */
final class QueueClaims {
    private static final int REHEARSALS = 20;

    /** Memories that wait; with more of them a rehearsal takes longer than it saves. */
    private static final int REHEARSED = 2_000;

    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final Spool spool;
    private final SpoolMerge merge;
    private final Outcomes outcomes;
    private final Trash trash;
    private final SpoolIdentity identity;
    private final Disk plainDisk;
    private final InstantSource clock;
    private int rehearsals;

    QueueClaims(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            Spool spool,
            SpoolMerge merge,
            Outcomes outcomes,
            Trash trash,
            SpoolIdentity identity,
            Disk disk,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.backup = backup;
        this.spool = spool;
        this.merge = merge;
        this.outcomes = outcomes;
        this.trash = trash;
        this.identity = identity;
        this.plainDisk = disk;
        this.clock = clock;
    }

    /**
     * What will be done if nothing happens before the lock is held.
     *
     * @param outcomes stamp of the outcomes that the draft was checked against; null if missing
     */
    record Ahead(
            ClaimDraft draft,
            QueueDocument basis,
            QueueFile.Written version,
            @Nullable FileStamp outcomes) {}

    /**
     * Writes the next version of the queue file before the lock is taken, so that it is held for
     * the rename and not for the writing. Only where no save waits: a claim must see what is merged
     * with it. Where saves wait the first times are a rehearsal: code that runs for the first time
     * takes ten times as long, and others would wait for the lock meanwhile. The caller holds
     * {@code sync.lock}.
     *
     * @return null if there is nothing to be won; then all is done under the lock
     */
    @Nullable Ahead prepare(Exchange request) {
        try {
            boolean saved = !spool.list().isEmpty();
            if ((saved && rehearsals >= REHEARSALS)
                    || !(queueFile.read()
                            instanceof
                            ReadResult.Ok<QueueDocument>(QueueDocument document, FileStamp stamp))
                    || document.countsOnly()
                    || document.isNoList(QueueDocument.IN_FLIGHT)) {
                return null;
            }
            if (saved && document.pendingCount() > REHEARSED) {
                return null;
            }
            FileStamp told = outcomesStamp();
            boolean[] elsewhere = new boolean[1];
            ClaimDraft draft =
                    new ClaimDraft(
                            document,
                            outcomes,
                            memory -> {
                                elsewhere[0] = true;
                                return false;
                            },
                            identity,
                            clock.instant());
            draft.settle(request);
            draft.claim(request);
            if (saved) {
                rehearsals++;
                draft.next().writeTo(OutputStream.nullOutputStream());
                return null;
            }
            return !draft.isChanged() || elsewhere[0]
                    ? null
                    : new Ahead(
                            draft,
                            document,
                            queueFile.write(draft.next(), stamp, directory.writable(plainDisk)),
                            told);
        } catch (IOException refused) {
            return null; // told by whoever tries again under the lock
        }
    }

    private @Nullable FileStamp outcomesStamp() throws IOException {
        return FileStamps.existsAtAll(directory.outcomes())
                ? FileStamps.of(directory.outcomes())
                : null;
    }

    /** Under the lock: whether what was prepared is what would be done now. */
    private boolean holds(Ahead ahead) throws IOException {
        return queueFile.isStill(ahead.version(), ahead.basis())
                && Objects.equals(outcomesStamp(), ahead.outcomes());
    }

    /**
     * The caller holds the queue lock, and {@code sync.lock}.
     *
     * @param ahead what {@link #prepare} has made of the same request
     */
    Exchange.Ending carryOut(Exchange request, @Nullable Ahead ahead, HeldLock lock) {
        if (merge.merge(lock) instanceof FlushResult.Refused(String reason, int ignored)) {
            discard(ahead);
            return new Exchange.Ending.Refused(reason);
        }
        try {
            if (ahead != null && holds(ahead)) {
                Disk disk = directory.writable(plainDisk);
                try {
                    outcomes.append(ahead.draft().outcomes(), disk);
                } catch (IOException | RuntimeException e) {
                    discard(ahead);
                    throw e;
                }
                queueFile.publish(ahead.version(), lock, disk, backup::keep);
                return done(ahead.draft());
            }
            discard(ahead);
            return carryOut(request, lock);
        } catch (IOException e) {
            discard(ahead);
            return new Exchange.Ending.Refused(
                    e instanceof QueueFile.ChangedMeanwhile || e instanceof QueueFile.NotConfirmed
                            ? String.valueOf(e.getMessage())
                            : directory.path() + ": " + DiskProblem.of(e, directory.path()));
        }
    }

    /** It was made for nothing. */
    static void discard(@Nullable Ahead ahead) {
        if (ahead != null) {
            ahead.version().discard();
        }
    }

    private Exchange.Ending carryOut(Exchange request, HeldLock lock) throws IOException {
        ReadResult<QueueDocument> read = queueFile.readToChange();
        String problem = QueueActs.problem(read);
        if (problem != null) {
            return new Exchange.Ending.Refused(directory.queueFile() + ": " + problem);
        }
        QueueDocument document = read.ok().orElseGet(QueueDocument::empty);
        if (document.isNoList(QueueDocument.IN_FLIGHT)) {
            return new Exchange.Ending.Refused(
                    directory.queueFile()
                            + ": "
                            + QueueDocument.IN_FLIGHT
                            + " is no list, so another program put it there; nothing is sent until"
                            + " it is gone.");
        }
        @Nullable FileStamp stamp =
                read instanceof ReadResult.Ok<QueueDocument> ok ? ok.stamp() : null;
        ClaimDraft draft =
                new ClaimDraft(
                        document, outcomes, this::standsElsewhere, identity, clock.instant());
        draft.settle(request);
        draft.claim(request);
        if (draft.isChanged()) {
            Disk disk = directory.writable(plainDisk);
            outcomes.append(draft.outcomes(), disk);
            queueFile.replace(draft.next(), stamp, lock, disk, backup::keep);
        }
        return done(draft);
    }

    private static Exchange.Ending done(ClaimDraft draft) {
        return new Exchange.Ending.Done(draft.claimed(), draft.settled(), draft.alreadyStored());
    }

    /** Whether a memory that vanished from the queue file is safe in another file. */
    private boolean standsElsewhere(Memory memory) throws IOException {
        TextKey key = TextKey.of(memory);
        List<Memory> letters =
                DeadLetterFile.read(directory.deadLetterFile())
                        .ok()
                        .map(DeadLetterFile.DeadLetters::memories)
                        .orElse(List.of());
        return letters.stream().anyMatch(l -> l.id().equals(key.id()) && TextKey.of(l).equals(key))
                || trash.byText().containsKey(key);
    }
}
