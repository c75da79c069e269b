package org.mem0queue.ui.logs;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The worker's logs, live. */
public final class LogsPage implements Page {
    private final LogsViewModel model;
    private final LogsView view;
    private final StringBinding amount;

    /**
     * @param choosers ask which file lines are written into
     */
    public LogsPage(LogsDesk desk, PageContext context, Choosers choosers) {
        model =
                new LogsViewModel(
                        desk,
                        context.words(),
                        context.clock(),
                        context.background(),
                        Platform::runLater);
        view = new LogsView(model, context, choosers);
        amount =
                Bindings.createStringBinding(
                        () -> model.textProperty().get().amount(), model.textProperty());
    }

    /** How much there is, for the status bar. */
    public StringBinding amount() {
        return amount;
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        tick(now);
    }

    @Override
    public void tick(Instant now) {
        model.tick(now);
    }

    @Override
    public void opened() {
        model.lookForLogs();
    }

    @Override
    public void goTo(Destination destination) {
        if (destination instanceof Destination.Logs logs) {
            if (!logs.text().isEmpty()) {
                model.lookFor(logs.text());
            } else if (logs.at() != null) {
                model.goTo(logs.at());
            }
        }
    }

    @Override
    public void takeOver(Page before) {
        if (before instanceof LogsPage other) {
            model.takeOver(other.model, other.view.bookmark());
            view.takeOver(other.view);
        }
    }

    @Override
    public void left() {
        view.hidePopups();
    }

    @Override
    public void dispose() {
        view.dispose();
        model.dispose();
    }
}
