package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.Judgement.Fate;
import org.mem0queue.ledger.Judgement.Verdict;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** Memories that are gone between two looks, and what is judged of them. */
abstract class GoneMemories {
    static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
    static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
    static final String C = "cccccccc-0000-4000-8000-000000000003";
    static final WorkerReport SILENT = report();

    static Judgement.Judged judge(QueueChange change, WorkerReport worker, String... ids) {
        return (Judgement.Judged) Disappearances.judge(LockStatus.FREE, change, gone(ids), worker);
    }

    static Judgement.Judged judge(
            QueueChange change, WorkerReport worker, GoneMemory first, GoneMemory... others) {
        List<GoneMemory> gone = new ArrayList<>(List.of(first));
        gone.addAll(List.of(others));
        return (Judgement.Judged) Disappearances.judge(LockStatus.FREE, change, gone, worker);
    }

    static List<GoneMemory> gone(String... ids) {
        return Arrays.stream(ids).map(id -> pending(id, GoneMemory.Sending.NEVER)).toList();
    }

    static GoneMemory gone(String id, @Nullable String project, MemoryState state, int retries) {
        return new GoneMemory(id, project, state, retries, GoneMemory.Sending.NEVER);
    }

    static GoneMemory pending(String id, GoneMemory.Sending sending) {
        return new GoneMemory(id, "p", MemoryState.PENDING, 0, sending);
    }

    static List<Fate> fates(Judgement.Judged judged) {
        return judged.verdicts().stream().map(Verdict::fate).toList();
    }

    static Fate fate(Judgement.Judged judged, String id) {
        return judged.verdicts().stream()
                .filter(verdict -> verdict.id().equals(id))
                .findFirst()
                .orElseThrow()
                .fate();
    }

    static QueueChange change(QueueTally before, QueueTally now, long newIds) {
        return new QueueChange(before, now, newIds, 0);
    }

    static QueueTally tally(long queued, long synced, String... last100) {
        return new QueueTally(OptionalLong.of(queued), OptionalLong.of(synced), List.of(last100));
    }

    static String[] ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id" + i).toArray(String[]::new);
    }

    static WorkerReport report(WorkerLine... lines) {
        return new WorkerReport(List.of(lines), Set.of(), Set.of());
    }

    static WorkerLine line(WorkerLine.Kind kind, String id) {
        return new WorkerLine(kind, new WorkerLine.Name("p", WorkerLine.Name.id8(id)));
    }
}
