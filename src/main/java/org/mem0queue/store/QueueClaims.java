package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

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
 * A crash between the last two leaves the memory in flight, with an outcome: whoever comes next
 * commits it again.
 */
final class QueueClaims {
    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final SpoolMerge merge;
    private final Outcomes outcomes;
    private final Trash trash;
    private final SpoolIdentity identity;
    private final Disk plainDisk;
    private final InstantSource clock;

    QueueClaims(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            SpoolMerge merge,
            Outcomes outcomes,
            Trash trash,
            SpoolIdentity identity,
            Disk disk,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.backup = backup;
        this.merge = merge;
        this.outcomes = outcomes;
        this.trash = trash;
        this.identity = identity;
        this.plainDisk = disk;
        this.clock = clock;
    }

    /** The caller holds the queue lock, and {@code sync.lock}. */
    Exchange.Ending carryOut(Exchange request, HeldLock lock) {
        if (merge.merge(lock) instanceof FlushResult.Refused(String reason, int ignored)) {
            return new Exchange.Ending.Refused(reason);
        }
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
        try {
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
            return new Exchange.Ending.Done(
                    draft.claimed(), draft.settled(), draft.alreadyStored());
        } catch (IOException e) {
            return new Exchange.Ending.Refused(
                    e instanceof QueueFile.ChangedMeanwhile || e instanceof QueueFile.NotConfirmed
                            ? String.valueOf(e.getMessage())
                            : directory.path() + ": " + DiskProblem.of(e, directory.path()));
        }
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
