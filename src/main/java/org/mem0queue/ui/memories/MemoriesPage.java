package org.mem0queue.ui.memories;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The table of all memories, the detail beside it, and what can be done with them. */
public final class MemoriesPage implements Page {
    private final VBox view = new VBox();

    public MemoriesPage(MemoriesDesk desk, PageContext context) {}

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {}

    @Override
    public void dispose() {}
}
