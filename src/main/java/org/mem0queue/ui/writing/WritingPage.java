package org.mem0queue.ui.writing;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** Writing, pasting and dropping new memories. */
public final class WritingPage implements Page {
    private final VBox view = new VBox();

    public WritingPage(WritingDesk desk, PageContext context) {}

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {}

    @Override
    public void dispose() {}
}
