package org.mem0queue.health;

import org.mem0queue.platform.ProcessSight;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords.Reason;
import org.mem0queue.queue.QueueSnapshot;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the lock file can do its work: one file, always the same, that everybody can lock. */
final class LockFileCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path file = seen.directory().lockFile();
        List<Finding> findings = new ArrayList<>();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            tellKind(file, seen.directory().isOurs(), findings);
        }
        boolean explained =
                findings.stream()
                        .anyMatch(f -> f.code().equals(FindingCode.LOCK_NOT_A_FILE.code()));
        String problem = seen.lock().problem();
        if (problem != null && !explained) {
            findings.add(FindingCode.LOCK_UNKNOWN.finding(new Reason(Wording.name(problem)), file));
        }
        findings.addAll(replaced(file, workersWithDeletedLock(seen)));
        return findings;
    }

    private static void tellKind(Path file, boolean ours, List<Finding> findings) {
        if (Files.isSymbolicLink(file)) {
            findings.add(FindingCode.LOCK_LINK.finding(file));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            findings.add(
                    FindingCode.LOCK_NOT_A_FILE.variant(
                            Files.isDirectory(file) ? "folder" : "other", file));
        } else if (ours && Files.isRegularFile(file) && !Files.isWritable(file)) {
            findings.add(FindingCode.LOCK_NOT_WRITABLE.finding(file));
        }
    }

    private static List<Long> workersWithDeletedLock(Observation seen) {
        Path name = seen.directory().lockFile().getFileName();
        List<Long> pids = new ArrayList<>();
        for (WorkerProcess worker : seen.workers()) {
            if (worker.directoryKnown()
                    && ProcessSight.of(worker.pid()).stream()
                            .flatMap(sight -> sight.deletedFiles().stream())
                            .anyMatch(path -> name != null && path.endsWith(name))) {
                pids.add(worker.pid());
            }
        }
        return pids;
    }

    /** The finding for processes that hold a lock file which is no longer the lock file. */
    static List<Finding> replaced(Path file, List<Long> pids) {
        if (pids.isEmpty()) {
            return List.of();
        }
        List<String> names = pids.stream().map(String::valueOf).toList();
        return List.of(FindingCode.LOCK_REPLACED.finding(pids.size(), file, names));
    }
}
