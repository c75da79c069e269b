package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.Disk;
import org.mem0queue.store.EarlierStates;
import org.mem0queue.store.Kept;
import org.mem0queue.store.LineFile;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.store.SpoolFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads through what is kept for a bad day: merged batches, queue snapshots, the backup. */
final class KeptFilesCheck implements HealthCheck {
    /** The newest are what a restore would use. */
    private static final int SNAPSHOTS = 20;

    private static final int KEPT = 5000;
    private static final long LIMIT_BYTES = 64L << 20;

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        QueueDirectory directory = seen.directory();
        tellKept(directory, findings);
        tellSnapshots(directory, findings);
        tellBackup(directory, findings);
        return findings;
    }

    private static void tellKept(QueueDirectory directory, List<Finding> findings) {
        List<SpoolFile> files;
        try {
            files = new Kept(directory).list();
        } catch (IOException unreadable) {
            findings.add(
                    FindingCode.KEPT_DAMAGED.finding(
                            directory.kept() + " cannot be read.",
                            "Make it a folder that its owner can read and write (mode 700)."));
            return;
        }
        List<SpoolFile> damaged =
                files.subList(Math.max(0, files.size() - KEPT), files.size()).stream()
                        .filter(KeptFilesCheck::isDamaged)
                        .toList();
        if (!damaged.isEmpty()) {
            findings.add(
                    FindingCode.KEPT_DAMAGED.finding(
                            Wording.counted(damaged.size(), "kept batch", "kept batches")
                                    + " in "
                                    + directory.kept()
                                    + " cannot be read whole (first: "
                                    + damaged.getFirst().name()
                                    + "). Should the queue be overwritten, what is in there cannot"
                                    + " be put back.",
                            "Check the disk; while the queue is well nothing is missing."));
        }
    }

    private static boolean isDamaged(SpoolFile file) {
        ReadResult<LineFile.Lines> read = LineFile.read(file.path(), MemoryState.UNCERTAIN);
        return read.ok().map(LineFile.Lines::damaged).orElse(!(read instanceof ReadResult.Missing));
    }

    private static void tellSnapshots(QueueDirectory directory, List<Finding> findings) {
        List<QueueSnapshots.Copy> copies;
        try {
            copies = new QueueSnapshots(directory, Disk.real()).list();
        } catch (IOException unreadable) {
            findings.add(
                    FindingCode.SNAPSHOT_DAMAGED.finding(
                            directory.snapshots() + " cannot be read.",
                            "Make it a folder that its owner can read and write (mode 700)."));
            return;
        }
        List<QueueSnapshots.Copy> pinned =
                copies.stream()
                        .filter(copy -> copy.label() == QueueSnapshots.Label.DAMAGED)
                        .toList();
        if (!pinned.isEmpty()) {
            findings.add(
                    FindingCode.DAMAGED_COPIES_KEPT.finding(
                            Wording.counted(pinned.size(), "damaged version", "damaged versions")
                                    + " of the queue file "
                                    + Wording.form(pinned.size(), "is", "are")
                                    + " kept in "
                                    + directory.snapshots()
                                    + " (newest: "
                                    + Wording.name(pinned.getFirst().file())
                                    + ").",
                            "Once the memories in "
                                    + Wording.form(pinned.size(), "it", "them")
                                    + " are accounted for, delete "
                                    + Wording.form(pinned.size(), "it", "them")
                                    + " by hand."));
        }
        List<QueueSnapshots.Copy> broken =
                copies.stream()
                        .filter(copy -> copy.label() != QueueSnapshots.Label.DAMAGED)
                        .filter(copy -> copy.bytes() <= LIMIT_BYTES)
                        .limit(SNAPSHOTS)
                        .filter(copy -> isUnusable(copy.file()))
                        .toList();
        if (!broken.isEmpty()) {
            findings.add(
                    FindingCode.SNAPSHOT_DAMAGED.finding(
                            Wording.counted(broken.size(), "queue snapshot", "queue snapshots")
                                    + " in "
                                    + directory.snapshots()
                                    + " cannot be read (newest: "
                                    + Wording.name(broken.getFirst().file())
                                    + "), so no queue can be restored from "
                                    + Wording.form(broken.size(), "it", "them")
                                    + ".",
                            "`mem0-queue snapshots` lists the others. Check the disk."));
        }
    }

    private static void tellBackup(QueueDirectory directory, List<Finding> findings) {
        Path file = directory.backupFile();
        if (file.toFile().length() <= LIMIT_BYTES && isUnusable(file)) {
            findings.add(
                    FindingCode.BACKUP_UNUSABLE.finding(
                            file + " cannot be read, so no queue can be restored from it.",
                            "`mem0-queue snapshots` lists the other states that are kept; the next"
                                    + " change of the queue makes a new backup."));
        }
    }

    /** There and not a queue; what is missing or goes away meanwhile is not broken. */
    private static boolean isUnusable(Path file) {
        ReadResult<QueueDocument> read = EarlierStates.readCopy(file);
        return read instanceof ReadResult.Corrupt || read instanceof ReadResult.Denied;
    }
}
