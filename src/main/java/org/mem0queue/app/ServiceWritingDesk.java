package org.mem0queue.app;

import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.AlreadyThere;
import org.mem0queue.service.ImportReport;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.ui.writing.WritingDesk;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Answers from the service. */
final class ServiceWritingDesk implements WritingDesk {
    private static final String ACTOR = "window";

    /** A Python worker may hold the lock for minutes; whoever waits that long asks again. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final QueueService service;

    ServiceWritingDesk(QueueService service) {
        this.service = service;
    }

    @Override
    public AlreadyThere compare(List<NewMemory> memories) {
        return AlreadyThere.of(memories, service.look(), service.past()::sentBefore);
    }

    @Override
    public ImportReport save(List<NewMemory> group, String from) {
        ImportReport report = service.importMemories(group, ACTOR, from);
        service.lookNow();
        return report;
    }

    @Override
    public TakenBack takeBack(List<Long> acts) throws InterruptedException {
        int memories = 0;
        int left = 0;
        for (long act : acts.reversed()) {
            UndoPlan plan;
            switch (service.planUndo(OptionalLong.of(act))) {
                case LedgerResult.Done<UndoPlan>(UndoPlan found) -> plan = found;
                case LedgerResult.NotDone<UndoPlan>(LedgerProblem problem) -> {
                    return new TakenBack.Refused(memories, problem.sentence());
                }
            }
            if (plan.act().isEmpty()) {
                return new TakenBack.Refused(memories, plan.whyNot());
            }
            switch (service.undo(plan, ACTOR, LOCK_WAIT)) {
                case ActReport.Done done -> {
                    memories += done.done().size();
                    left += done.skipped().size();
                }
                case ActReport.LockHeld(LockStatus lock) -> {
                    return new TakenBack.LockHeld(memories, lock.holderSentence());
                }
                case ActReport.Refused(String sentence) -> {
                    return new TakenBack.Refused(memories, sentence);
                }
            }
        }
        return new TakenBack.Done(memories, left);
    }
}
