package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rebuilds the queue from a good state (the backup or a queue snapshot) and from what is newer
 * ({@code kept/}), without sending anything twice. First a plan, which a person looks at; then
 * exactly that plan, or nothing if the queue file is no longer the one that was looked at.
 */
public final class QueueRestore {
    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final QueueSnapshots snapshots;
    private final RestorePlanner planner;
    private final Disk plainDisk;
    private final InstantSource clock;

    QueueRestore(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            QueueSnapshots snapshots,
            Outcomes outcomes,
            Trash trash,
            Disk disk,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.backup = backup;
        this.snapshots = snapshots;
        this.planner = new RestorePlanner(directory, queueFile, outcomes, trash, clock);
        this.plainDisk = disk;
        this.clock = clock;
    }

    /** A plan, or why there is none. */
    public sealed interface Preview {
        record Planned(RestorePlan plan) implements Preview {}

        record Impossible(String reason) implements Preview {}
    }

    /** What to do with memories that may have been sent. */
    public enum Uncertain {
        /** Leave them in the pinned snapshot. */
        LEAVE,
        /** Queue them again: they may arrive twice. */
        QUEUE
    }

    /**
     * Plans a restore. Writes nothing.
     *
     * @param sourceTime as of when the source is the state: what was merged later is put back too
     * @param loggedAsSent the ids, cut to 8 characters, that the worker log names as stored
     */
    public Preview plan(Path source, Instant sourceTime, Set<String> loggedAsSent)
            throws IOException {
        return planner.plan(source, sourceTime, loggedAsSent);
    }

    /**
     * Plans to put back memories that a foreign program took out; {@code kept/} is their source.
     */
    Preview planPuttingBack(
            QueueDocument now, FileStamp stamp, List<Memory> missing, Set<String> loggedAsSent) {
        return planner.planPuttingBack(now, stamp, missing, loggedAsSent);
    }

    /**
     * Carries the plan out. The caller holds the lock.
     *
     * @param alsoUncertain whether a person decided to queue the uncertain ones as well
     */
    public RestoreResult apply(RestorePlan plan, Uncertain alsoUncertain, HeldLock lock) {
        try {
            return change(plan, alsoUncertain, lock);
        } catch (QueueFile.ChangedMeanwhile e) {
            return new RestoreResult.Stopped(String.valueOf(e.getMessage()));
        } catch (QueueFile.NotConfirmed e) {
            return new RestoreResult.Stopped(
                    e.getMessage() + " Look at the queue before you restore again.");
        } catch (IOException e) {
            return new RestoreResult.Stopped(
                    directory.queueFile()
                            + ": "
                            + DiskProblem.of(e, directory.queueFile())
                            + " Nothing was changed.");
        }
    }

    private RestoreResult change(RestorePlan plan, Uncertain alsoUncertain, HeldLock lock)
            throws IOException {
        Disk disk = directory.writable(plainDisk);
        FileStamp now =
                FileStamps.existsAtAll(directory.queueFile())
                        ? FileStamps.of(directory.queueFile())
                        : null;
        if (now == null ? plan.basis() != null : !now.equals(plan.basis())) {
            return new RestoreResult.Stopped(
                    directory.queueFile()
                            + " changed since the preview. Nothing was changed; look at the"
                            + " preview again.");
        }
        boolean fromKept = plan.source().equals(directory.kept());
        QueueDocument source =
                fromKept
                        ? QueueDocument.empty()
                        : RestorePlanner.read(plan.source()).ok().orElse(null);
        if (source == null) {
            return new RestoreResult.Stopped(
                    plan.source() + " can no longer be read. Nothing was changed.");
        }
        boolean damaged = plan.currentState().equals("corrupt");
        if (damaged && now != null && now.sizeBytes() > 0) {
            // Its bytes may hold texts that nothing else holds.
            snapshots.keep(directory.queueFile(), QueueSnapshots.Label.DAMAGED, clock.instant());
        }
        if (!plan.uncertain().isEmpty() && !fromKept) {
            snapshots.keep(plan.source(), QueueSnapshots.Label.RESTORE, plan.sourceTime());
        }
        QueueDocument current = null;
        if (plan.currentState().equals("ok")) {
            ReadResult<QueueDocument> read = queueFile.readToChange();
            if (!(read instanceof ReadResult.Ok<QueueDocument>(QueueDocument value, var stamp))) {
                return new RestoreResult.Stopped(
                        directory.queueFile()
                                + " is "
                                + read.word()
                                + " now. Nothing was changed.");
            }
            current = value;
            if (!plan.toHeld().isEmpty() && value.isNoList(QueueDocument.HELD)) {
                return new RestoreResult.Stopped(
                        directory.queueFile()
                                + ": "
                                + QueueDocument.HELD
                                + " is no list, so another program put it there, and what was on"
                                + " hold cannot go back. Nothing was changed.");
            }
        }
        queueFile.replace(
                draft(plan, alsoUncertain, source, current),
                plan.basis(),
                lock,
                disk,
                damaged ? QueueFile.Backup.NONE : backup::keep);
        return new RestoreResult.Restored(plan);
    }

    /**
     * @param current the queue file as it is, to which is added; null if it is missing or damaged:
     *     then the source is what is added to, without its entries, which the plan has judged
     */
    private static QueueDraft draft(
            RestorePlan plan,
            Uncertain alsoUncertain,
            QueueDocument source,
            @Nullable QueueDocument current) {
        QueueDraft draft = new QueueDraft(current == null ? source : current);
        if (current == null) {
            draft.replace(QueueDocument.QUEUE, List.of());
            draft.replace(QueueDocument.FAILED, List.of());
            for (String ours : List.of(QueueDocument.IN_FLIGHT, QueueDocument.HELD)) {
                if (source.indexOf(ours) >= 0) {
                    draft.replace(ours, List.of());
                }
            }
        }
        List<Memory> toQueue = new ArrayList<>(plan.toQueue());
        if (alsoUncertain == Uncertain.QUEUE) {
            toQueue.addAll(plan.uncertain());
        }
        append(draft, QueueDocument.QUEUE, toQueue);
        append(draft, QueueDocument.FAILED, plan.toFailed());
        if (!plan.toHeld().isEmpty()) {
            append(draft, QueueDocument.HELD, plan.toHeld());
        }
        draft.followFailed();
        List<Memory> back = new ArrayList<>(plan.toFailed());
        back.addAll(plan.toHeld());
        back.addAll(toQueue);
        countAgain(draft, back, source, current);
        return draft;
    }

    private static void append(QueueDraft draft, String list, List<Memory> memories) {
        List<RawJson> all = new ArrayList<>(draft.list(list));
        memories.forEach(memory -> all.add(memory.raw()));
        draft.replace(list, all);
    }

    /**
     * What this file has never counted is counted, and remembered in {@code last_100}, as by
     * whoever queues: by these two anybody can tell whether a file descends from another.
     */
    private static void countAgain(
            QueueDraft draft,
            List<Memory> back,
            QueueDocument source,
            @Nullable QueueDocument current) {
        Set<String> counted = new HashSet<>();
        if (current == null) {
            source.standing().forEach(list -> list.forEach(memory -> counted.add(memory.id())));
        } else {
            current.last100().forEach(memory -> counted.add(memory.id()));
        }
        List<Memory> uncounted = new ArrayList<>(back);
        uncounted.removeIf(memory -> counted.contains(memory.id()));
        draft.remember(uncounted.stream().map(Memory::raw).toList());

        OptionalLong before = source.stats().totalQueued();
        if (current == null) {
            draft.raiseQueued(before.orElse(0) + uncounted.size());
        } else {
            // Never more than the source had seen, or what it counted would be counted twice.
            long now = current.stats().totalQueued().orElse(0);
            draft.raiseQueued(Math.min(before.orElse(Long.MAX_VALUE), now + back.size()));
        }
    }
}
