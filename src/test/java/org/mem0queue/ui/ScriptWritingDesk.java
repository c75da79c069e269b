package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.AlreadyThere;
import org.mem0queue.service.ImportReport;
import org.mem0queue.ui.writing.WritingDesk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A desk that keeps what is saved in memory, until it is told to refuse. */
public final class ScriptWritingDesk implements WritingDesk {
    public final List<NewMemory> saved = new CopyOnWriteArrayList<>();
    public final List<Integer> groups = new CopyOnWriteArrayList<>();
    public QueueSnapshot snapshot = SampleSnapshots.empty().build();

    /** Groups that may be saved; the next one waits. */
    public final Semaphore allowed = new Semaphore(1000);

    /** Why the next group is refused; null: it is accepted. */
    public volatile @Nullable String refusal;

    /** What the next group breaks off with; null: nothing. */
    public volatile @Nullable RuntimeException bug;

    /** Whether the history can be read. */
    public boolean sentKnown = true;

    /** Texts that were sent long ago. */
    public Set<String> sentBefore = Set.of();

    public TakenBack takenBack = new TakenBack.Done(0, 0);

    @Override
    public AlreadyThere compare(List<NewMemory> memories) {
        AlreadyThere there = AlreadyThere.of(memories, snapshot);
        List<AlreadyThere.Found> found = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            String text = memories.get(i).content();
            boolean here = saved.stream().anyMatch(memory -> memory.content().equals(text));
            boolean again = sentBefore.contains(text);
            found.add(
                    again
                            ? new AlreadyThere.Found.Nowhere(true)
                            : here
                                    ? new AlreadyThere.Found.Here(
                                            "saved", org.mem0queue.queue.MemoryState.PENDING)
                                    : there.found().get(i));
        }
        return new AlreadyThere(found, there.textsCompared(), sentKnown);
    }

    @Override
    public ImportReport save(List<NewMemory> group, String from) {
        allowed.acquireUninterruptibly();
        groups.add(group.size());
        RuntimeException broken = bug;
        if (broken != null) {
            throw broken;
        }
        String reason = refusal;
        if (reason != null) {
            return new ImportReport(
                    group.size(), List.of(), List.of(), OptionalLong.empty(), reason, null);
        }
        saved.addAll(group);
        List<String> ids = group.stream().map(memory -> "id-" + memory.content()).toList();
        return new ImportReport(
                group.size(), ids, List.of(), OptionalLong.of(groups.size()), null, null);
    }

    @Override
    public TakenBack takeBack(List<Long> acts) {
        return takenBack;
    }
}
