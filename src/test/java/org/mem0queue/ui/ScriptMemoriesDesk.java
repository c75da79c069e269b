package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.memories.MemoriesDesk;
import org.mem0queue.ui.memories.Recalled;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that does what a test tells it to and remembers what it was asked. */
public final class ScriptMemoriesDesk implements MemoriesDesk {
    /**
     * What was asked.
     *
     * @param ids exactly those that were meant
     */
    public record Asked(Wish wish, List<String> ids) {}

    public final List<Asked> acts = new CopyOnWriteArrayList<>();

    /** The memories of every act, as they were given. */
    public final List<List<Memory>> meant = new CopyOnWriteArrayList<>();

    public final List<String> edits = new ArrayList<>();
    public final List<Long> undone = new CopyOnWriteArrayList<>();
    public final Map<MemoryState, List<KnownMemory>> known = new EnumMap<>(MemoryState.class);
    public final Map<String, List<JourneyEvent>> journeys = new HashMap<>();

    /** Ids that every act leaves as they are, and why. */
    public final Map<String, String> leaves = new HashMap<>();

    /** Done in the middle of every act, for example waiting. */
    public Runnable beforeActs = () -> {};

    public boolean lockHeld;
    public String historyProblem = "";
    public int mayBeStored;

    /** Why the history answers nothing; null: it does. */
    public @Nullable String notKnown;

    @Override
    public ActReport act(Wish wish, List<Memory> memories) {
        meant.add(List.copyOf(memories));
        acts.add(new Asked(wish, memories.stream().map(Memory::id).toList()));
        beforeActs.run();
        return report(wish, memories);
    }

    private ActReport report(Wish wish, List<Memory> memories) {
        if (lockHeld) {
            return new ActReport.LockHeld(LockStatus.FREE);
        }
        List<Moved> done = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Memory memory : memories) {
            String reason = leaves.get(memory.id());
            switch (wish.plan(memory)) {
                case PlannedMove.Impossible(Skipped why) -> skipped.add(why);
                case PlannedMove.Ready(Move move) -> {
                    if (reason != null) {
                        skipped.add(new Skipped(memory.id(), reason));
                    } else {
                        done.add(moved(memory, move.to()));
                    }
                }
            }
        }
        return new ActReport.Done(
                done.isEmpty() ? OptionalLong.empty() : OptionalLong.of(acts.size()),
                wish.kind(),
                done,
                skipped,
                historyProblem.isEmpty() ? null : historyProblem);
    }

    private static Moved moved(Memory memory, MemoryState to) {
        return new Moved(
                memory.id(), memory.state(), to, memory.raw(), memory.raw(), null, memory.id());
    }

    @Override
    public int mayBeStored(List<Memory> memories) {
        return mayBeStored;
    }

    @Override
    public ActReport edit(Memory seen, String content, String project) {
        edits.add(seen.id() + "|" + project + "|" + content);
        return report(Wish.RETRY, List.of(seen));
    }

    @Override
    public ActReport editAndRetry(Memory seen, String content, String project) {
        edits.add(seen.id() + "|" + project + "|" + content + "|retry");
        return report(Wish.RETRY, List.of(seen));
    }

    @Override
    public ActReport undo(long act) {
        undone.add(act);
        return new ActReport.Done(
                OptionalLong.of(act + 1), Wish.RETRY.kind(), List.of(), List.of(), null);
    }

    @Override
    public Recalled<List<KnownMemory>> knownIn(MemoryState state, int atMost) {
        if (notKnown != null) {
            return new Recalled.NotKnown<>(notKnown);
        }
        List<KnownMemory> all = known.getOrDefault(state, List.of());
        return new Recalled.Known<>(all.subList(0, Math.min(atMost, all.size())));
    }

    @Override
    public Recalled<List<KnownMemory>> knownByPrefix(String prefix) {
        if (notKnown != null) {
            return new Recalled.NotKnown<>(notKnown);
        }
        return new Recalled.Known<>(
                known.values().stream()
                        .flatMap(List::stream)
                        .filter(one -> one.memory().id().startsWith(prefix))
                        .toList());
    }

    @Override
    public Recalled<List<JourneyEvent>> journey(String id) {
        return new Recalled.Known<>(journeys.getOrDefault(id, List.of()));
    }

    @Override
    public void export(List<Memory> memories, Path file) {
        throw new UnsupportedOperationException();
    }
}
