package org.mem0queue.ui.settings;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The settings. */
public final class SettingsPage implements Page {
    private final VBox view = new VBox();

    public SettingsPage(SettingsDesk desk, PageContext context) {}

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {}

    @Override
    public void dispose() {}
}
