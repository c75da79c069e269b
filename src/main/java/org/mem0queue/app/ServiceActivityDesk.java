package org.mem0queue.app;

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.ui.activity.ActivityDesk;
import org.mem0queue.ui.activity.UndoPreview;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Answers from the service. */
final class ServiceActivityDesk implements ActivityDesk {
    private static final String ACTOR = "window";

    private final QueueService service;

    ServiceActivityDesk(QueueService service) {
        this.service = service;
    }

    @Override
    public LedgerResult<List<Act>> acts(int atMost) {
        return service.history(atMost);
    }

    @Override
    public LedgerResult<UndoPreview> previewUndo(long act) {
        return switch (service.planUndo(OptionalLong.of(act))) {
            case LedgerResult.Done<UndoPlan>(UndoPlan plan) ->
                    new LedgerResult.Done<>(UndoPreview.of(plan, service.look()));
            case LedgerResult.NotDone<UndoPlan>(var problem) -> new LedgerResult.NotDone<>(problem);
        };
    }

    @Override
    public ActReport undo(UndoPlan plan, Duration wait) throws InterruptedException {
        return service.undo(plan, ACTOR, wait);
    }

    @Override
    public List<QueueCopy> copies() throws IOException {
        return service.restores().copies();
    }

    @Override
    public QueueRestore.Preview planRestore(QueueCopy copy) throws IOException {
        return service.restores().planRestore(copy.file(), copy.time());
    }

    @Override
    public QueueRestore.Preview planPuttingBack() throws IOException {
        return service.restores().planPuttingBack();
    }

    @Override
    public QueueSnapshots.Closing closeIncident(QueueCopy copy) throws IOException {
        QueueSnapshots.Closing closing = service.restores().closeIncident(copy, ACTOR);
        service.lookNow();
        return closing;
    }

    @Override
    public RestoreResult restore(RestorePlan plan, QueueRestore.Uncertain uncertain, Duration wait)
            throws InterruptedException {
        RestoreResult result = service.restores().restore(plan, uncertain, ACTOR, wait);
        service.lookNow();
        return result;
    }
}
