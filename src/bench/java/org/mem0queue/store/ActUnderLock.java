package org.mem0queue.store;

import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@link QueueStore#act} in its steps, so that a benchmark can time what happens under the lock.
 */
public final class ActUnderLock {
    private final QueueStore store;
    private List<Moved> done = List.of();
    private double preparedMs;

    private ActUnderLock(QueueStore store) {
        this.store = store;
    }

    /** What a fresh process has. */
    public static ActUnderLock fresh(Path folder, SpoolIdentity identity) {
        return new ActUnderLock(
                new QueueStore(
                        new QueueDirectory(folder),
                        Disk.real(),
                        identity,
                        Clock.systemUTC(),
                        QueueStore.Access.MANAGE,
                        QueueFile.DEFAULT_LIMIT_BYTES));
    }

    /** Makes the newest pending memories failed ones. */
    public void fail(int count) throws IOException, InterruptedException {
        QueueDocument document = store.queueFile().read().ok().orElseThrow();
        List<Memory> queue = document.queue();
        int left = queue.size() - count;
        QueueDraft draft = new QueueDraft(document);
        draft.replace(
                QueueDocument.QUEUE, queue.subList(0, left).stream().map(Memory::raw).toList());
        draft.replace(
                QueueDocument.FAILED,
                queue.subList(left, queue.size()).stream().map(Memory::raw).toList());
        draft.followFailed();
        if (!(store.lock().acquire(Duration.ofSeconds(5))
                instanceof LockResult.Acquired(HeldLock held))) {
            throw new IOException("somebody else holds the lock");
        }
        try (held) {
            store.queueFile()
                    .replace(
                            draft,
                            FileStamps.of(store.directory().queueFile()),
                            held,
                            Disk.real(),
                            QueueFile.Backup.NONE);
        }
    }

    /** All failed memories go to the queue. */
    public double retryFailed() throws IOException, InterruptedException {
        return run(plan(QueueDocument.FAILED, Integer.MAX_VALUE, MovePlanner::retry));
    }

    /** The first pending memories go to the trash. */
    public double discard(int count) throws IOException, InterruptedException {
        return run(plan(QueueDocument.QUEUE, count, MovePlanner::discard));
    }

    /** The last act is taken back. */
    public double undo() throws IOException, InterruptedException {
        return run(done.stream().map(Moved::reversed).toList());
    }

    /** Milliseconds that the last act took before it asked for the lock. */
    public double preparedMs() {
        return preparedMs;
    }

    private List<Move> plan(String list, int count, Function<Memory, PlannedMove> plan) {
        List<Move> moves = new ArrayList<>();
        List<Memory> memories = store.queueFile().read().ok().orElseThrow().entries(list);
        for (Memory memory : memories.subList(0, Math.min(count, memories.size()))) {
            if (plan.apply(memory) instanceof PlannedMove.Ready(Move move)) {
                moves.add(move);
            }
        }
        return moves;
    }

    /**
     * @return milliseconds from having the lock to having given it back
     */
    private double run(List<Move> moves) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<PreparedMove> prepared = store.changes().prepareAct(moves);
        preparedMs = (System.nanoTime() - begun) / 1e6;
        if (!(store.lock().acquire(Duration.ofSeconds(5))
                instanceof LockResult.Acquired(HeldLock held))) {
            throw new IOException("somebody else holds the lock");
        }
        long start = System.nanoTime();
        ActResult result;
        try (held) {
            result = store.changes().actUnder(prepared, held);
        }
        long end = System.nanoTime();
        if (!(result instanceof ActResult.Done(var moved, var skipped)) || !skipped.isEmpty()) {
            throw new IOException(result.toString());
        }
        done = moved;
        return (end - start) / 1e6;
    }
}
