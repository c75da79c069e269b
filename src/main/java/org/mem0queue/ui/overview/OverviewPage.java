package org.mem0queue.ui.overview;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.logs.LogViewModel;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The overview: sentence, numbers, proof. */
public final class OverviewPage implements Page {
    private final OverviewViewModel model;
    private final OverviewView view;

    public OverviewPage(OverviewDesk desk, LogViewModel log, PageContext context) {
        model = new OverviewViewModel(context.directory(), context.words());
        view =
                new OverviewView(
                        model,
                        log,
                        context.words(),
                        () -> context.navigator().open(Destination.Logs.asLeft()));
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        model.apply(snapshot, now);
    }

    @Override
    public void tick(Instant now) {
        model.tick(now);
    }

    @Override
    public void dispose() {
        view.dispose();
    }
}
