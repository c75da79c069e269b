package org.mem0queue.ui.writing;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writing, pasting and dropping new memories. */
public final class WritingPage implements Page {
    private final WritingViewModel model;
    private final WritingView view;

    /**
     * @param choosers ask for files to read
     */
    public WritingPage(WritingDesk desk, PageContext context, Choosers choosers) {
        model = new WritingViewModel(desk, context);
        view = new WritingView(model, context.words(), choosers);
    }

    /** Takes files that were dropped anywhere on the window; nothing is saved yet. */
    public void offer(List<Path> files) {
        model.offer(files);
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        model.apply(snapshot);
    }

    @Override
    public void takeOver(Page before) {
        if (before instanceof WritingPage other) {
            model.takeOver(other.model);
        }
    }

    @Override
    public void opened() {
        model.opened();
        view.focus();
    }

    @Override
    public void dispose() {
        view.dispose();
    }
}
