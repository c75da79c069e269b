package org.mem0queue.ui.overview;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The overview: sentence, numbers, proof. */
public final class OverviewPage implements Page {
    private final OverviewViewModel model;
    private final OverviewView view;

    public OverviewPage(OverviewDesk desk, PageContext context) {
        model = new OverviewViewModel(desk, context);
        view = new OverviewView(model, context.navigator(), context.words());
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
    public void opened() {
        model.opened();
    }

    @Override
    public String choice() {
        return model.rangeProperty().get().word();
    }

    @Override
    public void choose(String choice) {
        ChartRange.ofWord(choice).ifPresent(model.rangeProperty()::set);
    }

    @Override
    public void left() {
        model.left();
    }

    @Override
    public void dispose() {
        view.dispose();
    }
}
