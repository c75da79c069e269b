package org.mem0queue.ledger;

import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a {@link SimulatedQueue} now and then, as our program does, and acts on it. */
final class SimulatedLooks {
    private static final LockStatus HELD =
            new LockStatus(
                    LockStatus.State.HELD,
                    new LockStatus.Holder(4711, "python3", "", false),
                    null,
                    null);

    private final SimulatedQueue queue;

    // What we know: at the last trusted look, and by our own acts since.
    private final Map<String, GoneMemory> known = new LinkedHashMap<>();
    private QueueTally tally;
    private int linesRead;
    private long ourQueued;
    private long ourSynced;

    SimulatedLooks(SimulatedQueue queue) {
        this.queue = queue;
        this.tally = queue.file.tally();
    }

    Judgement.NotYet lookWhileHeld() {
        return (Judgement.NotYet) judge(HELD, GoneMemory.Sending.POSSIBLE);
    }

    /**
     * @param sending whether a worker can have run since the last look
     */
    Judgement.Judged look(GoneMemory.Sending sending) {
        Judgement.Judged judged = (Judgement.Judged) judge(LockStatus.FREE, sending);
        List<GoneMemory> standing = queue.standing();
        Map<String, GoneMemory> before = new LinkedHashMap<>(known);
        known.clear();
        for (GoneMemory memory : standing) {
            GoneMemory earlier = before.getOrDefault(memory.id(), memory);
            known.put(
                    memory.id(),
                    sending == GoneMemory.Sending.NEVER
                                    && earlier.sending() == GoneMemory.Sending.NEVER
                            ? memory
                            : touched(memory));
        }
        tally = queue.file.tally();
        linesRead = queue.log.size();
        ourQueued = 0;
        ourSynced = 0;
        return judged;
    }

    private Judgement judge(LockStatus lock, GoneMemory.Sending sending) {
        List<GoneMemory> standing = queue.standing();
        Set<String> here = new HashSet<>();
        Set<WorkerLine.Name> names = new HashSet<>();
        long newIds = ourQueued;
        for (GoneMemory memory : standing) {
            here.add(memory.id());
            names.add(WorkerLine.Name.of(memory.projectId(), memory.id()));
            newIds += known.containsKey(memory.id()) ? 0 : 1;
        }
        List<GoneMemory> gone =
                known.values().stream()
                        .filter(memory -> !here.contains(memory.id()))
                        .map(
                                memory ->
                                        sending == GoneMemory.Sending.NEVER
                                                ? memory
                                                : touched(memory))
                        .toList();
        Set<WorkerLine.Name> earlier = new HashSet<>();
        queue.log.subList(0, linesRead).forEach(line -> earlier.add(line.name()));
        return Disappearances.judge(
                lock,
                new QueueChange(tally, queue.file.tally(), newIds, ourSynced),
                gone,
                new WorkerReport(queue.log.subList(linesRead, queue.log.size()), earlier, names));
    }

    private static GoneMemory touched(GoneMemory memory) {
        return new GoneMemory(
                memory.id(),
                memory.projectId(),
                memory.state(),
                memory.retries(),
                GoneMemory.Sending.POSSIBLE);
    }

    // Our own acts, under the lock

    void merge() {
        String id = queue.save();
        queue.standing().stream()
                .filter(memory -> memory.id().equals(id))
                .forEach(memory -> known.put(id, memory));
        ourQueued++;
    }

    void syncOne() {
        if (!queue.file.queue().isEmpty()) {
            SimulatedQueue.Entry entry = queue.file.queue().removeFirst();
            queue.stored.add(entry.id());
            setAside(entry);
            ourSynced++;
            queue.file =
                    queue.file.counting(queue.file.totalQueued(), queue.file.totalSynced() + 1);
        }
    }

    void discardOne() {
        if (!queue.file.queue().isEmpty()) {
            setAside(queue.file.queue().removeLast());
        }
    }

    void retryFailed() {
        for (SimulatedQueue.Entry entry : new ArrayList<>(queue.file.failed())) {
            queue.file.failed().remove(entry);
            queue.file.queue().add(entry.tried(0));
            known.computeIfPresent(
                    entry.id(),
                    (id, memory) ->
                            new GoneMemory(
                                    id,
                                    memory.projectId(),
                                    MemoryState.PENDING,
                                    0,
                                    GoneMemory.Sending.POSSIBLE));
        }
    }

    /** An id first seen when we act on it was queued since, and is not gone. */
    private void setAside(SimulatedQueue.Entry entry) {
        if (known.remove(entry.id()) == null) {
            ourQueued++;
        }
    }
}
