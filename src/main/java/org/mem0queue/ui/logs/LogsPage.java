package org.mem0queue.ui.logs;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The worker's log, live. */
public final class LogsPage implements Page {
    private final LogsView view;

    public LogsPage(LogsDesk desk, LogViewModel log, PageContext context) {
        view = new LogsView(log, context.words());
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {}

    @Override
    public void dispose() {
        view.dispose();
    }
}
