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
            findings.add(FindingCode.KEPT_DAMAGED.variant("unreadable", directory.kept()));
            return;
        }
        List<SpoolFile> damaged =
                files.subList(Math.max(0, files.size() - KEPT), files.size()).stream()
                        .filter(KeptFilesCheck::isDamaged)
                        .toList();
        if (!damaged.isEmpty()) {
            findings.add(
                    FindingCode.KEPT_DAMAGED.variant(
                            "batches",
                            damaged.size(),
                            directory.kept(),
                            damaged.getFirst().name()));
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
            findings.add(FindingCode.SNAPSHOT_DAMAGED.variant("unreadable", directory.snapshots()));
            return;
        }
        List<QueueSnapshots.Copy> pinned =
                copies.stream()
                        .filter(copy -> copy.label() == QueueSnapshots.Label.DAMAGED)
                        .toList();
        if (!pinned.isEmpty()) {
            findings.add(
                    FindingCode.DAMAGED_COPIES_KEPT.finding(
                            pinned.size(),
                            directory.snapshots(),
                            Wording.name(pinned.getFirst().file())));
        }
        List<QueueSnapshots.Copy> broken =
                copies.stream()
                        .filter(copy -> copy.label() != QueueSnapshots.Label.DAMAGED)
                        // Damaged bytes may have been closed.
                        .filter(copy -> copy.label() != QueueSnapshots.Label.CLOSED)
                        .filter(copy -> copy.bytes() <= LIMIT_BYTES)
                        .limit(SNAPSHOTS)
                        .filter(copy -> isUnusable(copy.file()))
                        .toList();
        if (!broken.isEmpty()) {
            findings.add(
                    FindingCode.SNAPSHOT_DAMAGED.variant(
                            "copies",
                            broken.size(),
                            directory.snapshots(),
                            Wording.name(broken.getFirst().file())));
        }
    }

    private static void tellBackup(QueueDirectory directory, List<Finding> findings) {
        Path file = directory.backupFile();
        if (file.toFile().length() <= LIMIT_BYTES && isUnusable(file)) {
            findings.add(FindingCode.BACKUP_UNUSABLE.finding(file));
        }
    }

    /** There and not a queue; what is missing or goes away meanwhile is not broken. */
    private static boolean isUnusable(Path file) {
        ReadResult<QueueDocument> read = EarlierStates.readCopy(file);
        return read instanceof ReadResult.Corrupt || read instanceof ReadResult.Denied;
    }
}
