package org.mem0queue.ui;

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.ui.activity.ActivityDesk;
import org.mem0queue.ui.activity.UndoPreview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers what a test put into it, and remembers what it was asked to do. */
public final class ScriptActivityDesk implements ActivityDesk {
    public LedgerResult<List<Act>> acts = new LedgerResult.Done<>(List.of());
    public final Map<Long, UndoPreview> previews = new LinkedHashMap<>();
    public List<QueueCopy> copies = List.of();
    public QueueRestore.Preview restore = new QueueRestore.Preview.Impossible("nothing to restore");
    public QueueRestore.Preview takenOut =
            new QueueRestore.Preview.Impossible("nothing was taken out");
    public ActReport undone =
            new ActReport.Done(OptionalLong.of(99), ActKind.UNDO, List.of(), List.of(), null);
    public RestoreResult restored = new RestoreResult.Stopped("not scripted");

    public final List<UndoPlan> undos = new ArrayList<>();
    public final List<RestorePlan> restores = new ArrayList<>();
    public final List<QueueRestore.Uncertain> uncertain = new ArrayList<>();
    public final List<QueueCopy> closed = new ArrayList<>();
    public QueueSnapshots.Closing closing = QueueSnapshots.Closing.CLOSED;
    public int plans;

    @Override
    public LedgerResult<List<Act>> acts(int atMost) {
        return switch (acts) {
            case LedgerResult.Done<List<Act>>(List<Act> all) ->
                    new LedgerResult.Done<>(all.subList(0, Math.min(atMost, all.size())));
            case LedgerResult.NotDone<List<Act>> problem -> problem;
        };
    }

    @Override
    public LedgerResult<UndoPreview> previewUndo(long act) {
        return new LedgerResult.Done<>(
                previews.getOrDefault(
                        act,
                        new UndoPreview(
                                new UndoPlan(Optional.empty(), List.of(), "not scripted"),
                                Map.of())));
    }

    @Override
    public ActReport undo(UndoPlan plan, Duration wait) {
        undos.add(plan);
        return undone;
    }

    @Override
    public List<QueueCopy> copies() {
        return copies;
    }

    @Override
    public QueueRestore.Preview planRestore(QueueCopy copy) {
        plans++;
        return restore;
    }

    @Override
    public QueueRestore.Preview planPuttingBack() {
        return takenOut;
    }

    @Override
    public QueueSnapshots.Closing closeIncident(QueueCopy copy) {
        closed.add(copy);
        return closing;
    }

    @Override
    public RestoreResult restore(
            RestorePlan plan, QueueRestore.Uncertain alsoUncertain, Duration wait) {
        restores.add(plan);
        uncertain.add(alsoUncertain);
        return restored;
    }
}
