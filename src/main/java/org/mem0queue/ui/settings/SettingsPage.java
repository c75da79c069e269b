package org.mem0queue.ui.settings;

import javafx.application.Platform;
import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The settings. */
public final class SettingsPage implements Page {
    private final SettingsViewModel model;
    private final SettingsView view;

    /**
     * @param effects what changes in the window at once
     * @param choosers ask for another queue directory
     */
    public SettingsPage(
            SettingsDesk desk, SettingsEffects effects, PageContext context, Choosers choosers) {
        model = new SettingsViewModel(desk, effects, context);
        view = new SettingsView(model, context.words(), choosers);
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        model.sendingOn().apply(snapshot);
    }

    @Override
    public void opened() {
        model.refresh();
        model.sendingOn().look();
    }

    @Override
    public void goTo(Destination destination) {
        if (destination instanceof Destination.Settings(String name) && name != null) {
            // Once the page is in sight and laid out.
            Platform.runLater(() -> view.goTo(name));
        }
    }

    @Override
    public void takeOver(Page before) {
        if (before instanceof SettingsPage other) {
            model.takeOver(other.model);
        }
    }

    @Override
    public void left() {
        view.hidePopups();
    }

    @Override
    public void dispose() {
        view.hidePopups();
    }
}
