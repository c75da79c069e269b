package org.mem0queue.app;

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.MemoryExport;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.service.Wish;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.ui.memories.MemoriesDesk;
import org.mem0queue.ui.memories.Recalled;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Answers from the service. */
final class ServiceMemoriesDesk implements MemoriesDesk {
    /** Who acts, in the audit trail. */
    private static final String ACTOR = "window";

    /** A person sees that it waits, and can give up at any time. */
    private static final Duration UNTIL_CANCELLED = Duration.ofHours(12);

    /** More than one is no answer to the beginning of an id. */
    private static final int FEW = 5;

    private final QueueService service;

    ServiceMemoriesDesk(QueueService service) {
        this.service = service;
    }

    @Override
    public ActReport act(Wish wish, List<Memory> memories) throws InterruptedException {
        return service.act(
                wish.kind(), ACTOR, wish.detail(), memories, wish::plan, UNTIL_CANCELLED);
    }

    @Override
    public int mayBeStored(List<Memory> memories) {
        return (int) memories.stream().filter(MovePlanner::mayBeStored).count();
    }

    @Override
    public ActReport edit(Memory seen, String content, String project) throws InterruptedException {
        return edit(seen, content, project, MovePlanner.Then.STAY);
    }

    @Override
    public ActReport editAndRetry(Memory seen, String content, String project)
            throws InterruptedException {
        return edit(seen, content, project, MovePlanner.Then.RETRY);
    }

    private ActReport edit(Memory seen, String content, String project, MovePlanner.Then then)
            throws InterruptedException {
        boolean sameText = content.equals(seen.detail().content());
        boolean sameProject = project.equals(seen.projectId().orElse(null));
        String what = sameText ? "project" : sameProject ? "text" : "text and project";
        return service.act(
                ActKind.EDIT,
                ACTOR,
                then == MovePlanner.Then.RETRY ? what + ", and retried" : what,
                List.of(seen),
                memory ->
                        MovePlanner.edit(
                                memory,
                                sameText ? null : content,
                                sameProject ? null : project,
                                then),
                UNTIL_CANCELLED);
    }

    @Override
    public ActReport undo(long act) throws InterruptedException {
        return switch (service.planUndo(OptionalLong.of(act))) {
            case LedgerResult.Done<UndoPlan>(UndoPlan plan) ->
                    plan.act().isEmpty()
                            ? new ActReport.Refused(plan.whyNot())
                            : service.undo(plan, ACTOR, UNTIL_CANCELLED);
            case LedgerResult.NotDone<UndoPlan>(var problem) ->
                    new ActReport.Refused(problem.sentence());
        };
    }

    @Override
    public Recalled<List<KnownMemory>> knownIn(MemoryState state, int atMost) {
        return recalled(service.knownIn(state, atMost));
    }

    @Override
    public Recalled<List<KnownMemory>> knownByPrefix(String prefix) {
        return recalled(service.knownByPrefix(prefix, FEW));
    }

    @Override
    public Recalled<List<JourneyEvent>> journey(String id) {
        return recalled(service.journey(id));
    }

    @Override
    public void export(List<Memory> memories, Path file) throws IOException {
        MemoryExport.writeFile(
                memories,
                MemoryFormat.ofFileName(file.getFileName().toString()).orElse(MemoryFormat.JSONL),
                file);
    }

    private static <T> Recalled<T> recalled(LedgerResult<T> result) {
        return switch (result) {
            case LedgerResult.Done<T>(T value) -> new Recalled.Known<>(value);
            case LedgerResult.NotDone<T>(var problem) ->
                    new Recalled.NotKnown<>(problem.sentence());
        };
    }
}
