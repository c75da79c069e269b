package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Deletes kept batches: each only when every memory in it is stored with proof, or was discarded,
 * for 30 days, and stands in no file. What only the Python worker's count reports as sent has no
 * such proof and stays.
 */
final class KeptPurge {
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final QueueDirectory directory;
    private final Kept kept;
    private final Outcomes outcomes;
    private final ClockGuard guard;

    KeptPurge(QueueDirectory directory, Kept kept, Outcomes outcomes, ClockGuard guard) {
        this.directory = directory;
        this.kept = kept;
        this.outcomes = outcomes;
        this.guard = guard;
    }

    /**
     * Reads every batch that is old enough, so it is for a process with time.
     *
     * @param standing what the queue files hold
     * @param enough asked before each: what is left is for the next time
     * @return how many batches were deleted
     */
    int run(Instant now, List<List<Memory>> standing, BooleanSupplier enough, Disk disk)
            throws IOException {
        Instant before = now.minus(KEPT_FOR);
        List<SpoolFile> old = new ArrayList<>();
        for (SpoolFile file : kept.list()) {
            if (Kept.mergedAt(file).isBefore(before)) {
                old.add(file);
            }
        }
        if (old.isEmpty() || !guard.trusted(now, disk)) {
            return 0;
        }
        Set<String> here = new HashSet<>();
        standing.forEach(list -> list.forEach(memory -> here.add(memory.id())));
        int deleted = 0;
        for (SpoolFile file : old) {
            if (enough.getAsBoolean()) {
                break;
            }
            if (isDone(file, before, here)) {
                disk.delete(file.path());
                deleted++;
            }
        }
        if (deleted > 0) {
            disk.syncFolder(directory.kept());
        }
        return deleted;
    }

    private boolean isDone(SpoolFile file, Instant before, Set<String> here) throws IOException {
        Optional<LineFile.Lines> lines = LineFile.read(file.path(), MemoryState.UNCERTAIN).ok();
        if (lines.isEmpty() || lines.get().damaged()) {
            return false;
        }
        for (Memory memory : lines.get().memories()) {
            Optional<Outcomes.Line> line = outcomes.latest(memory.id());
            boolean done =
                    outcomes.settled(memory)
                            && line.isPresent()
                            && line.get().time().isBefore(before)
                            && !here.contains(memory.id());
            if (!done) {
                return false;
            }
        }
        return true;
    }
}
