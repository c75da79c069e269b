package org.mem0queue.health;

import org.mem0queue.platform.DiskSpace;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.FindingWords.Bytes;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.List;

/** Whether the disk has room: on a full one Python says OK to saves that it could not write. */
final class DiskSpaceCheck implements HealthCheck {
    /** Less than the queue file, a copy of it and a log need: the next write may fail. */
    private static final long FULL_BYTES = 10_000_000;

    private static final long FEW_FILES = 1000;
    private static final long NO_FILES = 20;

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        DiskSpace disk = seen.disk().orElse(null);
        if (disk == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        long usable = disk.usableBytes();
        if (usable < seen.thresholds().diskFreeWarningBytes()) {
            findings.add(
                    FindingCode.DISK_LOW.finding(
                            usable < FULL_BYTES ? Severity.CRITICAL : Severity.WARNING,
                            seen.directory().path(),
                            new Bytes(usable),
                            new Bytes(disk.totalBytes())));
        }
        long files = disk.freeInodes().orElse(Long.MAX_VALUE);
        if (files < FEW_FILES) {
            findings.add(
                    FindingCode.INODES_LOW.finding(
                            files < NO_FILES ? Severity.CRITICAL : Severity.WARNING,
                            files,
                            seen.directory().path()));
        }
        return findings;
    }
}
