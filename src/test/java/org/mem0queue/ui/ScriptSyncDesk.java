package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.ui.shell.SyncDesk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sending as a test wants it; remembers what was asked. */
public final class ScriptSyncDesk implements SyncDesk {
    public Means means = new Means("http://127.0.0.1:8081", null);
    public SyncResult result = new SyncResult.Ran(new SyncReport(3, 3, 0, 0, 0, 0L, null));
    public final List<SyncProgress> steps = new ArrayList<>();
    public WorkerEnd worker = new WorkerEnd.Ended(0);
    public @Nullable String refusal;
    public final List<String> asked = new ArrayList<>();

    @Override
    public Means means() {
        return means;
    }

    @Override
    public SyncResult sync(SyncStop stop, Consumer<SyncProgress> progress) {
        asked.add("sync");
        steps.forEach(progress);
        return result;
    }

    @Override
    public @Nullable String keepSending(
            SyncStop stop, Consumer<SyncResult> told, Consumer<SyncProgress> progress) {
        asked.add("keep sending");
        return refusal;
    }

    @Override
    public WorkerEnd runWorker() {
        asked.add("worker");
        return worker;
    }

    @Override
    public @Nullable String pause() {
        asked.add("pause");
        return refusal;
    }

    @Override
    public @Nullable String resume() {
        asked.add("resume");
        return refusal;
    }
}
